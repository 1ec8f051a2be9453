/**
 * Which pods of a set go first when it shrinks. Upstream compares readiness times by the logarithm of their age, so
 * pods of similar age go in an arbitrary order (there by UID, here by name: both are drawn).
 */
import { between, type Instant } from '../../core/model/time.ts';
import type { PodView } from './workload-pods.ts';

interface Candidate {
  readonly pod: PodView;
  readonly siblingsOnNode: number;
  /** Grows with the age in doublings; -1 when it has no age yet. */
  readonly ageRank: number;
}

type Compare = (a: Candidate, b: Candidate) => number;

/** The first `count` of the pods to be deleted; `pods` are all pods of the set that are not being deleted. */
export function firstToGo(pods: readonly PodView[], count: number, now: Instant): PodView[] {
  const perNode = new Map<string, number>();
  for (const { nodeName = '' } of pods) perNode.set(nodeName, (perNode.get(nodeName) ?? 0) + 1);
  return pods
    .map((pod) => ({
      pod,
      siblingsOnNode: perNode.get(pod.nodeName ?? '') ?? 0,
      ageRank: ageRankOf(pod, now),
    }))
    .toSorted((a, b) => ORDER.reduce((so, compare) => so || compare(a, b), 0))
    .slice(0, count)
    .map(({ pod }) => pod);
}

const ORDER: readonly Compare[] = [
  (a, b) => Number(a.pod.nodeName !== undefined) - Number(b.pod.nodeName !== undefined),
  (a, b) => Number(a.pod.phase !== 'Pending') - Number(b.pod.phase !== 'Pending'),
  (a, b) => Number(a.pod.ready) - Number(b.pod.ready),
  (a, b) => b.siblingsOnNode - a.siblingsOnNode,
  (a, b) => a.ageRank - b.ageRank,
  (a, b) => compareText(suffixOf(a.pod), suffixOf(b.pod)),
];

function ageRankOf({ ready, readyChangedAt, createdAt }: PodView, now: Instant): number {
  const age = between(ready ? (readyChangedAt ?? createdAt) : createdAt, now);
  // Nanoseconds, as upstream: the unit decides where one doubling ends and the next begins.
  return age <= 0 ? -1 : Math.floor(Math.log2(age * 1e6));
}

const suffixOf = ({ name }: PodView): string => name.slice(name.lastIndexOf('-') + 1);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
