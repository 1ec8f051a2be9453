import { describe, expect, test } from 'vitest';
import {
  AUTOSCALER_DEFAULTS,
  CONTROLLER_MANAGER_DEFAULTS,
  METRICS_DEFAULTS,
} from '../../../src/sim/cluster-spec.ts';
import { problemsIn, scenarioOf, WORKLOAD } from '../../support/a-scenario.ts';

const containerOf = (text: string) => scenarioOf(text).cluster.workloads[0]?.template.spec.containers[0];

describe('the cluster', () => {
  test('has the flags of upstream Kubernetes by default', () => {
    const { controllerManager, autoscaler, metrics } = scenarioOf('').cluster;

    expect(controllerManager).toEqual(CONTROLLER_MANAGER_DEFAULTS);
    expect(autoscaler).toEqual(AUTOSCALER_DEFAULTS);
    expect(metrics).toEqual(METRICS_DEFAULTS);
  });

  test('takes every flag in seconds', () => {
    const { controllerManager, autoscaler, metrics } = scenarioOf(`controllerManager:
  qps: 50
  burst: 100
  hpaSyncSeconds: 1
  hpaTolerance: 0.2
  hpaDownscaleStabilizationSeconds: 2
  hpaCpuInitializationSeconds: 3
  hpaInitialReadinessDelaySeconds: 4
autoscaler:
  scanSeconds: 5
  scaleDownUnneededSeconds: 6
  scaleDownDelayAfterAddSeconds: 7
  scaleDownUtilizationThreshold: 0.8
  maxNodeProvisionSeconds: 9
  initialBackoffSeconds: 10
  maxBackoffSeconds: 11
  capacityBuffers: false
  capacityBufferApi: false
metrics: { scrapeSeconds: 12 }
`).cluster;

    expect(controllerManager).toEqual({
      qps: 50,
      burst: 100,
      hpaSyncPeriod: 1_000,
      hpaTolerance: 0.2,
      hpaDownscaleStabilization: 2_000,
      hpaCpuInitializationPeriod: 3_000,
      hpaInitialReadinessDelay: 4_000,
    });
    expect(autoscaler).toEqual({
      scanPeriod: 5_000,
      scaleDownUnneededTime: 6_000,
      scaleDownDelayAfterAdd: 7_000,
      scaleDownUtilizationThreshold: 0.8,
      maxNodeProvisionTime: 9_000,
      initialBackoff: 10_000,
      maxBackoff: 11_000,
      capacityBuffers: false,
      capacityBufferApi: false,
    });
    expect(metrics).toEqual({ scrapePeriod: 12_000 });
  });

  test('refuses a period in which nothing could happen', () => {
    expect(problemsIn(`${WORKLOAD}controllerManager: { hpaSyncSeconds: 0.001 }\n`)).toEqual([
      's.yaml:5: controllerManager.hpaSyncSeconds: expected a number from 1, got 0.001',
    ]);
  });
});

describe('the workload', () => {
  const resources: Readonly<Record<string, readonly [text: string, requests: object, limits: object]>> = {
    'as on a real cluster, by default': ['', { cpu: '500m', memory: '256Mi' }, { cpu: '500m' }],
    'limited to the CPU it asks for': [
      '  requests: { cpu: 1 }\n',
      { cpu: '1', memory: '256Mi' },
      { cpu: '1' },
    ],
    'without a limit': ['  limits: {}\n', { cpu: '500m', memory: '256Mi' }, {}],
    'limited as written': [
      '  limits: { cpu: 2, memory: 1Gi }\n',
      { cpu: '500m', memory: '256Mi' },
      { cpu: '2', memory: '1Gi' },
    ],
  };
  test.each(Object.entries(resources))('is %s', (_, [text, requests, limits]) => {
    expect(containerOf(text)).toEqual({ name: 'app', resources: { requests, limits } });
  });

  test.each(['3', '10%'])('may lose %s of its pods to a drain', (maxUnavailable) => {
    const [workload] = scenarioOf(`  podDisruptionBudget: { maxUnavailable: ${maxUnavailable} }\n`).cluster
      .workloads;

    expect(String(workload?.podDisruptionBudget?.maxUnavailable)).toBe(maxUnavailable);
  });

  test.each([
    ['-1', '-1'],
    ['110%', '"110%"'],
    ['1.5', '1.5'],
  ])('is refused with a budget of %s', (maxUnavailable, got) => {
    expect(problemsIn(`${WORKLOAD}  podDisruptionBudget: { maxUnavailable: ${maxUnavailable} }\n`)).toEqual([
      `s.yaml:5: workload.podDisruptionBudget.maxUnavailable: expected a number of pods from 0, or a share such as 10%, got ${got}`,
    ]);
  });

  test('starts and stops as written', () => {
    const [workload] = scenarioOf('  podStartSeconds: [5, 6]\n  podStopSeconds: [7, 7.5]\n').cluster
      .workloads;

    expect(workload).toMatchObject({
      podStart: { min: 5_000, max: 6_000 },
      podStop: { min: 7_000, max: 7_500 },
    });
  });

  test.each([
    ['cpu: 400m', 'cpu: expected at least the request of 500m, got "400m"'],
    ['memory: 100Mi', 'memory: expected at least the request of 256Mi, got "100Mi"'],
  ])('is refused with a limit of %s', (limit, want) => {
    expect(problemsIn(`${WORKLOAD}  limits: { ${limit} }\n`)).toEqual([`s.yaml:5: workload.limits.${want}`]);
  });
});
