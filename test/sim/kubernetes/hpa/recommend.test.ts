import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PodGroups } from '../../../../src/sim/kubernetes/hpa/pod-groups.ts';
import {
  isWithin,
  type MetricTarget,
  recommendReplicas,
} from '../../../../src/sim/kubernetes/hpa/recommend.ts';

const TEN_PERCENT = { up: 0.1, down: 0.1 };
const CPU_60: MetricTarget = { kind: 'utilization', percent: 60 };
const average = (milli: number): MetricTarget => ({ kind: 'average', milli });

/** Pods that request 100 milli each; `usage` of every measured one. */
function groupsOf(measured: number, usage: number, unready = 0, missing = 0): PodGroups {
  return {
    total: measured + unready + missing,
    allHaveRequests: true,
    measured: { count: measured, usage: measured * usage, request: measured * 100 },
    unready: { count: unready, usage: 0, request: unready * 100 },
    missing: { count: missing, usage: 0, request: missing * 100 },
  };
}

function replicasOf(
  groups: PodGroups,
  target: MetricTarget,
  current = groups.total,
  tolerances = TEN_PERCENT,
) {
  const answer = recommendReplicas({ groups, target, current, tolerances });
  return answer.kind === 'replicas' ? answer.replicas : answer.message;
}

describe('CPU at 60 % where a pod saturates at 100 %: the steps of the reference run', () => {
  test.each([
    // measured, unready, want
    [10, 0, 17],
    [10, 7, 17],
    [11, 6, 17],
    [12, 5, 20],
    [14, 3, 24],
    [19, 5, 32],
    [26, 6, 44],
    [35, 9, 58],
    [41, 17, 68],
  ])('%i measured and %i unready pods ask for %i', (measured, unready, want) => {
    expect(replicasOf(groupsOf(measured, 100, unready), CPU_60)).toBe(want);
  });
});

describe('CPU in other cases', () => {
  const cases: Readonly<Record<string, [PodGroups, MetricTarget, number]>> = {
    'ratio 1.1 is inside the band': [groupsOf(10, 66), CPU_60, 10],
    'ratio 1.117 is outside': [groupsOf(10, 67), CPU_60, 12],
    'ratio 0.9 is inside': [groupsOf(10, 54), CPU_60, 10],
    'ratio 0.883 is outside': [groupsOf(10, 53), CPU_60, 9],
    'percents are cut, not rounded': [groupsOf(10, 66.9), CPU_60, 10],
    'unready pods count for nothing on the way down': [groupsOf(10, 30, 10), CPU_60, 5],
    'inside of the band they keep the count': [groupsOf(10, 58, 10), CPU_60, 20],
    'missing pods beside others exactly on target change nothing': [groupsOf(10, 60, 0, 10), CPU_60, 20],
    'missing pods count as idle on the way up': [groupsOf(10, 120, 0, 5), CPU_60, 20],
    'missing pods count as busy on the way down': [groupsOf(10, 24, 0, 2), CPU_60, 8],
    'busy missing pods must not turn the direction': [
      groupsOf(3, 40, 0, 1),
      { kind: 'utilization', percent: 50 },
      4,
    ],
    'idle missing pods must not turn the direction': [groupsOf(5, 70, 0, 5), CPU_60, 10],
    'a target above 100 % makes missing pods that busy': [
      groupsOf(8, 75, 0, 6),
      { kind: 'utilization', percent: 150 },
      10,
    ],
    'averageValue takes no note of requests': [groupsOf(10, 90), average(60), 15],
    'averageValue takes missing pods for on target': [groupsOf(6, 20, 0, 2), average(50), 5],
  };
  test.each(Object.entries(cases))('%s', (_, [groups, target, want]) => {
    expect(replicasOf(groups, target)).toBe(want);
  });

  test('fewer pods than replicas can lower the count while the ratio is above 1', () => {
    expect(replicasOf(groupsOf(10, 72), CPU_60, 40)).toBe(12);
  });

  test('a count that would move against the ratio stays', () => {
    expect(replicasOf(groupsOf(10, 72, 1), CPU_60, 40)).toBe(40);
    expect(replicasOf(groupsOf(40, 50), CPU_60, 10)).toBe(34);
    expect(replicasOf(groupsOf(40, 50, 0, 1), CPU_60, 10)).toBe(10);
  });
});

