import { describe, expect, test } from 'vitest';
import { AUTOSCALER_DEFAULTS } from '../../../../src/sim/cluster-spec.ts';
import { Backoff } from '../../../../src/sim/kubernetes/cluster-autoscaler/backoff.ts';
import { secondsIn } from '../../../support/a-sim-cluster.ts';

const at = (minute: number) => secondsIn(minute * 60);

/** Minutes after which the group is left alone no longer, when it fails at once whenever it is asked. */
function ends(backoff: Backoff, count: number, from = 0): number[] {
  const found: number[] = [];
  for (let minute = from; found.length < count; minute += 1) {
    if (backoff.blocks(at(minute))) continue;
    found.push(minute);
    backoff.fail(at(minute));
  }
  return found;
}

describe('Backoff', () => {
  test('blocks nothing before a failure', () => {
    expect(new Backoff(AUTOSCALER_DEFAULTS).blocks(at(0))).toBe(false);
  });

  test('doubles from five minutes to thirty', () => {
    expect(ends(new Backoff(AUTOSCALER_DEFAULTS), 6)).toStrictEqual([0, 5, 15, 35, 65, 95]);
  });

  test('is not doubled by a failure within it', () => {
    const backoff = new Backoff(AUTOSCALER_DEFAULTS);
    backoff.fail(at(0));
    backoff.fail(at(1));
    expect(ends(backoff, 2, 1)).toStrictEqual([6, 16]);
  });

  test.each([
    ['after a success', 10, true, [10, 15]],
    ['after three hours without failure', 5 + 180, false, [185, 190]],
    ['not before', 5 + 179, false, [184, 194]],
  ])('begins anew %s', (_, from, succeeded, want) => {
    const backoff = new Backoff(AUTOSCALER_DEFAULTS);
    backoff.fail(at(0));
    if (succeeded) backoff.succeed();
    expect(ends(backoff, 2, from)).toStrictEqual(want);
  });
});
