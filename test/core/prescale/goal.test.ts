import { describe, expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import { asMillis, type Instant, minus, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { composeGoal, lacksProfile } from '../../../src/core/prescale/goal.ts';
import { surveySituation } from '../../../src/core/prescale/situation.ts';
import { A_PUSH, aSurge, at } from '../../support/a-surge.ts';
import { aHeldTarget, aTarget, someBounds } from '../../support/a-target.ts';
import { DEFAULTS, floorsOf, runUntil } from '../../support/a-world.ts';

const goalOf = (target: TargetSnapshot, surges: readonly Surge[], now: Instant) =>
  composeGoal(surveySituation({ target, surges }, DEFAULTS, now));

describe('the floor', () => {
  test.each<[string, number, Instant, number, number]>([
    ['is the baseline without a surge', 40, at(12), 10, 0],
    ['is the surge s while it asks for more', 40, at(18), 40, 40],
    ['is never below the baseline', 4, at(18), 10, 4],
  ])('%s', (_name, replicas, now, floor, needed) => {
    const surge = aSurge({ demand: { kind: 'replicas', replicas } });
    expect(goalOf(aTarget(), [surge], now)).toMatchObject({ floor, needed, baselineMin: 10 });
  });

  test('is the owner s present baseline, not the one he had', () => {
    const surge = aSurge({ demand: { kind: 'multiplier', multiplier: 2, curve: { kind: 'box' } } });
    const target = aHeldTarget({}, { min: 15 });
    expect(goalOf(target, [surge], at(18)).floor).toBe(30);
  });

  test('stays on a grid, so that no look is due between two steps', () => {
    const surge = aSurge({ demand: { kind: 'rps', rps: 9_000, curve: A_PUSH } });
    const target = aTarget({ profile: { rpsPerReplica: 100 } });
    const floorAt = (second: number) => goalOf(target, [surge], at(18, 5, second)).floor;
    expect(new Set([15, 20, 25, 29].map(floorAt)).size).toBe(1);
    expect(floorAt(30)).toBeLessThan(floorAt(29));
    expect(floorAt(29)).toBeGreaterThan(floorAt(14) * 0.94);
  });

  test('ends with the surge, not with the step in which it ends', () => {
    const surge = aSurge({ end: plus(at(18, 20), seconds(7)) });
    expect(goalOf(aTarget(), [surge], plus(at(18, 20), seconds(7))).floor).toBe(10);
  });
});

describe('the seam between two surges', () => {
  const first = aSurge();
  /** From 40 to 10 the walk takes 17 steps of 15 s. */
  const WALK = seconds(255);
  const second = (gap: number, over: Partial<Surge> = {}): Surge =>
    aSurge({ id: 'news/second', start: plus(first.end, asMillis(gap)), end: at(19), ...over });
  const floors = (surges: readonly Surge[], target = aTarget()) =>
    floorsOf(runUntil({ target, surges }, at(18), at(18, 58))).map((floor) => floor ?? 1);

  test('a gap shorter than lead and return does not dip', () => {
    expect(Math.min(...floors([first, second(minutes(4) + WALK)]))).toBe(40);
  });

  test('a gap longer by more than a step of the grid does', () => {
    expect(Math.min(...floors([first, second(minutes(4) + WALK + seconds(16))]))).toBeLessThan(40);
  });

  test('a smaller second surge is walked down to, not to the baseline first', () => {
    const small = second(minutes(5), { demand: { kind: 'replicas', replicas: 25 } });
    expect(Math.min(...floors([first, small]))).toBe(25);
  });

  test('a lifted maximum stays up over the gap', () => {
    const lift = { demand: { kind: 'replicas', replicas: 80 }, ceiling: { kind: 'raise', to: 80 } } as const;
    expect(Math.min(...floors([aSurge(lift), second(minutes(5), lift)]))).toBe(80);
  });

  test('is told as a reason', () => {
    const goal = goalOf(aHeldTarget(), [first, second(minutes(5))], first.end);
    expect(goal.reasons.map(({ code }) => code)).toEqual(['SeamBridged']);
    expect(goal).toMatchObject({ floor: 40, needed: 0 });
    expect(goal.bridged.map(({ id }) => id)).toEqual(['news/second']);
  });

  test('does not hold up what is not ours', () => {
    expect(
      goalOf(
        aTarget({ min: 40 }),
        [second(minutes(5), { demand: { kind: 'replicas', replicas: 60 } })],
        first.end,
      ),
    ).toMatchObject({ floor: 40, reasons: [] });
  });
});

test('an omitted minimum of an HPA is 1', () => {
  const omitted = aHeldTarget({ baseline: someBounds({ min: undefined }) });
  expect(goalOf(omitted, [], minus(at(18), minutes(60))).floor).toBe(1);
});

test('crowds need a profile, other demands do not', () => {
  const crowd = aSurge({ demand: { kind: 'rps', rps: 1, curve: { kind: 'box' } } });
  expect(lacksProfile(crowd, aTarget())).toBe(true);
  expect(lacksProfile(crowd, aTarget({ profile: { rpsPerReplica: 1 } }))).toBe(false);
  expect(lacksProfile(aSurge(), aTarget())).toBe(false);
});
