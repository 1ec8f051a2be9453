import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Backoff } from '../../src/controllers/backoff.ts';
import { seconds } from '../../src/core/model/time.ts';
import type { Disposition } from '../../src/ports/faults.ts';

/** Delays in milliseconds; `rest` = none. */
function judgeAll(backoff: Backoff, dispositions: readonly Disposition[]): readonly (number | 'rest')[] {
  return dispositions.map((disposition) => {
    const verdict = backoff.judge('a', disposition);
    return verdict.kind === 'again' ? verdict.delay : 'rest';
  });
}

const times = (count: number, disposition: Disposition): readonly Disposition[] =>
  Array.from({ length: count }, () => disposition);

interface Case {
  readonly given: readonly Disposition[];
  readonly want: readonly (number | 'rest')[];
}

/** With chance at its half. */
const cases: Record<string, Case> = {
  'retry doubles up to a minute': {
    given: times(10, 'retry'),
    want: [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000],
  },
  'throttled doubles just so': { given: times(3, 'throttled'), want: [250, 500, 1_000] },
  'both count together': { given: ['retry', 'throttled', 'retry'], want: [250, 500, 1_000] },
  'conflict is tried at once, three times in a row': {
    given: times(6, 'conflict'),
    want: [0, 0, 0, 250, 500, 1_000],
  },
  'a failure between conflicts does not start their count anew': {
    given: ['conflict', 'conflict', 'retry', 'conflict', 'conflict'],
    want: [0, 0, 250, 0, 500],
  },
  'not found is done, and forgotten': {
    given: ['retry', 'retry', 'notFound', 'retry'],
    want: [250, 500, 'rest', 250],
  },
  'terminal is not tried again, and forgotten': {
    given: ['retry', 'retry', 'terminal', 'retry'],
    want: [250, 500, 'rest', 250],
  },
};

describe('judge', () => {
  test.each(Object.entries(cases))('%s', (_, { given, want }) => {
    expect(judgeAll(new Backoff(() => 0.5), given)).toEqual(want);
  });

  test('full jitter: from nothing to all of the limit', () => {
    const draws = [0, 0.25, 0.999];
    const backoff = new Backoff(() => draws.shift() ?? 0);
    expect(judgeAll(backoff, times(3, 'retry'))).toEqual([0, 250, 1_998]);
  });

  test.each<Disposition>(['throttled', 'retry'])(
    '%s waits for what the server asked, and on',
    (disposition) => {
      const backoff = new Backoff(() => 0.5);
      const judge = () => backoff.judge('a', disposition, seconds(7));
      expect([judge(), judge(), judge()]).toEqual(
        [7_250, 7_500, 8_000].map((delay) => ({ kind: 'again', delay })),
      );
    },
  );

  test('keys fail on their own', () => {
    const backoff = new Backoff(() => 0.5);
    judgeAll(backoff, times(5, 'retry'));
    expect(backoff.judge('b', 'retry')).toEqual({ kind: 'again', delay: 250 });
  });

  test('never waits longer than a minute, however long it fails', () => {
    const disposition = fc.constantFrom<Disposition>('retry', 'throttled', 'conflict');
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.array(disposition, { maxLength: 2_000 }), chance, (dispositions, share) => {
        for (const delay of judgeAll(new Backoff(() => share), dispositions)) {
          expect(delay).toBeGreaterThanOrEqual(0);
          expect(delay).toBeLessThan(60_000);
        }
      }),
    );
  });
});

describe('forget', () => {
  test.each<Disposition>(['retry', 'conflict'])('a success starts %s anew', (disposition) => {
    const backoff = new Backoff(() => 0.5);
    const first = judgeAll(backoff, times(5, disposition));
    backoff.forget('a');
    expect(judgeAll(backoff, times(5, disposition))).toEqual(first);
  });
});
