/**
 * What a node of an instance type has for pods on EKS, by the rules that its images go by: what the kubelet and the system
 * keep is taken off, and memory that the hypervisor keeps.
 */
import type { InstanceTypeInfo } from '@aws-sdk/client-ec2';
import type { Resources } from '../../core/model/room.ts';

const MEBI = 2 ** 20;
/** As Karpenter has it by default: EC2 tells more than the machine will have. */
const HYPERVISOR_SHARE = 0.075;
const EVICTION_MEBI = 100;

/** Undefined when EC2 does not say all that it takes. */
export function shapeOfType({ VCpuInfo, MemoryInfo, NetworkInfo }: InstanceTypeInfo): Resources | undefined {
  const cores = VCpuInfo?.DefaultVCpus;
  const mebibytes = MemoryInfo?.SizeInMiB;
  const interfaces = NetworkInfo?.MaximumNetworkInterfaces;
  const addresses = NetworkInfo?.Ipv4AddressesPerInterface;
  if (cores === undefined || mebibytes === undefined) return undefined;
  if (interfaces === undefined || addresses === undefined) return undefined;
  const pods = Math.min(interfaces * (addresses - 1) + 2, cores < 30 ? 110 : 250);
  const memory = mebibytes * (1 - HYPERVISOR_SHARE) - (255 + 11 * pods) - EVICTION_MEBI;
  return { cpu: cores * 1_000 - reservedCpu(cores), memory: Math.floor(memory * MEBI), pods };
}

/** 6 % of the first core, 1 % of the second, 0.5 % of the next two, 0.25 % of the others. */
function reservedCpu(cores: number): number {
  const shares = [60, 10, 5, 5];
  const first = shares.slice(0, cores).reduce((sum, share) => sum + share, 0);
  return Math.ceil(first + Math.max(0, cores - shares.length) * 2.5);
}

/** Whichever comes, as much as this will be there; undefined when of one it is not known, or there is none. */
export function leastOf(shapes: readonly (Resources | undefined)[]): Resources | undefined {
  const [first, ...others] = shapes;
  return others.reduce((least, next) => least && next && lesser(least, next), first);
}

const lesser = (a: Resources, b: Resources): Resources =>
  Object.fromEntries(Object.entries(a).map(([name, amount]) => [name, Math.min(amount, b[name] ?? 0)]));