describe('a requests metric of 100 per pod: the steps of the reference run', () => {
  test.each([
    [10, 0, 1_915_000, 192],
    [10, 10, 1_901_000, 191],
    [12, 28, 1_464_000, 176],
    [14, 66, 1_197_000, 168],
  ])('%i measured, %i pending, %i milli each ask for %i', (measured, pending, milli, want) => {
    expect(replicasOf(groupsOf(measured, milli, pending), average(100_000))).toBe(want);
  });
});

describe('no count can be computed', () => {
  const none = { count: 0, usage: 0, request: 0 };
  const cases: Readonly<Record<string, [PodGroups, RegExp]>> = {
    'no pods': [groupsOf(0, 0), /no pods returned by selector/],
    'no measured pods': [groupsOf(0, 0, 3, 2), /did not receive metrics/],
    'a pod without a request': [{ ...groupsOf(3, 50), allHaveRequests: false }, /missing request for cpu/],
    'requests of zero': [{ ...groupsOf(3, 50), measured: { ...none, count: 3 } }, /no metrics returned/],
  };
  test.each(Object.entries(cases))('%s', (_, [groups, message]) => {
    expect(replicasOf(groups, CPU_60)).toMatch(message);
  });

  test('requests do not matter to averageValue', () => {
    expect(replicasOf({ ...groupsOf(10, 90), allHaveRequests: false }, average(60))).toBe(15);
  });
});

test.each([
  [1.1, 0.1, 0.1, true],
  [0.9, 0.1, 0.1, true],
  [1.100001, 0.1, 0.1, false],
  [0.899999, 0.1, 0.1, false],
  [1.04, 0.05, 0.2, true],
  [1.06, 0.05, 0.2, false],
  [0.8, 0.05, 0.2, true],
  [1, 0, 0, true],
  [1.01, 0, 0, false],
])('ratio %d with tolerance up %d and down %d: inside is %s', (ratio, up, down, want) => {
  expect(isWithin(ratio, { up, down })).toBe(want);
});

const anyGroups = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.nat(300), fc.nat(40), fc.nat(40))
  .map(([measured, usage, unready, missing]) => groupsOf(measured, usage, unready, missing));
const anyTarget = fc.oneof(
  fc.integer({ min: 1, max: 200 }).map((percent): MetricTarget => ({ kind: 'utilization', percent })),
  fc.integer({ min: 1, max: 300 }).map(average),
);

test('pods that are unready or not measured never turn the direction', () => {
  fc.assert(
    fc.property(anyGroups, anyTarget, (groups, target) => {
      fc.pre(groups.unready.count + groups.missing.count > 0);
      const { usage, count } = groups.measured;
      const ratio = usage / count / (target.kind === 'average' ? target.milli : target.percent);
      const replicas = replicasOf(groups, target);
      if (ratio > 1) expect(replicas).toBeGreaterThanOrEqual(groups.total);
      // Unready pods are left out on the way down, so only those that are not measured hold the count.
      else if (groups.missing.count > 0) expect(replicas).toBeLessThanOrEqual(groups.total);
    }),
  );
});

test('more usage never asks for fewer replicas', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.nat(300),
      fc.nat(100),
      anyTarget,
      (count, usage, more, target) => {
        const low = replicasOf(groupsOf(count, usage), target);
        expect(replicasOf(groupsOf(count, usage + more), target)).toBeGreaterThanOrEqual(Number(low));
      },
    ),
  );
});
