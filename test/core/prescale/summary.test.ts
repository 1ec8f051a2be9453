import { describe, expect, test } from 'vitest';
import type { SummaryPhase } from '../../../src/core/model/surge-summary.ts';
import { type Instant, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { summarize } from '../../../src/core/prescale/summary.ts';
import { aState, aSurgeOn, named, summaryOf } from '../../support/a-state.ts';
import { at } from '../../support/a-surge.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const WARM = { phase: 'Warm' } as const;
const WARMING = { phase: 'Warming' } as const;
const ENDED = { phase: 'Ended' } as const;
const look = (state: ReturnType<typeof aState>, now: Instant, held = [] as ReturnType<typeof named>[]) =>
  summarize(state, { held, rise: undefined, config: DEFAULTS, now });

describe('the phase', () => {
  test.each<[string, SummaryPhase, ReturnType<typeof aSurgeOn>, Instant]>([
    ['before anything was said', 'Scheduled', aSurgeOn([undefined, undefined]), at(12)],
    ['when it should be up but no target was looked at', 'Scheduled', aSurgeOn([undefined]), at(17, 57)],
    ['with one target at it', 'Warming', aSurgeOn([WARM, undefined]), at(17, 57)],
    ['with one target not warm', 'Warming', aSurgeOn([WARM, WARMING, WARM]), at(18)],
    ['with all targets warm', 'Warm', aSurgeOn([WARM, WARM]), at(18)],
    ['moved to later', 'Scheduled', aSurgeOn([ENDED, ENDED], { start: at(19), end: at(20) }), at(18)],
    ['after its end', 'Ended', aSurgeOn([ENDED]), at(18, 20)],
    ['cancelled', 'Ended', aSurgeOn([WARM], { cancelled: true }), at(18)],
    ['a tombstone without targets', 'Ended', aSurgeOn([], { cancelled: true }), at(18)],
  ])('%s is %s', (_name, phase, surge, now) => {
    expect(summaryOf(aState(surge), now).phase).toBe(phase);
  });

  test('is Returning while a target is held after the end', () => {
    const over = aState(aSurgeOn([ENDED]));
    expect(summaryOf(over, at(18, 21), [named('app-1')]).phase).toBe('Returning');
    expect(look(over, at(18, 21), [named('app-1')]).nextLook).toBe(at(18, 21, 5));
  });

  test('of what cannot be understood is Refused, and says why', () => {
    const problems = ['spec.end: expected an end after start', 'spec.targets: expected at least one'];
    const summary = summaryOf(aState(aSurgeOn([]), { reading: { kind: 'refused', problems } }), at(18));
    expect(summary.phase).toBe('Refused');
    expect(summary.conditions).toMatchObject([
      { type: 'Accepted', status: 'False', reason: 'Invalid', message: problems.join('; ') },
      { type: 'Warm', status: 'False', reason: 'Refused' },
    ]);
  });
});

describe('a clock that is behind', () => {
  const over = aSurgeOn([undefined]);
  const ended = { ...aState(over), summary: summaryOf(aState(over), at(18, 20)) };

  test('does not take back what another has seen end', () => {
    expect(look(ended, at(18, 19, 30)).summary).toBeUndefined();
  });

  test('is not believed in all it says', () => {
    expect(summaryOf(ended, at(18, 10)).phase).toBe('Scheduled');
  });

  test('goes by what was written on the targets', () => {
    const told = aSurgeOn([{ ...ENDED, at: at(18, 20) }]);
    expect(summaryOf(aState(told), at(18, 19, 50)).phase).toBe('Ended');
  });

  test('speaks of a spec that is new', () => {
    const moved = aState(aSurgeOn([undefined], { end: at(18, 20, 30) }), {
      generation: 2,
      summary: ended.summary,
    });
    expect(summaryOf(moved, at(18, 20)).phase).toBe('Scheduled');
  });
});

describe('Warm', () => {
  const warmth = (surge: ReturnType<typeof aSurgeOn>, now: Instant) =>
    summaryOf(aState(surge), now).conditions.find(({ type }) => type === 'Warm');

  test.each([
    ['True', 'AllWarm', '2 of 2 targets warm', aSurgeOn([WARM, WARM]), at(18)],
    ['False', 'Warming', '1 of 3 targets warm', aSurgeOn([WARM, WARMING, undefined]), at(18)],
    ['False', 'Scheduled', 'floors go up at 2026-11-22T17:56:00.000Z', aSurgeOn([undefined]), at(12)],
    ['False', 'Ended', 'the surge is over', aSurgeOn([ENDED]), at(19)],
    ['False', 'Ended', 'the surge was cancelled', aSurgeOn([WARM], { cancelled: true }), at(18)],
  ] as const)('is %s: %s', (status, reason, message, surge, now) => {
    expect(warmth(surge, now)).toMatchObject({ status, reason, message });
  });
});

describe('nothing', () => {
  test('is written when nothing changed', () => {
    const surge = aSurgeOn([WARM, WARMING]);
    const said = aState(surge, { summary: summaryOf(aState(surge), at(18)) });
    expect(look(said, at(18, 10)).summary).toBeUndefined();
  });

  test.each<[string, ReturnType<typeof aState>]>([
    ['a target', aState(aSurgeOn([WARM, WARM]))],
    ['the spec', aState(aSurgeOn([WARM, WARMING]), { generation: 2 })],
  ])('less than a change of %s is written', (_name, state) => {
    const before = summaryOf(aState(aSurgeOn([WARM, WARMING])), at(18));
    const { summary } = look({ ...state, summary: before }, at(18, 1));
    expect(summary?.observedGeneration).toBe(state.generation);
  });
});

describe('it is looked at again', () => {
  test.each<[string, Instant | undefined, ReturnType<typeof aSurgeOn>, Instant]>([
    ['when its targets should be up', plus(at(17, 56), seconds(5)), aSurgeOn([undefined]), at(12)],
    ['every minute', plus(at(18), minutes(1)), aSurgeOn([WARM]), at(18)],
    ['at its end', at(18, 20), aSurgeOn([WARM]), at(18, 19, 30)],
    ['never when all is over', undefined, aSurgeOn([ENDED]), at(18, 21)],
  ])('%s', (_name, want, surge, now) => {
    expect(look(aState(surge), now).nextLook).toBe(want);
  });
});
