/** What the platform alone would do about the scenario's steepest event, in words, told before anything is played. */
import { parseQuantity } from '../../core/model/quantity.ts';
import { asMillis, minus, minutes, seconds } from '../../core/model/time.ts';
import { describeShortLead } from '../../core/prescale/fleet.ts';
import { warnAhead } from '../../core/prescale/preflight.ts';
import { DEFAULT_SCALE_UP, type ScalingMetric, type ScalingShape } from '../../core/prescale/ramp.ts';
import { type RisingTarget, riseOf, risingWith } from '../../core/prescale/rise.ts';
import { leadOf } from '../../core/prescale/window.ts';
import type { ClusterSpec, WorkloadSpec } from '../cluster-spec.ts';
import type { Scenario } from '../scenario.ts';
import { countFitting } from './fit.ts';
import { peakRps } from './need.ts';

/** A crowd that takes longer to come is no push: the HPA's syncs keep up with it. */
const SUDDEN = minutes(1);
const STEEP = 1.5;

export function previewWarnings(scenario: Scenario): readonly string[] {
  return [...warnOfHpas(scenario), ...warnOfLeads(scenario)];
}

/** Surges whose targets go up together slower than they lead. */
function warnOfLeads({ cluster, surges, prescale }: Scenario): readonly string[] {
  const targets = cluster.workloads.map(risingOf);
  // How long a pod of these takes is known.
  const podReady = asMillis(Math.max(...cluster.workloads.map(({ podStart }) => podStart.max)));
  const fleet = { ...prescale.fleet, podReady };
  return surges.flatMap((surge) => {
    const rise = riseOf(surge, risingWith(surge, surges, prescale), targets, prescale);
    const short = describeShortLead(leadOf(surge, prescale), rise, fleet, prescale.followWithScale);
    return short === undefined ? [] : [`${surge.id}: ${short}.`];
  });
}

function risingOf({ namespace, name, hpa, replicas, profile }: WorkloadSpec): RisingTarget {
  const kind = hpa === undefined ? 'Deployment' : 'HorizontalPodAutoscaler';
  const min = hpa === undefined ? replicas : (hpa.minReplicas ?? 1);
  return { ref: { kind, namespace, name }, min, max: hpa?.maxReplicas, profile };
}

function warnOfHpas(scenario: Scenario): readonly string[] {
  const { cluster } = scenario;
  return cluster.workloads.flatMap((workload) => {
    const shape = shapeOf(workload, cluster);
    const multiplier = steepestRise(workload, scenario);
    if (shape === undefined || multiplier < STEEP) return [];
    const sync = asMillis(cluster.controllerManager.hpaSyncPeriod + cluster.metrics.scrapePeriod / 2);
    const nodeBoot = asMillis(cluster.nodeGroup.boot.max + cluster.autoscaler.scanPeriod);
    const crowd = { multiplier, podStart: workload.podStart.max, nodeBoot, sync };
    return warnAhead(shape, crowd).map(({ message }) => message);
  });
}

/** Of the load just before: a crowd may all be there at its instant. Of no load there is no multiple. */
function steepestRise({ offeredRps }: WorkloadSpec, { events }: Scenario): number {
  const rises = events.map(({ at }) => {
    const before = offeredRps(minus(at, seconds(1)));
    return before > 0 ? peakRps(offeredRps, at, SUDDEN) / before : 0;
  });
  return Math.round(Math.max(0, ...rises) * 10) / 10;
}

function shapeOf(workload: WorkloadSpec, cluster: ClusterSpec): ScalingShape | undefined {
  const metric = metricOf(workload);
  if (workload.hpa === undefined || metric === undefined) return undefined;
  return {
    replicas: workload.replicas,
    maxReplicas: workload.hpa.maxReplicas,
    metric,
    scaleUp: scaleUpOf(workload.hpa),
    nodes: {
      podsPerNode: countFitting(workload.template, cluster.nodeGroup.allocatable),
      count: cluster.nodeGroup.initial,
      max: cluster.nodeGroup.max,
    },
  };
}

/** Only of one metric can it be told ahead: with several, whichever asks for most decides. */
function metricOf(workload: WorkloadSpec): ScalingMetric | undefined {
  const [metric, ...others] = workload.hpa?.metrics ?? [];
  if (metric === undefined || others.length > 0) return undefined;
  const perPod = parseQuantity(metric.pods?.target.averageValue ?? '');
  if (perPod !== undefined) return { kind: 'load', targetShare: perPod / workload.profile.rpsPerReplica };
  const averageUtilization =
    metric.resource?.name === 'cpu' ? metric.resource.target.averageUtilization : undefined;
  return averageUtilization === undefined ? undefined : cpuMetric(workload, averageUtilization);
}

function cpuMetric({ template }: WorkloadSpec, averageUtilization: number): ScalingMetric | undefined {
  const resources = template.spec.containers[0]?.resources;
  const requestCores = parseQuantity(resources?.requests?.cpu ?? '');
  const limitCores = parseQuantity(resources?.limits?.cpu ?? '');
  return requestCores === undefined
    ? undefined
    : { kind: 'cpu', averageUtilization, requestCores, limitCores };
}

function scaleUpOf(hpa: NonNullable<WorkloadSpec['hpa']>): ScalingShape['scaleUp'] {
  const policies = hpa.behavior?.scaleUp?.policies ?? [];
  if (policies.length === 0) return DEFAULT_SCALE_UP;
  const of = (type: string) =>
    Math.max(0, ...policies.filter((one) => one.type === type).map(({ value }) => value));
  const period = seconds(Math.max(...policies.map(({ periodSeconds }) => periodSeconds)));
  return { pods: of('Pods'), percent: of('Percent'), period };
}
