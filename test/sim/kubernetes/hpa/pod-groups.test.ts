import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asInstant, minutes, plus, seconds } from '../../../../src/core/model/time.ts';
import {
  groupPods,
  type ReadinessRule,
  type SortedPod,
} from '../../../../src/sim/kubernetes/hpa/pod-groups.ts';

const NOW = asInstant(Date.UTC(2026, 10, 22, 18));
const ago = (count: number) => plus(NOW, seconds(-count));
const RULE: ReadinessRule = {
  now: NOW,
  initializationPeriod: minutes(5),
  initialReadinessDelay: seconds(30),
  window: seconds(15),
};
const SAMPLE = { milli: 500, at: ago(5) };
const OLD: SortedPod = {
  phase: 'Running',
  terminating: false,
  ready: true,
  startedAt: ago(3_600),
  readyChangedAt: ago(3_570),
};
const lost = { ready: false, startedAt: ago(3_600) };

type Group = 'ignored' | 'unready' | 'missing' | 'measured';

function groupOf(pod: SortedPod, sampled: boolean, readiness: ReadinessRule | undefined): Group {
  const sorting = { sampleOf: () => (sampled ? SAMPLE : undefined), requestOf: () => 500, readiness };
  const groups = groupPods([pod], sorting);
  const names = ['measured', 'unready', 'missing'] as const;
  return names.find((name) => groups[name].count === 1) ?? 'ignored';
}

describe('a pod is sorted', () => {
  const cases: Readonly<Record<string, [Partial<SortedPod>, boolean, Group, Group]>> = {
    'ready for long': [{}, true, 'measured', 'measured'],
    'terminating, though it has a sample': [{ terminating: true }, true, 'ignored', 'ignored'],
    failed: [{ phase: 'Failed' }, true, 'ignored', 'ignored'],
    pending: [{ phase: 'Pending', ready: false }, false, 'unready', 'unready'],
    'running without a sample': [{}, false, 'missing', 'missing'],
    'fresh, a whole window before its sample': [fresh(20), true, 'measured', 'measured'],
    'fresh, less than a window before its sample': [fresh(19.999), true, 'unready', 'measured'],
    'fresh and not ready': [{ ...fresh(100), ready: false }, true, 'unready', 'measured'],
    'in its fifth minute, not ready again': [
      { ready: false, startedAt: ago(299), readyChangedAt: ago(100) },
      true,
      'unready',
      'measured',
    ],
    'exactly at the end of it, not ready again': [
      { ready: false, startedAt: ago(300), readyChangedAt: ago(100) },
      true,
      'measured',
      'measured',
    ],
    'after its fifth minute, was ready once': [
      { ...lost, readyChangedAt: ago(60) },
      true,
      'measured',
      'measured',
    ],
    'after its fifth minute, never ready': [
      { ...lost, readyChangedAt: ago(3_571) },
      true,
      'unready',
      'measured',
    ],
    'not yet accepted by a kubelet': [{ startedAt: undefined }, true, 'unready', 'measured'],
  };
  test.each(Object.entries(cases))('%s', (_, [change, sampled, byCpu, byRequests]) => {
    expect(groupOf({ ...OLD, ...change }, sampled, RULE)).toBe(byCpu);
    expect(groupOf({ ...OLD, ...change }, sampled, undefined)).toBe(byRequests);
  });
});

function fresh(readyFor: number): Partial<SortedPod> {
  return { startedAt: ago(120), readyChangedAt: ago(readyFor) };
}

test('sums usage of measured pods only, and requests of every group', () => {
  const pods = [OLD, OLD, { ...OLD, phase: 'Pending' as const }, { ...OLD, terminating: true }];
  const groups = groupPods(pods, { sampleOf: () => SAMPLE, requestOf: () => 400, readiness: RULE });
  expect(groups).toStrictEqual({
    total: 4,
    allHaveRequests: true,
    measured: { count: 2, usage: 1_000, request: 800 },
    unready: { count: 1, usage: 0, request: 400 },
    missing: { count: 0, usage: 0, request: 0 },
  });
});

test('a request that lacks is seen even on a pod that is ignored', () => {
  const pods = [OLD, { ...OLD, terminating: true }];
  const requestOf = (pod: SortedPod) => (pod.terminating ? undefined : 500);
  expect(groupPods(pods, { sampleOf: () => SAMPLE, requestOf, readiness: RULE }).allHaveRequests).toBe(false);
});

test('the order of pods does not matter', () => {
  const pod = fc.record({
    phase: fc.constantFrom('Pending' as const, 'Running' as const, 'Failed' as const),
    terminating: fc.boolean(),
    ready: fc.boolean(),
    startedAt: fc.option(fc.integer({ min: 0, max: 600 }).map(ago), { nil: undefined }),
    readyChangedAt: fc.option(fc.integer({ min: 0, max: 600 }).map(ago), { nil: undefined }),
    request: fc.integer({ min: 1, max: 4_000 }),
    sample: fc.option(fc.record({ milli: fc.nat(8_000), at: fc.constantFrom(ago(1), ago(30)) }), {
      nil: undefined,
    }),
  });
  const shuffled = fc
    .array(pod, { maxLength: 30 })
    .chain((pods) => fc.tuple(fc.constant(pods), fc.shuffledSubarray(pods, { minLength: pods.length })));
  fc.assert(
    fc.property(shuffled, ([pods, others]) => {
      const sorting = {
        sampleOf: ({ sample }: (typeof pods)[number]) => sample,
        requestOf: ({ request }: (typeof pods)[number]) => request,
        readiness: RULE,
      };
      expect(groupPods(others, sorting)).toStrictEqual(groupPods(pods, sorting));
    }),
  );
});
