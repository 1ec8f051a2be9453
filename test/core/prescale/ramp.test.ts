import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Millis, seconds } from '../../../src/core/model/time.ts';
import {
  DEFAULT_SCALE_UP,
  type ExpectedCrowd,
  needOf,
  predictRamp,
  type ScalingMetric,
  type ScalingShape,
} from '../../../src/core/prescale/ramp.ts';

const cpu: ScalingMetric = { kind: 'cpu', averageUtilization: 60, requestCores: 0.5, limitCores: 0.5 };
const load: ScalingMetric = { kind: 'load', targetShare: 0.6 };
/** The news app: 10 pods, 7 to a node, two nodes. */
const news: ScalingShape = {
  replicas: 10,
  maxReplicas: 400,
  metric: cpu,
  scaleUp: DEFAULT_SCALE_UP,
  nodes: { podsPerNode: 7, count: 2, max: 60 },
};
const push: ExpectedCrowd = {
  multiplier: 20,
  podStart: seconds(30),
  nodeBoot: seconds(90),
  sync: seconds(15),
};

interface Case {
  readonly shape: Partial<ScalingShape>;
  readonly crowd?: Partial<ExpectedCrowd>;
  readonly steps: readonly number[];
  readonly served: Millis | undefined;
}

const cases: Record<string, Case> = {
  'CPU with a limit: 1/target per start of pods': {
    shape: {},
    steps: [10, 17, 29, 49, 82, 137],
    served: seconds(5 * 135),
  },
  'CPU with a limit, always room': {
    shape: { nodes: undefined },
    steps: [10, 17, 29, 49, 82, 137],
    served: seconds(5 * 45),
  },
  'limit at twice the request': {
    shape: { metric: { ...cpu, limitCores: 1 }, nodes: undefined },
    steps: [10, 20, 34, 68, 114],
    served: seconds(45 + 15 + 45),
  },
  'limit within tolerance of the target': {
    shape: { metric: { ...cpu, averageUtilization: 95 } },
    steps: [10],
    served: undefined,
  },
  'CPU without a limit: doublings': {
    shape: { metric: { ...cpu, limitCores: undefined }, nodes: undefined },
    steps: [10, 20, 40, 80, 160, 200],
    served: seconds(60 + 30),
  },
  'load metric: doublings, then nodes': {
    shape: { metric: load },
    steps: [10, 20, 40, 80, 160, 200],
    served: seconds(60 + 30 + 90),
  },
  'small counts grow by four': {
    shape: { replicas: 1, metric: load },
    steps: [1, 5, 10, 20],
    served: seconds(15 + 15 + 15 + 30 + 90),
  },
  'a policy of the owner': {
    shape: { metric: load, nodes: undefined, scaleUp: { pods: 50, percent: 0, period: seconds(60) } },
    steps: [10, 60, 110, 160, 200],
    served: seconds(15 + 2 * 60 + 30),
  },
  'a policy that adds nothing': {
    shape: { metric: load, scaleUp: { pods: 0, percent: 0, period: seconds(15) } },
    steps: [10],
    served: undefined,
  },
  'held at maxReplicas': {
    shape: { metric: load, maxReplicas: 100 },
    steps: [10, 20, 40, 80, 100],
    served: undefined,
  },
  'held by the node group': {
    shape: { nodes: { podsPerNode: 7, count: 2, max: 6 } },
    steps: [10, 17, 29, 42],
    served: undefined,
  },
  'nodes are there already': {
    shape: { metric: load, nodes: { podsPerNode: 7, count: 29, max: 60 } },
    steps: [10, 20, 40, 80, 160, 200],
    served: seconds(60 + 30),
  },
  'a crowd that the running pods serve': {
    shape: {},
    crowd: { multiplier: 1.6 },
    steps: [10],
    served: seconds(0),
  },
};

describe('needOf', () => {
  test('counts no pod for an error of rounding', () => {
    expect(100 * 1.1).toBeGreaterThan(110);
    expect(needOf({ ...news, replicas: 100 }, { ...push, multiplier: 1.1 })).toEqual({
      serving: 66,
      atTarget: 110,
    });
  });
});

describe('predictRamp', () => {
  test.each(Object.entries(cases))('%s', (_, { shape, crowd, steps, served }) => {
    const ramp = predictRamp({ ...news, ...shape }, { ...push, ...crowd });
    expect({ steps: ramp.steps, served: ramp.served }).toEqual({ steps, served });
  });

  test('steps rise, stay within the maximum, and serve when a time is given', () => {
    const shapes = fc.record({
      replicas: fc.integer({ min: 1, max: 200 }),
      maxReplicas: fc.integer({ min: 200, max: 4_000 }),
      metric: fc.oneof(
        fc
          .double({ min: 0.05, max: 1, noNaN: true })
          .map((targetShare) => ({ kind: 'load' as const, targetShare })),
        fc.integer({ min: 10, max: 150 }).map((averageUtilization) => ({ ...cpu, averageUtilization })),
      ),
      scaleUp: fc.constant(DEFAULT_SCALE_UP),
      nodes: fc.option(fc.constant({ podsPerNode: 7, count: 2, max: 100 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(shapes, fc.double({ min: 0.1, max: 40, noNaN: true }), (shape, multiplier) => {
        const crowd = { ...push, multiplier };
        const { steps, served } = predictRamp(shape, crowd);
        const last = steps.at(-1) ?? 0;
        expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
        expect(last).toBeLessThanOrEqual(shape.maxReplicas);
        expect(last >= needOf(shape, crowd).serving).toBe(served !== undefined);
      }),
    );
  });
});
