/** The metrics of an HPA's spec against the pods and the last scrape: CPU, and a requests metric of any name. */
import type { V2HorizontalPodAutoscalerSpec, V2MetricSpec, V2MetricTarget } from '@kubernetes/client-node';
import type { CurrentMetric } from '../../../resources/target/metric-readings.ts';
import type { MetricsReader } from '../metrics-server.ts';
import type { PodView } from '../workload-pods.ts';
import type { MetricResult } from './decide.ts';
import { formatMilli, parseMilli } from './milli.ts';
import { groupPods, type PodSample, type ReadinessRule, type Sorting } from './pod-groups.ts';
import { cpuRequestOf } from './pod-requests.ts';
import { type MetricAnswer, type MetricTarget, recommendReplicas, type Tolerances } from './recommend.ts';

export interface Measurement {
  readonly metrics: MetricsReader;
  /** `namespace/name` of the Deployment. */
  readonly workload: string;
  readonly podsOf: (workload: string) => Iterable<PodView>;
  readonly current: number;
  readonly tolerances: Tolerances;
  readonly readiness: ReadinessRule;
}

export function measureAll(
  spec: V2HorizontalPodAutoscalerSpec,
  measurement: Measurement,
): readonly MetricResult[] {
  return (spec.metrics ?? []).map((metric) => measure(metric, measurement));
}

function measure(metric: V2MetricSpec, measurement: Measurement): MetricResult {
  if (metric.type === 'Resource' && metric.resource?.name === 'cpu')
    return measureCpu(metric.resource.target, measurement);
  if (metric.type === 'Pods' && metric.pods !== undefined)
    return measurePods(metric.pods.metric.name, metric.pods.target, measurement);
  const name = metric.resource?.name ?? metric.external?.metric.name ?? metric.object?.metric.name ?? '';
  return failed(metric.type, `unable to get metric ${name}: the cluster serves cpu and Pods metrics only`);
}

function measureCpu(target: V2MetricTarget, measurement: Measurement): MetricResult {
  const wanted = readTarget(target);
  const reading = measurement.metrics.readingOf(measurement.workload);
  if (wanted === undefined || reading === undefined)
    return failed('Resource', 'unable to get metrics for resource cpu');
  const sample = { milli: reading.cpuMilli, at: reading.scrapedAt };
  const idle = { ...sample, milli: 0 };
  const answer = ask(measurement, wanted, {
    // A container that runs is measured before it is ready; it has no load yet.
    sampleOf: (pod) => (pod.ready ? sampleOfReady(pod, sample) : idle),
    requestOf: cpuRequestOf,
    readiness: measurement.readiness,
  });
  const byUtilization = wanted.kind === 'utilization';
  const name = byUtilization ? 'cpu resource utilization (percentage of request)' : 'cpu resource';
  return resultOf(answer, 'Resource', name, (averageValue, averageUtilization) => ({
    type: 'Resource',
    resource: {
      name: 'cpu',
      current: averageUtilization === undefined ? { averageValue } : { averageUtilization, averageValue },
    },
  }));
}

function measurePods(name: string, target: V2MetricTarget, measurement: Measurement): MetricResult {
  const wanted = readTarget(target);
  const reading = measurement.metrics.readingOf(measurement.workload);
  if (wanted === undefined || wanted.kind !== 'average' || reading === undefined)
    return failed('Pods', `unable to get metric ${name}`);
  const sample = { milli: reading.requestsMilli, at: reading.scrapedAt };
  const answer = ask(measurement, wanted, {
    sampleOf: (pod) => (pod.ready ? sampleOfReady(pod, sample) : undefined),
    requestOf: () => 0,
    readiness: undefined,
  });
  return resultOf(answer, 'Pods', `pods metric ${name}`, (averageValue) => ({
    type: 'Pods',
    pods: { metric: { name }, current: { averageValue } },
  }));
}

/** Pods that became ready after the scrape were not seen by it. */
const sampleOfReady = (pod: PodView, sample: PodSample): PodSample | undefined =>
  pod.readyChangedAt !== undefined && pod.readyChangedAt <= sample.at ? sample : undefined;

function ask(measurement: Measurement, target: MetricTarget, sorting: Sorting<PodView>): MetricAnswer {
  const { podsOf, workload, current, tolerances } = measurement;
  return recommendReplicas({ groups: groupPods(podsOf(workload), sorting), target, current, tolerances });
}

function resultOf(
  answer: MetricAnswer,
  source: 'Resource' | 'Pods',
  name: string,
  status: (averageValue: string, averageUtilization: number | undefined) => CurrentMetric,
): MetricResult {
  if (answer.kind === 'failed') return failed(source, answer.message);
  const { replicas, averageMilli, utilizationPercent } = answer;
  return { kind: 'replicas', replicas, name, current: status(formatMilli(averageMilli), utilizationPercent) };
}

const failed = (source: string, message: string): MetricResult => ({
  kind: 'failed',
  reason: `FailedGet${source}Metric`,
  message,
});

function readTarget({ averageValue, averageUtilization }: V2MetricTarget): MetricTarget | undefined {
  const milli = averageValue === undefined ? undefined : parseMilli(averageValue);
  if (milli !== undefined) return { kind: 'average', milli };
  return averageUtilization === undefined ? undefined : { kind: 'utilization', percent: averageUtilization };
}
