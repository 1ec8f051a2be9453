/**
 * What an HPA would do on its own about a crowd that comes at once and stays: how many pods it asks for, step by step,
 * and when they serve it. Taken to be at rest on its target before.
 */
import { asMillis, type Millis, seconds } from '../model/time.ts';

/**
 * `cpu`: usage as a share of the request; with a limit it cannot show more than the limit, however large the crowd.
 * `load`: shows the whole crowd, as requests per second do.
 */
export type ScalingMetric =
  | {
      readonly kind: 'cpu';
      /** Percent of the request, as in the HPA. */
      readonly averageUtilization: number;
      readonly requestCores: number;
      readonly limitCores: number | undefined;
    }
  | {
      readonly kind: 'load';
      /** The target as a share of what a pod can serve, from 0 to 1. */
      readonly targetShare: number;
    };

/** The larger of both is added at most, every period. */
export interface ScaleUpPolicy {
  readonly pods: number;
  readonly percent: number;
  readonly period: Millis;
}

export interface NodeRoom {
  readonly podsPerNode: number;
  readonly count: number;
  readonly max: number;
}

export interface ScalingShape {
  readonly replicas: number;
  readonly maxReplicas: number;
  readonly metric: ScalingMetric;
  readonly scaleUp: ScaleUpPolicy;
  /** Undefined = there is always room. */
  readonly nodes: NodeRoom | undefined;
}

export interface ExpectedCrowd {
  /** Of the load at rest. */
  readonly multiplier: number;
  /** From a pod bound to Ready. */
  readonly podStart: Millis;
  readonly nodeBoot: Millis;
  /** The HPA's period, with what its metric lags. */
  readonly sync: Millis;
}

export interface Ramp {
  /** Replicas asked for, from what there is now on. */
  readonly steps: readonly number[];
  /** Until ready pods serve the whole crowd; undefined = never. */
  readonly served: Millis | undefined;
  /** How often pods had to become ready before more could be asked for. */
  readonly waves: number;
}

export const DEFAULT_SCALE_UP: ScaleUpPolicy = { pods: 4, percent: 100, period: seconds(15) };

/** The HPA leaves the count alone up to this ratio of metric to target. */
const TOLERATED = 1.1;

/** Pods that serve the crowd when fully used, and pods at the HPA's own target. */
export function needOf({ replicas, metric }: ScalingShape, { multiplier }: ExpectedCrowd) {
  const atTarget = ceil(replicas * multiplier);
  return { serving: ceil(replicas * multiplier * restShareOf(metric)), atTarget };
}

/** How far one look at the metric can raise the count; infinite when the metric shows the whole crowd. */
export function growthOf(metric: ScalingMetric): number {
  if (metric.kind === 'load' || metric.limitCores === undefined) return Number.POSITIVE_INFINITY;
  const growth = metric.limitCores / metric.requestCores / (metric.averageUtilization / 100);
  return growth <= TOLERATED ? 1 : growth;
}

export function predictRamp(shape: ScalingShape, crowd: ExpectedCrowd): Ramp {
  const { serving, atTarget } = needOf(shape, crowd);
  const ceiling = Math.min(shape.maxReplicas, podsOnNodes(shape.nodes));
  const steps = [shape.replicas];
  let [pods, elapsed, waves] = [shape.replicas, seconds(0), 0];
  while (pods < serving) {
    const goal = Math.min(ceiling, atTarget, ceil(pods * growthOf(shape.metric)));
    const climb = climbTo(goal, pods, shape.scaleUp);
    if (climb.length === 0) return { steps, served: undefined, waves };
    elapsed = asMillis(elapsed + waveLength(shape, crowd, pods, climb, serving));
    steps.push(...climb);
    pods = goal;
    waves += 1;
  }
  return { steps, served: elapsed, waves };
}

export const podsOnNodes = (nodes: NodeRoom | undefined): number =>
  nodes === undefined ? Number.POSITIVE_INFINITY : nodes.max * nodes.podsPerNode;

/** The counts that the policy lets the HPA ask for, one per period, until the goal. */
function climbTo(goal: number, from: number, { pods, percent }: ScaleUpPolicy): readonly number[] {
  const climb: number[] = [];
  let at = from;
  while (at < goal) {
    const most = Math.max(at + pods, ceil(at * (1 + percent / 100)));
    if (most <= at) break;
    at = Math.min(goal, most);
    climb.push(at);
  }
  return climb;
}

/** Until the pods of the wave are ready, or of its first step that serves the crowd. */
function waveLength(
  { nodes, scaleUp }: ScalingShape,
  { sync, podStart, nodeBoot }: ExpectedCrowd,
  from: number,
  climb: readonly number[],
  serving: number,
): Millis {
  const enough = climb.findIndex((pods) => pods >= serving);
  const last = enough < 0 ? climb.length - 1 : enough;
  const boots = nodesFor(climb[last] ?? from, nodes) > Math.max(nodes?.count ?? 0, nodesFor(from, nodes));
  return asMillis(sync + last * scaleUp.period + podStart + (boots ? nodeBoot : 0));
}

const nodesFor = (pods: number, nodes: NodeRoom | undefined): number =>
  nodes === undefined ? 0 : ceil(pods / nodes.podsPerNode);

/** What of its capacity a pod uses when the metric is on its target. */
function restShareOf(metric: ScalingMetric): number {
  if (metric.kind === 'load') return metric.targetShare;
  const { averageUtilization, requestCores, limitCores = requestCores } = metric;
  return Math.min(1, ((averageUtilization / 100) * requestCores) / limitCores);
}

/** 120.00000000000001 pods are 120. */
const ceil = (count: number): number => Math.ceil(count - 1e-9);
