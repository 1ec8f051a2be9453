/** One sync of an HPA as a pure decision: zero, bounds, metrics, memory, limits, in the controller's own order. */
import type { Instant, Millis } from '../../../core/model/time.ts';
import type { CurrentMetric } from '../../../resources/target/metric-readings.ts';
import type { Behavior } from './behavior.ts';
import {
  type Finding,
  limited,
  metricFailed,
  metricFound,
  READY_FOR_NEW_SCALE,
  SCALE_DOWN_STABILIZED,
  SCALE_UP_STABILIZED,
  SCALING_DISABLED,
} from './conditions.ts';
import type { Memory, Recommendation } from './memory.ts';
import { limitByDefault, limitByPolicies } from './rate-limits.ts';
import { stabilizeBoth, stabilizeDown } from './stabilize.ts';

export type MetricResult =
  | {
      readonly kind: 'replicas';
      readonly replicas: number;
      readonly name: string;
      readonly current: CurrentMetric;
    }
  | { readonly kind: 'failed'; readonly reason: string; readonly message: string };

export interface SyncInput {
  readonly now: Instant;
  /** `spec.replicas` of the target. */
  readonly current: number;
  readonly min: number;
  readonly max: number;
  readonly behavior: Behavior | undefined;
  /** Of the controller, for HPAs without `behavior`. */
  readonly downWindow: Millis;
  readonly memory: Memory;
  /** Not called when the bounds alone decide: a broken pipeline is then no obstacle. */
  readonly measure: () => readonly MetricResult[];
}

export interface Decision {
  /** undefined: no count could be computed, the last desired count stands. */
  readonly replicas: number | undefined;
  readonly findings: readonly Finding[];
  readonly metrics: readonly CurrentMetric[];
  readonly recommendations: readonly Recommendation[];
}

export function decideReplicas(input: SyncInput): Decision {
  const { current, min, max, memory } = input;
  const { recommendations } = memory;
  if (current === 0 && min !== 0)
    return { replicas: 0, findings: [SCALING_DISABLED], metrics: [], recommendations };
  if (current > max) return { replicas: max, findings: [], metrics: [], recommendations };
  if (current < min) return { replicas: min, findings: [], metrics: [], recommendations };

  const results = input.measure();
  const metrics = results.flatMap((result) => (result.kind === 'replicas' ? [result.current] : []));
  const verdict = combineMetrics(results, current);
  if (verdict.kind === 'failed') {
    const findings = [metricFailed(verdict.reason, verdict.message)];
    return { replicas: undefined, findings, metrics, recommendations };
  }
  const settled =
    input.behavior === undefined
      ? settle(input, verdict.replicas)
      : settleBy(input.behavior, input, verdict.replicas);
  return { ...settled, findings: [metricFound(verdict.name), ...settled.findings], metrics };
}

/** The highest count wins. One that could not be computed might have been higher, so the others may not lower it. */
function combineMetrics(results: readonly MetricResult[], current: number): MetricResult {
  let highest: Extract<MetricResult, { kind: 'replicas' }> | undefined;
  let failure: Extract<MetricResult, { kind: 'failed' }> | undefined;
  for (const result of results) {
    if (result.kind === 'failed') failure ??= result;
    else if (highest === undefined || result.replicas > highest.replicas) highest = result;
  }
  if (failure !== undefined && (highest === undefined || highest.replicas < current)) return failure;
  return highest ?? { kind: 'failed', reason: 'InvalidMetricSourceType', message: 'no metrics' };
}

type Settled = Pick<Decision, 'findings' | 'recommendations'> & { readonly replicas: number };

function settle(input: SyncInput, raw: number): Settled {
  const newest = { at: input.now, replicas: raw };
  const stable = stabilizeDown(input.memory.recommendations, newest, input.downWindow);
  const { replicas, reason } = limitByDefault({ ...input, wanted: stable.replicas });
  const able = stable.replicas === raw ? READY_FOR_NEW_SCALE : SCALE_DOWN_STABILIZED;
  return { replicas, findings: [able, limited(reason)], recommendations: stable.recommendations };
}

function settleBy(behavior: Behavior, input: SyncInput, raw: number): Settled {
  const { memory, current, now } = input;
  const stable = stabilizeBoth(memory.recommendations, { at: now, replicas: raw }, current, behavior);
  const move = { ...input, wanted: stable.replicas };
  const { replicas, reason } = limitByPolicies(move, behavior, memory.events, now);
  const held = raw >= current ? SCALE_UP_STABILIZED : SCALE_DOWN_STABILIZED;
  const able = stable.replicas === raw ? READY_FOR_NEW_SCALE : held;
  return { replicas, findings: [able, limited(reason)], recommendations: stable.recommendations };
}
