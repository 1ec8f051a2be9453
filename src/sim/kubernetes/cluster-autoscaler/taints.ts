/** The two taints of the autoscaler: one on a node it is about to delete, a soft one on a node it could do without. */
import type { ApiServer } from '../../api/server.ts';
import type { NodeLedger } from '../node-ledger.ts';

export interface Taint {
  readonly key: string;
  readonly effect: string;
}

export const TO_BE_DELETED: Taint = { key: 'ToBeDeletedByClusterAutoscaler', effect: 'NoSchedule' };
const DELETION_CANDIDATE: Taint = {
  key: 'DeletionCandidateOfClusterAutoscaler',
  effect: 'PreferNoSchedule',
};

const MANAGER = 'cluster-autoscaler';
/** `--max-bulk-soft-taint-count`: writes per scan. */
const SOFT_TAINTS_PER_SCAN = 10;

export const setTaint = (api: ApiServer, nodeName: string, taint: Taint, wanted: boolean): void => {
  api.update('Node', '', nodeName, MANAGER, (node) => {
    const others = (node.spec.taints ?? []).filter(({ key }) => key !== taint.key);
    return { ...node, spec: { ...node.spec, taints: wanted ? [...others, taint] : others } };
  });
};

/** New pods go to unneeded nodes only when there is no other room, so that those empty out. */
export function softenTowards(api: ApiServer, nodes: NodeLedger, unneeded: ReadonlySet<string>): void {
  const isMarked = (taints: readonly Taint[] = []): boolean =>
    taints.some(({ key }) => key === DELETION_CANDIDATE.key);
  const wrong = [...nodes.all()].filter(
    ({ name, node }) => unneeded.has(name) !== isMarked(node.spec.taints) && !isToBeDeleted(node.spec.taints),
  );
  const cleaned = wrong.filter(({ name }) => !unneeded.has(name));
  const marked = wrong.filter(({ name }) => unneeded.has(name));
  for (const { name } of [...cleaned, ...marked].slice(0, SOFT_TAINTS_PER_SCAN))
    setTaint(api, name, DELETION_CANDIDATE, unneeded.has(name));
}

const isToBeDeleted = (taints: readonly Taint[] = []): boolean =>
  taints.some(({ key }) => key === TO_BE_DELETED.key);
