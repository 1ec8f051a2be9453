import { expect, test } from 'vitest';
import { takesNow, wouldTake } from '../../../src/core/capacity/placement.ts';
import type { NodeRoom, PodShape } from '../../../src/core/model/room.ts';
import { aNode, aPod } from '../../support/a-room.ts';

const GPU = { key: 'gpu', value: 'yes', effect: 'NoSchedule' };

interface Row {
  readonly node?: Partial<NodeRoom>;
  readonly pod?: Partial<PodShape>;
  readonly now: boolean;
  /** A new node like it. */
  readonly like: boolean;
}

const rows: Readonly<Record<string, Row>> = {
  'a node with nothing on it': { now: true, like: true },
  'a node that is not Ready': { node: { ready: false }, now: false, like: true },
  'a cordoned node': { node: { cordoned: true }, now: false, like: true },
  'a taint that nobody tolerates': { node: { taints: [GPU] }, now: false, like: false },
  'a taint that only asks': {
    node: { taints: [{ ...GPU, effect: 'PreferNoSchedule' }] },
    now: true,
    like: true,
  },
  'a taint that evicts': { node: { taints: [{ ...GPU, effect: 'NoExecute' }] }, now: false, like: false },
  'a taint tolerated by key and value': {
    node: { taints: [GPU] },
    pod: { tolerations: [{ key: 'gpu', value: 'yes' }] },
    now: true,
    like: true,
  },
  'a taint of another value': {
    node: { taints: [GPU] },
    pod: { tolerations: [{ key: 'gpu', value: 'no' }] },
    now: false,
    like: false,
  },
  'a taint tolerated by key': {
    node: { taints: [GPU] },
    pod: { tolerations: [{ key: 'gpu', operator: 'Exists' }] },
    now: true,
    like: true,
  },
  'a taint tolerated for another effect': {
    node: { taints: [GPU] },
    pod: { tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoExecute' }] },
    now: false,
    like: false,
  },
  'pods that tolerate everything': {
    node: { taints: [GPU] },
    pod: { tolerations: [{ operator: 'Exists' }] },
    now: true,
    like: true,
  },
  'no key without Exists': {
    node: { taints: [GPU] },
    pod: { tolerations: [{ value: 'yes' }] },
    now: false,
    like: false,
  },
  'a selector that fits': {
    node: { labels: { pool: 'web', zone: 'a' } },
    pod: { nodeSelector: { pool: 'web' } },
    now: true,
    like: true,
  },
  'a selector for another pool': {
    node: { labels: { pool: 'web' } },
    pod: { nodeSelector: { pool: 'batch' } },
    now: false,
    like: false,
  },
  'a node that Cluster Autoscaler would take away': {
    node: { taints: [{ key: 'DeletionCandidateOfClusterAutoscaler', effect: 'PreferNoSchedule' }] },
    now: false,
    like: true,
  },
  'a node that it takes away': {
    node: { taints: [{ key: 'ToBeDeletedByClusterAutoscaler', effect: 'NoSchedule' }] },
    now: false,
    like: true,
  },
  'a node that Karpenter disrupts': {
    node: { taints: [{ key: 'karpenter.sh/disrupted', effect: 'NoSchedule' }] },
    now: false,
    like: true,
  },
  'a node that boots': {
    node: { ready: false, taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }] },
    now: false,
    like: true,
  },
};

test.each(Object.entries(rows))('%s', (_, { node, pod, now, like }) => {
  expect({
    now: takesNow(aNode('n', node), aPod(pod)),
    like: wouldTake(aNode('n', node), aPod(pod)),
  }).toEqual({ now, like });
});
