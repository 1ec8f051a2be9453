import { describe, expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import { minutes } from '../../../src/core/model/time.ts';
import {
  type RisingTarget,
  riseOf,
  risingTarget,
  risingWith,
  targetsOf,
} from '../../../src/core/prescale/rise.ts';
import { named } from '../../support/a-state.ts';
import { aSurge, at } from '../../support/a-surge.ts';
import { A_SCALED_OBJECT, aHeldTarget, aScaledObject, aTarget } from '../../support/a-target.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const [ONE, TWO] = [named('one'), named('two')];
const rising = (over: Partial<RisingTarget> = {}): RisingTarget => ({
  ref: ONE,
  min: 10,
  max: 50,
  profile: undefined,
  ...over,
});
const SURGE = aSurge({ targets: [{ ref: ONE }, { ref: TWO }] });

describe('together go', () => {
  const other = (over: Partial<Surge>): Surge => aSurge({ id: 'news/other', ...over });
  test.each<[string, Partial<Surge>, boolean]>([
    ['those of the same minute', {}, true],
    ['those that are on their way up by then', { start: at(17, 57) }, true],
    ['those that begin it before the start', { start: at(18, 3) }, true],
    ['not those that were up before', { start: at(17, 55) }, false],
    ['not those that come later', { start: at(18, 5) }, false],
    ['not those that were cancelled', { cancelled: true }, false],
  ])('%s', (_name, over, want) => {
    const ids = risingWith(SURGE, [other(over), SURGE], DEFAULTS).map(({ id }) => id);
    expect(ids).toEqual(want ? ['news/other', 'news/push'] : ['news/push']);
  });
});

test('every target counts once', () => {
  expect(targetsOf([SURGE, aSurge({ targets: [{ ref: TWO }] })])).toEqual([ONE, TWO]);
});

describe('a rise', () => {
  test('is from what the owner wants to what is needed, of every target', () => {
    const two = rising({ ref: TWO, min: 30 });
    expect(riseOf(SURGE, [SURGE], [rising(), two], DEFAULTS)).toEqual({ targets: 2, pods: 40 });
  });

  test('is capped, unless the maximum is raised', () => {
    const high = { ...SURGE, demand: { kind: 'replicas', replicas: 80 } } as const;
    expect(riseOf(high, [high], [rising()], DEFAULTS).pods).toBe(40);
    const raised = { ...high, ceiling: { kind: 'raise', to: 70 } } as const;
    expect(riseOf(raised, [raised], [rising()], DEFAULTS).pods).toBe(60);
  });

  test('counts what others ask for meanwhile', () => {
    const other = aSurge({
      id: 'news/other',
      targets: [{ ref: ONE }],
      demand: { kind: 'replicas', replicas: 45 },
    });
    expect(riseOf(SURGE, [SURGE, other], [rising()], DEFAULTS).pods).toBe(35);
  });

  test('is none where there are enough', () => {
    expect(riseOf(SURGE, [SURGE], [rising({ min: 45 })], DEFAULTS)).toEqual({ targets: 0, pods: 0 });
  });

  test('is to the top of a curve, though it comes after the start', () => {
    const curve = { kind: 'decay', ramp: minutes(2), plateau: minutes(1), decay: minutes(5) } as const;
    const crowd = { ...SURGE, demand: { kind: 'multiplier', multiplier: 3, curve } } as const;
    expect(riseOf(crowd, [crowd], [rising()], DEFAULTS).pods).toBe(20);
  });
});

describe('a target', () => {
  test('rises from what its owner wants, whatever stands there', () => {
    const ref = aTarget().ref;
    expect(risingTarget(aHeldTarget(), [])).toEqual({ ref, min: 10, max: 50, profile: undefined });
  });

  test('of KEDA has its defaults', () => {
    expect(risingTarget(aScaledObject({ min: undefined }), [])).toMatchObject({ min: 0, max: 100 });
  });

  test('that somebody else scales never does', () => {
    expect(risingTarget(aTarget({ controlledBy: A_SCALED_OBJECT }), [])).toBeUndefined();
  });
});
