/**
 * May pods of a shape go to a node? Taints, node selector, cordon and readiness; affinity and spreading are not known
 * here, and only ever make for more nodes than counted.
 */
import type { NodeRoom, PodShape, Taint, Toleration } from '../model/room.ts';

/** Put on nodes that Cluster Autoscaler is about to take away: their room is none to count on. */
const DELETION_CANDIDATE = 'DeletionCandidateOfClusterAutoscaler';

export const takesNow = (node: NodeRoom, pod: PodShape): boolean =>
  takesIfKept(node, pod) && !node.taints.some(({ key }) => key === DELETION_CANDIDATE);

/** Of a node that stays for as long as we say: an autoscaler may want to take it away, and may not. */
export const takesIfKept = (node: NodeRoom, pod: PodShape): boolean =>
  node.ready && !node.cordoned && mayTake(node, pod);

/** Would a new node like this one take the pods? What happens to nodes in their life is none of its shape. */
export const wouldTake = (node: NodeRoom, pod: PodShape): boolean =>
  mayTake({ labels: node.labels, taints: node.taints.filter(({ key }) => !isPassing(key)) }, pod);

function mayTake({ labels, taints }: Pick<NodeRoom, 'labels' | 'taints'>, pod: PodShape): boolean {
  const selected = Object.entries(pod.nodeSelector).every(([key, value]) => labels[key] === value);
  return selected && taints.every((taint) => !repels(taint) || isTolerated(taint, pod.tolerations));
}

const repels = ({ effect }: Taint): boolean => effect === 'NoSchedule' || effect === 'NoExecute';

const isTolerated = (taint: Taint, tolerations: readonly Toleration[]): boolean =>
  tolerations.some(
    ({ key, operator, value, effect }) =>
      (effect === undefined || effect === '' || effect === taint.effect) &&
      (key === undefined || key === '' ? operator === 'Exists' : key === taint.key) &&
      (operator === 'Exists' || (value ?? '') === (taint.value ?? '')),
  );

const isPassing = (key: string): boolean =>
  key.startsWith('node.kubernetes.io/') ||
  key.startsWith('node.cloudprovider.kubernetes.io/') ||
  key === 'ToBeDeletedByClusterAutoscaler' ||
  key === DELETION_CANDIDATE ||
  key === 'karpenter.sh/disrupted' ||
  key === 'karpenter.sh/unregistered';
