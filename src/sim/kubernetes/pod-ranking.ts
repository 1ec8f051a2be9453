/**
 * Which pods of a set go first when it shrinks. Upstream compares readiness times by the logarithm of their age, so
 * pods of similar age go in an arbitrary order (there by UID, here by name: both are drawn).
 */
import { between, type Instant } from '../../core/model/time.ts';
import type { PodView } from './workload-pods.ts';

interface Candidate {
  readonly pod: PodView;
  /** Unassigned before assigned, then Pending before Running, then not ready before ready. */
  readonly stage: number;
  /** Pods of the set on the same node. */
  readonly siblings: number;
  /** Grows with the age in doublings; -1 when it has no age yet. */
  readonly ageRank: number;
  readonly suffix: string;
}

/** The first `count` of the pods to be deleted; `pods` are all pods of the set that are not being deleted. */
export function firstToGo(pods: readonly PodView[], count: number, now: Instant): PodView[] {
  const perNode = new Map<string, number>();
  for (const { nodeName = '' } of pods) perNode.set(nodeName, (perNode.get(nodeName) ?? 0) + 1);
  return pods
    .map((pod) => ({
      pod,
      stage: stageOf(pod),
      siblings: perNode.get(pod.nodeName ?? '') ?? 0,
      ageRank: ageRankOf(pod, now),
      suffix: pod.name.slice(pod.name.lastIndexOf('-') + 1),
    }))
    .toSorted(compare)
    .slice(0, count)
    .map(({ pod }) => pod);
}

function compare(a: Candidate, b: Candidate): number {
  if (a.stage !== b.stage) return a.stage - b.stage;
  if (a.siblings !== b.siblings) return b.siblings - a.siblings;
  if (a.ageRank !== b.ageRank) return a.ageRank - b.ageRank;
  return a.suffix < b.suffix ? -1 : Number(a.suffix > b.suffix);
}

const stageOf = ({ nodeName, phase, ready }: PodView): number =>
  4 * Number(nodeName !== undefined) + 2 * Number(phase !== 'Pending') + Number(ready);

function ageRankOf({ ready, readyChangedAt, createdAt }: PodView, now: Instant): number {
  const age = between(ready ? (readyChangedAt ?? createdAt) : createdAt, now);
  // Nanoseconds, as upstream: the unit decides where one doubling ends and the next begins.
  return age <= 0 ? -1 : Math.floor(Math.log2(age * 1e6));
}
