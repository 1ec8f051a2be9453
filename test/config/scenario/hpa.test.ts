import { describe, expect, test } from 'vitest';
import { problemsIn, scenarioIn, scenarioOf, WORKLOAD } from '../../support/a-scenario.ts';

const hpaIn = (text: string) => scenarioIn(text).cluster.workloads[0]?.hpa;

describe('the HPA that is left out', () => {
  test('has the replicas of the workload as its minimum and twice what the peak needs at 60 % as its maximum', () => {
    expect(hpaIn(WORKLOAD)).toEqual({
      minReplicas: 10,
      // 20 times 600 requests per second, 60 of 100 on each pod, twice.
      maxReplicas: 400,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } },
        },
      ],
    });
  });

  test.each([
    ['100', '60'],
    ['166.67', '100002m'],
    ['0.001', '1m'],
  ])('sees requests at 60 %% of the %s that a replica serves', (serves, averageValue) => {
    const target = { type: 'AverageValue', averageValue };
    const text = WORKLOAD.replace('100', serves);

    expect(hpaIn(`${text}metric: requests\n`)?.metrics).toEqual([
      { type: 'Pods', pods: { metric: { name: 'requests_per_second' }, target } },
    ]);
  });

  test('is none when the file says so', () => {
    const scenario = scenarioOf('hpa: none\n');

    expect(scenario.cluster.workloads[0]?.hpa).toBeUndefined();
    expect(scenario.surges[0]?.targets).toEqual([
      { ref: { kind: 'Deployment', namespace: 'default', name: 'app' } },
    ]);
  });
});

test('an HPA is kept as it was written', () => {
  const written = {
    minReplicas: 4,
    maxReplicas: 90,
    metrics: [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: '250m' } } },
      {
        type: 'Pods',
        pods: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: '40' } },
      },
    ],
    behavior: {
      scaleUp: { selectPolicy: 'Disabled', tolerance: '0.05' },
      scaleDown: {
        stabilizationWindowSeconds: 0,
        policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }],
      },
    },
  };
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app' };

  expect(hpaIn(`${WORKLOAD}hpa: ${JSON.stringify({ ...written, scaleTargetRef })}\n`)).toEqual(written);
});

describe('an HPA is refused', () => {
  const refused: Readonly<Record<string, readonly [text: string, want: string]>> = {
    'as a word': ['hpa: off', 'hpa: expected a block of keys, or none, got "off"'],
    'for an unknown key': [
      'hpa: { minReplcas: 3 }',
      'hpa.minReplcas: unknown key, expected one of scaleTargetRef, minReplicas, maxReplicas, metrics, behavior',
    ],
    'whose minimum is above its maximum': [
      'hpa: { maxReplicas: 9 }',
      'hpa.maxReplicas: expected at least the minReplicas of 10, got 9',
    ],
    'of another workload': [
      'hpa: { scaleTargetRef: { kind: Deployment, name: other } }',
      'hpa.scaleTargetRef.name: expected the workload app, got "other"',
    ],
    'for a metric that nobody measures': [
      'hpa: { metrics: [{ type: External }] }',
      'hpa.metrics[0].type: expected Resource or Pods, got "External"',
    ],
    'for a metric that is none': [
      'hpa: { metrics: [cpu] }',
      'hpa.metrics[0]: expected a block of keys, got "cpu"',
    ],
    'for memory': [
      'hpa: { metrics: [{ type: Resource, resource: { name: memory, target: { type: Utilization, averageUtilization: 60 } } }] }',
      'hpa.metrics[0].resource.name: expected cpu, got "memory"',
    ],
    'for a target of the wrong kind': [
      'hpa: { metrics: [{ type: Resource, resource: { name: cpu, target: { type: Value } } }] }',
      'hpa.metrics[0].resource.target.type: expected Utilization or AverageValue, got "Value"',
    ],
    'without a metric': ['hpa: { metrics: [] }', 'hpa.metrics: expected at least one metric, got []'],
    'for a window that Kubernetes refuses': [
      'hpa: { behavior: { scaleDown: { stabilizationWindowSeconds: 3601 } } }',
      'hpa.behavior.scaleDown.stabilizationWindowSeconds: expected a whole number up to 3600, got 3601',
    ],
    'whose metric is said twice': [
      'metric: cpu\nhpa: { metrics: [{ type: Pods, pods: { metric: { name: r }, target: { type: AverageValue, averageValue: 9 } } }] }',
      'metric: expected either metric or hpa.metrics, got both',
    ],
    'that is none and has a metric': [
      'metric: cpu\nhpa: none',
      'metric: expected no metric beside hpa: none, got "cpu"',
    ],
  };
  test.each(Object.entries(refused))('%s', (_, [text, want]) => {
    expect(problemsIn(`${WORKLOAD}${text}\n`)).toEqual([`s.yaml:5: ${want}`]);
  });
});
