import type { V2MetricSpec } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import { formatInstant, type Instant, minutes, plus, seconds } from '../../../../src/core/model/time.ts';
import { type Measurement, measureAll } from '../../../../src/sim/kubernetes/hpa/measure.ts';
import type { Reading } from '../../../../src/sim/kubernetes/metrics-server.ts';
import { RPS_100, SmallCluster, START } from './small-cluster.ts';

const WINDOW = seconds(15);
const reading: Reading = { scrapedAt: START, cpuMilli: 450, requestsMilli: 150_000 };

function measurementOf(cluster: SmallCluster, last: Reading | undefined = reading): Measurement {
  const now = plus(START, seconds(5));
  return {
    metrics: { window: WINDOW, readingOf: (workload) => (workload === 'default/web' ? last : undefined) },
    workload: 'default/web',
    podsOf: (workload) => cluster.pods.ofWorkload(workload),
    current: 10,
    tolerances: { up: 0.1, down: 0.1 },
    readiness: { now, initializationPeriod: minutes(5), initialReadinessDelay: seconds(30), window: WINDOW },
  };
}

function measureTen(metrics: V2MetricSpec[], last?: Reading, readyAt?: Instant) {
  const cluster = new SmallCluster();
  cluster.addPods(0, 8);
  cluster.addPods(8, 10, readyAt);
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  const spec = { maxReplicas: 400, scaleTargetRef, metrics };
  return measureAll(spec, measurementOf(cluster, last));
}

const cpu = (target: object): V2MetricSpec => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: '', ...target } },
});
const LATE = plus(START, seconds(-10));
const UNSEEN = plus(START, seconds(1));

const metrics: Readonly<Record<string, [V2MetricSpec[], Instant | undefined, number, object]>> = {
  'cpu utilization': [
    [cpu({ averageUtilization: 60 })],
    undefined,
    15,
    { resource: { name: 'cpu', current: { averageUtilization: 90, averageValue: '450m' } } },
  ],
  'cpu averageValue': [
    [cpu({ averageValue: '300m' })],
    undefined,
    15,
    { resource: { name: 'cpu', current: { averageValue: '450m' } } },
  ],
  'a requests metric': [
    RPS_100,
    undefined,
    15,
    { pods: { metric: { name: 'rps' }, current: { averageValue: '150' } } },
  ],
  'cpu utilization of 80 %': [[cpu({ averageUtilization: 80 })], undefined, 12, { type: 'Resource' }],
  'cpu of pods ready less than a window before the scrape is left out': [
    [cpu({ averageUtilization: 60 })],
    LATE,
    12,
    { type: 'Resource' },
  ],
  'requests of such pods count': [RPS_100, LATE, 15, { type: 'Pods' }],
  'pods ready after the scrape were not seen by it': [RPS_100, UNSEEN, 12, { type: 'Pods' }],
};
test.each(Object.entries(metrics))('%s', (_, [spec, readyAt, replicas, current]) => {
  expect(measureTen(spec, reading, readyAt)).toMatchObject([{ kind: 'replicas', replicas, current }]);
});

const external: V2MetricSpec = {
  type: 'External',
  external: { metric: { name: 'queue' }, target: { type: 'Value', value: '5' } },
};
const memory: V2MetricSpec = {
  type: 'Resource',
  resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 60 } },
};

test.each([
  [cpu({}), 'FailedGetResourceMetric', /cpu/],
  [memory, 'FailedGetResourceMetric', /memory/],
  [external, 'FailedGetExternalMetric', /queue/],
])('a metric that cannot be served fails alone: %j', (metric, reason, message) => {
  const [first, second] = measureTen([metric, ...RPS_100]);
  expect(first).toMatchObject({ kind: 'failed', reason, message: expect.stringMatching(message) });
  expect(second).toMatchObject({ kind: 'replicas' });
});

test('a workload that no scrape has seen fails', () => {
  const cluster = new SmallCluster();
  cluster.addPods(0, 3);
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  const spec = { maxReplicas: 9, scaleTargetRef, metrics: [cpu({ averageUtilization: 60 })] };
  const measurement = { ...measurementOf(cluster), workload: 'default/other' };
  const results = measureAll(spec, measurement);
  expect(results).toMatchObject([{ kind: 'failed', reason: 'FailedGetResourceMetric' }]);
});

test.each([
  ['that never was ready is left out', undefined, 150, 5],
  ['that was ready once counts as idle', formatInstant(plus(START, seconds(-60))), 450, 14],
])('a running pod %s', (_, lastTransitionTime, cpuMilli, replicas) => {
  const cluster = new SmallCluster();
  cluster.addPods(0, 10);
  const ready = { type: 'Ready', status: 'False' } as const;
  const condition = lastTransitionTime === undefined ? ready : { ...ready, lastTransitionTime };
  cluster.api.update('Pod', 'default', 'web-9', 'owner', (pod) => ({
    ...pod,
    status: { ...pod.status, conditions: [condition] },
  }));
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  const spec = { maxReplicas: 400, scaleTargetRef, metrics: [cpu({ averageUtilization: 60 })] };
  const results = measureAll(spec, measurementOf(cluster, { ...reading, cpuMilli }));
  expect(results).toMatchObject([{ kind: 'replicas', replicas }]);
});
