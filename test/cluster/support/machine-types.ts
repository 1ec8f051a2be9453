/** Machines that Karpenter may buy from KWOK, and what it is told to buy. Pure. */

export interface MachineType {
  readonly name: string;
  /** Whole cores and parts of one; Karpenter's provider keeps 100m of them for the kubelet. */
  readonly cpuMillis: number;
  readonly memoryGib?: number;
  readonly pods?: number;
  readonly pricePerHour?: number;
}

const ZONES = ['zone-a', 'zone-b'];

/** The file that Karpenter's KWOK provider reads. */
export function listMachineTypes(machines: readonly MachineType[]): readonly object[] {
  return machines.map(
    ({ name, cpuMillis, memoryGib = cpuMillis / 250, pods = 110, pricePerHour = cpuMillis / 20_000 }) => ({
      name,
      architecture: 'amd64',
      operatingSystems: ['linux'],
      resources: { cpu: `${cpuMillis}m`, memory: `${memoryGib}Gi`, pods: String(pods) },
      offerings: ZONES.map((zone) => ({
        Price: pricePerHour,
        Available: true,
        Requirements: [
          { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['on-demand'] },
          { key: 'topology.kubernetes.io/zone', operator: 'In', values: [zone] },
        ],
      })),
    }),
  );
}

export interface NodePoolSpec {
  /** How long a node that is empty or hardly used is kept; none = for good. */
  readonly consolidateAfter?: string;
  readonly cpuLimit?: string;
}

/** A NodePool and its class, both of that name. */
export function aNodePool(
  name: string,
  { consolidateAfter = 'Never', cpuLimit = '1000' }: NodePoolSpec = {},
): readonly object[] {
  const nodeClassRef = { group: 'karpenter.kwok.sh', kind: 'KWOKNodeClass', name };
  const requirements = [
    { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['on-demand'] },
    { key: 'kubernetes.io/arch', operator: 'In', values: ['amd64'] },
  ];
  return [
    { apiVersion: 'karpenter.kwok.sh/v1alpha1', kind: 'KWOKNodeClass', metadata: { name }, spec: {} },
    {
      apiVersion: 'karpenter.sh/v1',
      kind: 'NodePool',
      metadata: { name },
      spec: {
        template: { spec: { nodeClassRef, requirements, expireAfter: 'Never' } },
        disruption: { consolidationPolicy: 'WhenEmpty', consolidateAfter },
        limits: { cpu: cpuLimit },
      },
    },
  ];
}
