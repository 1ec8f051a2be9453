import { describe, expect, test } from 'vitest';
import { seconds } from '../../../src/core/model/time.ts';
import { warnAhead } from '../../../src/core/prescale/preflight.ts';
import {
  DEFAULT_SCALE_UP,
  type ExpectedCrowd,
  type ScalingMetric,
  type ScalingShape,
} from '../../../src/core/prescale/ramp.ts';

const cpu: ScalingMetric = { kind: 'cpu', averageUtilization: 60, requestCores: 0.5, limitCores: 0.5 };
const load: ScalingMetric = { kind: 'load', targetShare: 0.6 };
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
  readonly multiplier?: number;
  readonly want: readonly string[];
}

const cases: Record<string, Case> = {
  'a metric that saturates': {
    shape: {},
    want: [
      'MetricSaturates: CPU shows no more than its limit, so the HPA grows 1.67 times per start of pods at most: ' +
        '10, 17, 29, 49, 82, 137 replicas, and 20 times the load is served after about 11 min.',
    ],
  },
  'a metric that sees the crowd': {
    shape: { metric: load },
    want: [
      'RampBehindCrowd: Left alone, the HPA comes after the crowd: ' +
        '10, 20, 40, 80, 160, 200 replicas, and 20 times the load is served after about 3 min.',
    ],
  },
  'saturated, yet one start of pods is enough': {
    shape: { nodes: undefined },
    multiplier: 2.5,
    want: [
      'RampBehindCrowd: Left alone, the HPA comes after the crowd: ' +
        '10, 17 replicas, and 2.5 times the load is served after about 45 s.',
    ],
  },
  'a limit within tolerance of the target': {
    shape: { metric: { ...cpu, averageUtilization: 95 } },
    want: [
      'MetricBlind: CPU at its limit is within tolerance of the target: the HPA does not scale up for any crowd.',
    ],
  },
  'maxReplicas and nodes below the need': {
    shape: { metric: load, maxReplicas: 100, nodes: { podsPerNode: 7, count: 2, max: 10 } },
    want: [
      'RampBehindCrowd: Left alone, the HPA comes after the crowd: ' +
        '10, 20, 40, 70 replicas, and 20 times the load is never served.',
      "MaxBelowNeed: maxReplicas is 100, but 120 pods serve 20 times the load, 200 at the HPA's target.",
      "NodesBelowNeed: The node group's 10 nodes hold 70 pods at most, but " +
        "120 pods serve 20 times the load, 200 at the HPA's target.",
    ],
  },
  'maximum exactly the need': { shape: { maxReplicas: 25 }, multiplier: 2.5, want: ['RampBehindCrowd'] },
  'a crowd that the running pods serve': { shape: {}, multiplier: 1.6, want: [] },
};

describe('warnAhead', () => {
  test.each(Object.entries(cases))('%s', (_, { shape, multiplier = 20, want }) => {
    const warnings = warnAhead({ ...news, ...shape }, { ...push, multiplier });
    expect(warnings.map(({ code, message }) => (want.includes(code) ? code : `${code}: ${message}`))).toEqual(
      want,
    );
  });
});
