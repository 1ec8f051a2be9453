/** Machines that KWOK plays. */
import type { V1Node, V1Taint } from '@kubernetes/client-node';
import type { KubeApi } from './kube-api.ts';

export interface NodeSpec {
  /** What pods may use, for example "3920m". */
  readonly cpu?: string;
  readonly memory?: string;
  readonly pods?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly V1Taint[];
}

/**
 * Not Ready, and says so: a Node without the condition loses its not-ready taint at once, and pods land on a machine that
 * has not booted.
 */
export function aNode(
  name: string,
  { cpu = '32', memory = '128Gi', pods = 110, labels, taints }: NodeSpec = {},
): V1Node {
  const resources = { cpu, memory, pods: String(pods) };
  const condition = { type: 'Ready', status: 'False', reason: 'Booting', message: 'the machine starts' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', ...labels },
    },
    spec: taints === undefined ? {} : { taints: [...taints] },
    status: { capacity: resources, allocatable: resources, conditions: [condition] },
  };
}

/** Makes nodes PREFIX-1 to PREFIX-COUNT; they become Ready after the cluster's `nodeBoot`. */
export async function addNodes(
  api: KubeApi,
  count: number,
  prefix: string,
  spec?: NodeSpec,
): Promise<readonly string[]> {
  const names = Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);
  await Promise.all(names.map((name) => api.create('/api/v1/nodes', aNode(name, spec))));
  return names;
}
