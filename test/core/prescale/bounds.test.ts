import { describe, expect, test } from 'vitest';
import type { Bounds } from '../../../src/core/model/floor-record.ts';
import type { Surge } from '../../../src/core/model/surge.ts';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import type { Instant } from '../../../src/core/model/time.ts';
import { type Choice, chooseBounds, pausedChoice } from '../../../src/core/prescale/bounds.ts';
import { composeGoal } from '../../../src/core/prescale/goal.ts';
import { surveySituation } from '../../../src/core/prescale/situation.ts';
import { aStatus, aSurge, at, withStatus } from '../../support/a-surge.ts';
import { aDeployment, aHeldTarget, aLoadOf, aTarget, recorded, someBounds } from '../../support/a-target.ts';
import { DEFAULTS } from '../../support/a-world.ts';

function choose(target: TargetSnapshot, surges: readonly Surge[], now: Instant = at(18)): Choice {
  const situation = surveySituation({ target, surges }, DEFAULTS, now);
  return chooseBounds(situation, composeGoal(situation));
}

const needing = (replicas: number, over: Partial<Surge> = {}): Surge =>
  aSurge({ demand: { kind: 'replicas', replicas }, ...over });
const LIFT = { ceiling: { kind: 'raise', to: 100 } } as const;
const lifted = (min: number, over: Partial<TargetSnapshot> = {}): TargetSnapshot =>
  aHeldTarget({ wrote: someBounds({ min, max: 100 }) }, over);
const PIN = { override: { owner: 'ann', reason: 'a load test', pin: true } };

describe('bounds', () => {
  test.each<[string, TargetSnapshot, readonly Surge[], Partial<Bounds>]>([
    ['up in one go', aTarget(), [needing(40)], { min: 40 }],
    ['capped at the maximum', aTarget(), [needing(90)], { min: 50, max: 50 }],
    ['with the maximum lifted', aTarget(), [needing(90, LIFT)], { min: 90, max: 100 }],
    ['pinned', aTarget(), [needing(20, PIN)], { min: 20, max: 20 }],
    ['pinned without a maximum', aDeployment(10), [needing(20, PIN)], { max: undefined }],
    ['down in steps', lifted(80), [], { min: 72, max: 100 }],
    ['a lifted maximum comes back when the floor is under it', lifted(54), [], { min: 49, max: 50 }],
    [
      'a lifted maximum stays over live load',
      lifted(80, { metrics: aLoadOf(90, 80) }),
      [needing(40, LIFT)],
      { min: 80, max: 100 },
    ],
    [
      'two ceilings, the higher counts',
      aTarget(),
      [needing(90, LIFT), needing(60, { id: 'b' })],
      { min: 90, max: 100 },
    ],
    [
      'an omitted minimum is left out again',
      aHeldTarget({ baseline: someBounds({ min: undefined }), wrote: someBounds({ min: 2 }) }),
      [],
      { min: undefined },
    ],
    ['a floor of the owner above the surge s', aTarget({ min: 45 }), [needing(40)], { min: 45 }],
  ])('%s', (_name, target, surges, want) => {
    expect(choose(target, surges).bounds).toMatchObject(want);
  });

  test('say when they are capped', () => {
    expect(choose(aTarget(), [needing(90)]).capped).toBe(true);
    expect(choose(aTarget(), [needing(90, LIFT)]).capped).toBe(false);
    expect(choose(aTarget(), [needing(50)]).capped).toBe(false);
  });

  test('an owner s maximum that changes in the walk makes no cliff of it', () => {
    expect(choose(aHeldTarget({}, { max: 70 }), []).bounds).toMatchObject({ min: 36, max: 70 });
  });

  test('never end with a minimum over the maximum', () => {
    const odd = aTarget({ min: 80, max: 80, record: recorded({ wrote: someBounds({ min: 80, max: 80 }) }) });
    const { bounds } = choose(odd, [needing(20, PIN)]);
    expect(bounds.min).toBe(72);
    expect(bounds.max).toBe(80);
  });
});

describe('a fight', () => {
  const SURGE = withStatus(aSurge(), aStatus({ raisedAt: at(17, 56) }));
  const setBack = (reasserts: number) => aHeldTarget({ reasserts }, { min: 10, minManager: 'argocd' });

  test('is taken up and counted', () => {
    expect(choose(setBack(4), [SURGE])).toMatchObject({
      bounds: { min: 40 },
      reasserts: 5,
      contended: false,
    });
  });

  test('is given up when the rounds are spent: hands off', () => {
    const choice = choose(setBack(5), [SURGE]);
    expect(choice).toMatchObject({ bounds: { min: 10 }, reasserts: 5, contended: true });
    expect(choice.reasons.map(({ code }) => code)).toEqual(['Contended']);
  });

  test('is over with the surge', () => {
    expect(choose(setBack(5), [SURGE], at(18, 20))).toMatchObject({ bounds: someBounds(), contended: false });
  });
});

test('a paused target is chosen as it stands', () => {
  const target = aHeldTarget({}, { paused: true });
  const situation = surveySituation({ target, surges: [] }, DEFAULTS, at(18));
  expect(pausedChoice(situation)).toMatchObject({ bounds: { min: 40 }, contended: false, again: undefined });
});
