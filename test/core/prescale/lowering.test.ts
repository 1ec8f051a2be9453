import { describe, expect, test } from 'vitest';
import { minus, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { parsePrescaleConfig } from '../../../src/core/prescale/config.ts';
import { type Lowering, lowerFloor, stepsBetween } from '../../../src/core/prescale/lowering.ts';
import { at } from '../../support/a-surge.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const NOW = at(18, 20);
const lowering = (over: Partial<Lowering>): Lowering => ({
  from: 100,
  to: 10,
  asked: undefined,
  inSurge: false,
  wroteAt: minus(NOW, minutes(5)),
  endedAt: NOW,
  ...over,
});

describe('a step', () => {
  test.each<[string, Partial<Lowering>, number]>([
    ['is a share of the floor', {}, 90],
    ['rounds towards smaller steps', { from: 19 }, 18],
    ['is one replica at least', { from: 5, to: 1 }, 4],
    ['ends at the goal', { from: 11 }, 10],
    ['goes to zero without an HPA', { from: 1, to: 0 }, 0],
    ['stays above what load asks for, by a margin', { asked: 85 }, 94],
    ['waits while load is high', { asked: 95 }, 100],
    ['waits while load is higher still', { asked: 200 }, 100],
    ['asks no margin of load that the goal carries', { from: 11, asked: 10 }, 10],
    ['asks no margin during a surge', { inSurge: true, asked: 92 }, 92],
    ['is taken though load is not measured', { asked: undefined }, 90],
    ['is saved up during a surge while it is small', { inSurge: true, to: 96 }, 100],
    ['is not saved up afterwards', { to: 96 }, 96],
    ['is taken when nobody knows of the last', { wroteAt: undefined }, 90],
  ])('%s', (_name, over, want) => {
    expect(lowerFloor(lowering(over), DEFAULTS, NOW).min).toBe(want);
  });

  test('waits for its turn', () => {
    const wroteAt = minus(NOW, seconds(14));
    const step = lowerFloor(lowering({ wroteAt }), DEFAULTS, NOW);
    expect(step).toEqual({ min: 100, again: plus(wroteAt, seconds(15)), reason: undefined });
  });

  test('tells when the next one is due, until the last', () => {
    expect(lowerFloor(lowering({}), DEFAULTS, NOW).again).toBe(plus(NOW, seconds(15)));
    expect(lowerFloor(lowering({ from: 11 }), DEFAULTS, NOW).again).toBeUndefined();
  });

  test('may be smaller than what a surge saves up', () => {
    const config = parsePrescaleConfig({ lowering: { share: 0.01 } });
    expect(lowerFloor(lowering({ from: 200, inSurge: true }), config, NOW).min).toBe(198);
    const odd = parsePrescaleConfig({ lowering: { share: 0.05 } });
    expect(lowerFloor(lowering({ from: 39, inSurge: true }), odd, NOW).min).toBe(38);
  });
});

describe('patience', () => {
  const busy = lowering({ from: 28, to: 2, asked: 26, wroteAt: minus(NOW, minutes(30)) });

  test('a floor that load alone has held for long is handed over whole', () => {
    const endedAt = minus(NOW, minutes(5));
    expect(lowerFloor({ ...busy, endedAt }, DEFAULTS, NOW)).toMatchObject({ min: 2, again: undefined });
  });

  test('counts from the end of the surges', () => {
    const endedAt = minus(NOW, minutes(4));
    const step = lowerFloor({ ...busy, endedAt }, DEFAULTS, NOW);
    expect(step.min).toBe(28);
    expect(step.reason?.code).toBe('LoadStillHigh');
  });

  test('counts from the last step', () => {
    const step = lowerFloor({ ...busy, wroteAt: minus(NOW, minutes(4)), endedAt: undefined }, DEFAULTS, NOW);
    expect(step.min).toBe(28);
  });

  test('is looked after when it runs out', () => {
    const endedAt = minus(NOW, seconds(298));
    expect(lowerFloor({ ...busy, endedAt }, DEFAULTS, NOW).again).toBe(plus(NOW, seconds(2)));
  });

  test('has no end during a surge', () => {
    const step = lowerFloor({ ...busy, inSurge: true, asked: 28, endedAt: at(17) }, DEFAULTS, NOW);
    expect(step.min).toBe(28);
  });

  test('is not needed while the floor alone holds the replicas', () => {
    expect(lowerFloor({ ...busy, asked: 20, endedAt: at(17) }, DEFAULTS, NOW).min).toBe(26);
  });
});

test.each([
  [100, 100, 0],
  [100, 90, 1],
  [11, 10, 1],
  [3, 0, 3],
  [200, 10, 33],
])('from %i to %i takes %i steps of a tenth', (from, to, want) => {
  expect(stepsBetween(from, to, 0.1)).toBe(want);
});
