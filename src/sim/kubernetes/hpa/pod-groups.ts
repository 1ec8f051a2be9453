/** Which pods of a workload count for a metric, and how: the sorting that the HPA controller does before it computes. */
import { type Instant, type Millis, plus } from '../../../core/model/time.ts';
import type { PodView } from '../workload-pods.ts';

export type SortedPod = Pick<PodView, 'phase' | 'terminating' | 'ready' | 'readyChangedAt' | 'startedAt'>;

export interface PodSample {
  readonly milli: number;
  readonly at: Instant;
}

/** When the sample of a pod that may still be starting is left out. Holds for CPU alone. */
export interface ReadinessRule {
  readonly now: Instant;
  readonly initializationPeriod: Millis;
  readonly initialReadinessDelay: Millis;
  /** The time span a sample covers. */
  readonly window: Millis;
}

/** Sums over pods, in thousandths. */
export interface Tally {
  readonly count: number;
  readonly usage: number;
  readonly request: number;
}

export interface PodGroups {
  /** All pods there are, ignored ones too. */
  readonly total: number;
  /** False when a pod, any pod, has no request. */
  readonly allHaveRequests: boolean;
  readonly measured: Tally;
  readonly unready: Tally;
  readonly missing: Tally;
}

export interface Sorting<P extends SortedPod> {
  readonly sampleOf: (pod: P) => PodSample | undefined;
  readonly requestOf: (pod: P) => number | undefined;
  /** undefined: only Pending pods are unready. */
  readonly readiness: ReadinessRule | undefined;
}

export function groupPods<P extends SortedPod>(pods: Iterable<P>, sorting: Sorting<P>): PodGroups {
  const tallies = { measured: emptyTally(), unready: emptyTally(), missing: emptyTally() };
  let total = 0;
  let allHaveRequests = true;
  for (const pod of pods) {
    total += 1;
    const request = sorting.requestOf(pod);
    if (request === undefined) allHaveRequests = false;
    const sample = sorting.sampleOf(pod);
    const group = groupOf(pod, sample, sorting.readiness);
    if (group === 'ignored') continue;
    const tally = tallies[group];
    tally.count += 1;
    tally.request += request ?? 0;
    if (group === 'measured') tally.usage += sample?.milli ?? 0;
  }
  return { total, allHaveRequests, ...tallies };
}

const emptyTally = () => ({ count: 0, usage: 0, request: 0 });

function groupOf(
  pod: SortedPod,
  sample: PodSample | undefined,
  rule: ReadinessRule | undefined,
): 'ignored' | 'unready' | 'missing' | 'measured' {
  if (pod.terminating || pod.phase === 'Failed') return 'ignored';
  if (pod.phase === 'Pending') return 'unready';
  if (sample === undefined) return 'missing';
  return rule !== undefined && isStarting(pod, sample, rule) ? 'unready' : 'measured';
}

function isStarting(pod: SortedPod, sample: PodSample, rule: ReadinessRule): boolean {
  const { startedAt, readyChangedAt, ready } = pod;
  if (startedAt === undefined || readyChangedAt === undefined) return true;
  if (plus(startedAt, rule.initializationPeriod) > rule.now)
    return !ready || sample.at < plus(readyChangedAt, rule.window);
  // A pod that lost its readiness long after its start has been ready once: its sample counts.
  return !ready && plus(startedAt, rule.initialReadinessDelay) > readyChangedAt;
}
