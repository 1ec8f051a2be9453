import { expect, test } from 'vitest';
import { type CallFault, Faults, NO_FAULTS } from '../../../src/sim/client/faults.ts';
import { seededRandom } from '../../../src/sim/random.ts';

const RATES = {
  calls: {
    throttled: 0.1,
    unavailable: 0.05,
    timeoutAfterEffect: 0.05,
    conflict: 0.2,
    crashBefore: 0.02,
    crashAfter: 0.03,
  },
  watch: { duplicated: 0.3, late: 0.1, lost: 0.2 },
} as const;
const DRAWS = 20_000;

const drawMany = <T>(draw: () => T): readonly T[] => Array.from({ length: DRAWS }, draw);
const shareOf = <T>(drawn: readonly T[], fault: T): number =>
  drawn.filter((one) => one === fault).length / drawn.length;

test.each([true, false])('each fault of a call comes as often as its rate says (write: %s)', (write) => {
  const faults = new Faults(RATES, seededRandom(3));
  const drawn = drawMany(() => faults.nextCall(write));
  const expected: Readonly<Record<CallFault, number>> = { ...RATES.calls, conflict: write ? 0.2 : 0 };
  for (const [fault, rate] of Object.entries(expected))
    expect(Math.abs(shareOf(drawn, fault as CallFault) - rate)).toBeLessThan(0.01);
  expect(Math.abs(shareOf(drawn, undefined) - (write ? 0.55 : 0.75))).toBeLessThan(0.02);
});

test('each fault of an event comes as often as its rate says', () => {
  const faults = new Faults(RATES, seededRandom(3));
  const drawn = drawMany(() => faults.nextWatch());
  for (const fault of ['duplicated', 'late', 'lost'] as const)
    expect(Math.abs(shareOf(drawn, fault) - RATES.watch[fault])).toBeLessThan(0.015);
  expect(Math.abs(shareOf(drawn, undefined) - 0.4)).toBeLessThan(0.02);
});

test('none where none are asked for', () => {
  const faults = new Faults(NO_FAULTS, seededRandom(3));
  expect(new Set(drawMany(() => faults.nextCall(true)))).toEqual(new Set([undefined]));
  expect(new Set(drawMany(() => faults.nextWatch()))).toEqual(new Set([undefined]));
});

test('the same seed draws the same faults, another seed others', () => {
  const drawAll = (seed: number) => {
    const faults = new Faults(RATES, seededRandom(seed));
    return drawMany(() => [faults.nextCall(true), faults.nextWatch()]);
  };
  expect(drawAll(3)).toEqual(drawAll(3));
  expect(drawAll(3)).not.toEqual(drawAll(4));
});
