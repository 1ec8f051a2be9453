import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asInstant, minutes, plus, seconds } from '../../../../src/core/model/time.ts';
import type { Behavior } from '../../../../src/sim/kubernetes/hpa/behavior.ts';
import {
  decideReplicas,
  type MetricResult,
  type SyncInput,
} from '../../../../src/sim/kubernetes/hpa/decide.ts';
import { firstMemory } from '../../../../src/sim/kubernetes/hpa/memory.ts';

const NOW = asInstant(Date.UTC(2026, 10, 22, 18));
const AGO = plus(NOW, seconds(-60));

const asks = (replicas: number, name = 'rps'): MetricResult => ({
  kind: 'replicas',
  replicas,
  name,
  current: { type: 'Pods', pods: { metric: { name }, current: { averageValue: '1' } } },
});
const FAILED: MetricResult = { kind: 'failed', reason: 'FailedGetPodsMetric', message: 'down' };
const unused = (): never => {
  throw new Error('metrics were looked at');
};
const FREE: Behavior = {
  up: { window: seconds(0), select: 'Max', policies: [{ type: 'Pods', value: 999, period: seconds(15) }] },
  down: { window: seconds(0), select: 'Max', policies: [{ type: 'Pods', value: 999, period: seconds(15) }] },
};

function input(change: Partial<SyncInput>, ...results: MetricResult[]): SyncInput {
  const current = change.current ?? 10;
  const base = { now: NOW, current, min: 5, max: 400, behavior: FREE, downWindow: minutes(5) };
  return { ...base, memory: firstMemory(AGO, current), measure: () => results, ...change };
}

describe('zero and the bounds come before the metrics', () => {
  const cases: Readonly<Record<string, [Partial<SyncInput>, number]>> = {
    'at zero nothing happens': [{ current: 0 }, 0],
    'above max': [{ current: 500 }, 400],
    'below min, past every limit': [{ current: 10, min: 40, behavior: undefined }, 40],
  };
  test.each(Object.entries(cases))('%s', (_, [change, want]) => {
    const asked = input({ ...change, measure: unused });
    const decision = decideReplicas(asked);
    expect(decision.replicas).toBe(want);
    expect(decision.recommendations).toBe(asked.memory.recommendations);
  });

  test('zero says so', () => {
    const { findings } = decideReplicas(input({ current: 0, measure: unused }));
    expect(findings).toMatchObject([{ type: 'ScalingActive', status: 'False', reason: 'ScalingDisabled' }]);
  });

  test('with a minimum of zero the metrics decide', () => {
    expect(decideReplicas(input({ current: 0, min: 0 }, asks(3))).replicas).toBe(3);
  });
});

describe('several metrics', () => {
  const cases: Readonly<Record<string, [MetricResult[], number | undefined]>> = {
    'the highest wins': [[asks(12), asks(18), asks(7)], 18],
    'one fails, the others ask for more': [[FAILED, asks(18)], 18],
    'one fails, the others ask for the same': [[asks(10), FAILED], 10],
    'one fails, the others ask for less': [[asks(7), FAILED], undefined],
    'all fail': [[FAILED, FAILED], undefined],
  };
  test.each(Object.entries(cases))('%s', (_, [results, want]) => {
    expect(decideReplicas(input({}, ...results)).replicas).toBe(want);
  });

  test('a failure is reported with its reason, and is no recommendation', () => {
    const asked = input({}, FAILED, asks(7, 'queue'));
    const decision = decideReplicas(asked);
    expect(decision.findings).toMatchObject([
      { type: 'ScalingActive', status: 'False', reason: 'FailedGetPodsMetric' },
    ]);
    expect(decision.metrics).toHaveLength(1);
    expect(decision.recommendations).toBe(asked.memory.recommendations);
  });
});

describe('limits', () => {
  test('what the metric asked for is remembered, not what became of it', () => {
    const decision = decideReplicas(input({ behavior: undefined }, asks(900)));
    expect(decision.replicas).toBe(20);
    expect(decision.recommendations.at(-1)).toStrictEqual({ at: NOW, replicas: 900 });
  });

  test.each([
    [asks(12), undefined, 'ReadyForNewScale', 'DesiredWithinRange'],
    [asks(192), undefined, 'ReadyForNewScale', 'ScaleUpLimit'],
    [asks(6), undefined, 'ScaleDownStabilized', 'DesiredWithinRange'],
    [asks(2), FREE, 'ReadyForNewScale', 'TooFewReplicas'],
    [asks(900), FREE, 'ReadyForNewScale', 'TooManyReplicas'],
  ])('%o with behavior %o: %s, %s', (metric, behavior, able, limit) => {
    const { findings } = decideReplicas(input({ behavior }, metric));
    expect(findings.map(({ reason }) => reason)).toStrictEqual(['ValidMetricFound', able, limit]);
  });
});

const counts = fc
  .tuple(fc.nat(60), fc.integer({ min: 1, max: 60 }), fc.nat(120))
  .map(([min, range, current]) => ({ min, max: min + range, current }));
const past = fc.array(
  fc.tuple(fc.nat(150), fc.nat(600)).map(([replicas, age]) => ({ at: plus(NOW, seconds(-age)), replicas })),
);
const anyBehavior = fc.option(fc.constant({ ...FREE, down: { ...FREE.down, window: minutes(5) } }), {
  nil: undefined,
});

test('the count is always inside of the bounds, unless it is zero', () => {
  fc.assert(
    fc.property(counts, fc.nat(150), past, anyBehavior, (bounds, raw, recommendations, behavior) => {
      const memory = { ...firstMemory(AGO, bounds.current), recommendations };
      const { replicas } = decideReplicas(input({ ...bounds, behavior, memory }, asks(raw)));
      fc.pre(bounds.current > 0 || bounds.min === 0);
      expect(replicas).toBeGreaterThanOrEqual(bounds.min);
      expect(replicas).toBeLessThanOrEqual(bounds.max);
    }),
  );
});

test('metrics never lower the count below what they asked for within the window', () => {
  fc.assert(
    fc.property(counts, fc.nat(150), past, anyBehavior, (bounds, raw, recommendations, behavior) => {
      const { min, max, current } = bounds;
      fc.pre(current >= min && current <= max);
      const memory = { ...firstMemory(AGO, current), recommendations };
      const { replicas = current } = decideReplicas(input({ ...bounds, behavior, memory }, asks(raw)));
      const recent = recommendations.filter(({ at }) => at > plus(NOW, minutes(-5)));
      const highest = Math.max(raw, ...recent.map((recommendation) => recommendation.replicas));
      if (replicas < current) expect(replicas).toBeGreaterThanOrEqual(highest);
    }),
  );
});
