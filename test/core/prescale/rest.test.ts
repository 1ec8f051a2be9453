import { describe, expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import { type Instant, plus, seconds } from '../../../src/core/model/time.ts';
import { chooseBounds } from '../../../src/core/prescale/bounds.ts';
import { composeGoal } from '../../../src/core/prescale/goal.ts';
import { decideRest } from '../../../src/core/prescale/rest.ts';
import { surveySituation } from '../../../src/core/prescale/situation.ts';
import { aSurge, at } from '../../support/a-surge.ts';
import { aHeldTarget, aLoadOf, aTarget, someBounds } from '../../support/a-target.ts';
import { DEFAULTS } from '../../support/a-world.ts';

function restOf(target: TargetSnapshot, surges: readonly Surge[] = [], now: Instant = at(18, 20)) {
  const situation = surveySituation({ target, surges }, DEFAULTS, now);
  return decideRest(situation, chooseBounds(situation, composeGoal(situation)));
}

/** Woken an hour ago, back at the baseline of ten. */
const woken = (over: Partial<TargetSnapshot> = {}): TargetSnapshot =>
  aHeldTarget({ wokenFrom: 0, wrote: someBounds(), at: at(17, 20) }, over);

describe('a woken workload', () => {
  test.each<[string, TargetSnapshot, readonly Surge[], string]>([
    ['that nobody woke stays', aHeldTarget({ wrote: someBounds() }), [], 'none'],
    ['that was never ours stays', aTarget(), [], 'none'],
    ['goes back when nothing is measured', woken(), [], 'due'],
    ['goes back when the load fits the baseline', woken({ metrics: aLoadOf(10, 10) }), [], 'due'],
    ['stays in a surge', woken(), [aSurge({ end: at(19) })], 'owed'],
    ['stays in a surge though it was put to zero', woken({ replicas: 0 }), [aSurge({ end: at(19) })], 'owed'],
    ['is not looked at while paused', woken({ paused: true }), [aSurge()], 'none'],
    ['stays during the walk', aHeldTarget({ wokenFrom: 0 }), [], 'owed'],
    ['stays while the load is higher', woken({ metrics: aLoadOf(11, 10) }), [aSurge()], 'owed'],
    ['has had its time when it lies since long', woken({ replicas: 0 }), [], 'none'],
    ['is remembered for a while after', woken({ replicas: 0 }), [aSurge()], 'owed'],
  ])('%s', (_name, target, surges, want) => {
    expect(restOf(target, surges).kind).toBe(want);
  });

  test('is not waited for longer than patience after its surge', () => {
    const busy = woken({ metrics: aLoadOf(30, 10) });
    expect(restOf(busy, [aSurge()])).toMatchObject({ kind: 'owed', again: at(18, 20, 15) });
    expect(restOf(busy, [aSurge()], at(18, 24, 50))).toMatchObject({ again: at(18, 25) });
    expect(restOf(busy, [aSurge()], at(18, 25))).toMatchObject({ kind: 'due' });
  });

  test('tells why it waits', () => {
    const { reasons } = restOf(woken({ metrics: aLoadOf(30, 10) }), [aSurge()]);
    expect(reasons.map(({ code }) => code)).toEqual(['LoadStillHigh']);
  });

  test('is looked after when its record may go', () => {
    const lying = woken({ replicas: 0 });
    expect(restOf(lying, [aSurge()]).again).toBe(plus(at(18, 20), seconds(60)));
    expect(restOf(lying, [aSurge()], at(18, 21)).kind).toBe('none');
  });
});
