import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ClientLimits } from '../../../src/sim/kubernetes/client-limits.ts';
import { secondsIn } from '../../support/a-sim-cluster.ts';

describe('ClientLimits', () => {
  test('lets a burst through, then so many a second, first come first served', () => {
    const limits = new ClientLimits(2, 3);
    const sent = [0, 0, 0, 0, 0, 1].map((second) => limits.reserve(secondsIn(second), 1));
    expect(sent).toStrictEqual([0, 0, 0, 0.5, 1, 1.5].map((second) => secondsIn(second)));
  });

  test('saves up no more than the burst', () => {
    const limits = new ClientLimits(2, 3);
    expect(limits.reserve(secondsIn(0), 3)).toBe(secondsIn(0));
    expect(limits.reserve(secondsIn(1_000), 4)).toBe(secondsIn(1_000.5));
  });

  test('takes a token that is there, without waiting for one', () => {
    const limits = new ClientLimits(1, 2);
    const taken = [0, 0, 0, 0.5, 1].map((second) => limits.takeNow(secondsIn(second)));
    expect(taken).toStrictEqual([true, true, false, false, true]);
  });
});

test('no second sees more than the burst and the rate', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 60 });
  fc.assert(
    fc.property(gaps, (millis) => {
      const limits = new ClientLimits(4, 5);
      let now = 0;
      const sent = millis.map((gap) => {
        now += gap;
        return limits.reserve(secondsIn(now / 1_000), 1);
      });
      for (const from of sent)
        expect(sent.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(5 + 4);
    }),
  );
});
