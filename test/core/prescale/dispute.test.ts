import { describe, expect, test } from 'vitest';
import type { Bounds } from '../../../src/core/model/floor-record.ts';
import type { Surge } from '../../../src/core/model/surge.ts';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import { isDisputed, reassertsOf } from '../../../src/core/prescale/dispute.ts';
import { composeGoal } from '../../../src/core/prescale/goal.ts';
import { surveySituation } from '../../../src/core/prescale/situation.ts';
import { aStatus, aSurge, at, withStatus } from '../../support/a-surge.ts';
import { aHeldTarget, aTarget, someBounds } from '../../support/a-target.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const RAISED = withStatus(aSurge(), aStatus({ raisedAt: at(17, 56) }));
const wrote = someBounds({ min: 40, max: 60, scaleDownSeconds: 30 });
const held = (over: Partial<TargetSnapshot> = {}): TargetSnapshot =>
  aHeldTarget({ wrote }, { scaleDownWindow: { kind: 'present', seconds: 30, onlyOurs: true }, ...over });

const roundsOf = (target: TargetSnapshot, surges: readonly Surge[]): number =>
  reassertsOf(surveySituation({ target, surges }, DEFAULTS, at(18)));

function disputed(target: TargetSnapshot, wanted: Partial<Bounds>, surges: readonly Surge[] = [RAISED]) {
  const situation = surveySituation({ target, surges }, DEFAULTS, at(18));
  return isDisputed(situation, composeGoal(situation), { ...wrote, ...wanted });
}

describe('a dispute is', () => {
  test.each<[string, TargetSnapshot, Partial<Bounds>]>([
    ['a floor set back', held({ min: 10 }), {}],
    ['a maximum set back', held({ max: 50 }), {}],
    ['a window taken out', held({ scaleDownWindow: { kind: 'absent' } }), {}],
    ['a woken workload put to zero', held({ replicas: 0 }), {}],
    ['floor and record gone together', aTarget({ minManager: 'argocd' }), {}],
  ])('%s', (_name, target, wanted) => {
    expect(disputed(target, wanted)).toBe(true);
  });
});

describe('no dispute is', () => {
  test.each<[string, TargetSnapshot, Partial<Bounds>, readonly Surge[]]>([
    ['anything without a surge', held({ min: 10 }), {}, []],
    ['a target left alone', held(), {}, [RAISED]],
    ['a floor that rises', held(), { min: 45 }, [RAISED]],
    ['a floor that the owner raised', held({ min: 50 }), { min: 50 }, [RAISED]],
    ['a maximum of his that we keep', held({ max: 55 }), { max: 55 }, [RAISED]],
    [
      'a window of his that we keep',
      held({ scaleDownWindow: { kind: 'absent' } }),
      { scaleDownSeconds: 'absent' },
      [RAISED],
    ],
    ['the first raise', aTarget(), {}, [aSurge()]],
    ['a first wake-up', aTarget({ replicas: 0 }), {}, [aSurge()]],
    ['a wake-up cut short by a crash', held({ replicas: 0 }), {}, [aSurge()]],
    ['a second hump after a hand-back', aTarget({ minManager: 'forescale' }), {}, [RAISED]],
    ['an object made anew', aTarget({ uid: 'uid-2' }), {}, [RAISED]],
  ])('%s', (_name, target, wanted, surges) => {
    expect(disputed(target, wanted, surges)).toBe(false);
  });
});

test('rounds are counted over all surges that are on, for this very object', () => {
  const counted = (id: string, over: Parameters<typeof aStatus>[0]) =>
    withStatus(aSurge({ id }), aStatus(over));
  const surges = [
    counted('a', { reasserts: 2 }),
    counted('b', { reasserts: 3 }),
    counted('c', { reasserts: 9, uid: 'uid-0' }),
    counted('d', { reasserts: 9, phase: 'Ended' }),
    { ...counted('e', { reasserts: 9 }), end: at(17, 59) },
  ];
  expect(roundsOf(aTarget(), surges)).toBe(3);
  expect(roundsOf(aTarget(), [])).toBe(0);
});

test.each<[string, TargetSnapshot, Surge, number]>([
  ['is right where it is of this surge', aHeldTarget({ reasserts: 2 }), aSurge(), 2],
  ['speaks of another surge before it', aHeldTarget({ reasserts: 2, at: at(17, 55) }), aSurge(), 4],
  ['begins anew with a surge', aHeldTarget({ reasserts: 2, at: at(17, 55) }), aSurge({ id: 'news/new' }), 0],
  ['is nobody’s when no surge is on', aHeldTarget({ reasserts: 2 }), aSurge({ cancelled: true }), 0],
])('the count of the record %s', (_name, target, surge, want) => {
  const announced = surge.id === 'news/push' ? withStatus(surge, aStatus({ reasserts: 4 })) : surge;
  expect(roundsOf(target, [announced])).toBe(want);
});
