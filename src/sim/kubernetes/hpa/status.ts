/** The status of an HPA after a sync. */
import { formatInstant, type Instant } from '../../../core/model/time.ts';
import type { CurrentMetric } from '../../../resources/target/metric-readings.ts';
import type { HorizontalPodAutoscalerStatus } from '../../api/objects.ts';
import { type Finding, withFindings } from './conditions.ts';

export interface Outcome {
  readonly at: Instant;
  /** undefined: the target was not found, so counts and metrics stay as they were. */
  readonly counts: Counts | undefined;
  readonly findings: readonly Finding[];
}

interface Counts {
  readonly current: number;
  /** undefined: none could be computed, the last one stands. */
  readonly desired: number | undefined;
  readonly metrics: readonly CurrentMetric[];
  readonly rescaled: boolean;
}

/** Gives back `before` itself when nothing changes. */
export function nextStatus(
  before: HorizontalPodAutoscalerStatus = {},
  { at, counts, findings }: Outcome,
): HorizontalPodAutoscalerStatus {
  const conditions = withFindings(before.conditions ?? [], findings, at);
  const lastScaleTime = counts?.rescaled === true ? formatInstant(at) : before.lastScaleTime;
  const next =
    counts === undefined
      ? { ...before, conditions }
      : {
          currentReplicas: counts.current,
          desiredReplicas: counts.desired ?? before.desiredReplicas ?? 0,
          ...(lastScaleTime === undefined ? {} : { lastScaleTime }),
          ...(counts.metrics.length === 0 ? {} : { currentMetrics: counts.metrics }),
          conditions,
        };
  return isSame(before, next) ? before : next;
}

const isSame = (a: HorizontalPodAutoscalerStatus, b: HorizontalPodAutoscalerStatus): boolean =>
  a.conditions === b.conditions &&
  a.currentReplicas === b.currentReplicas &&
  a.desiredReplicas === b.desiredReplicas &&
  a.lastScaleTime === b.lastScaleTime &&
  JSON.stringify(a.currentMetrics) === JSON.stringify(b.currentMetrics);
