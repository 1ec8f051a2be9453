/** Instance types as EC2 describes them, as far as they say what a node holds. */

export interface InstanceType {
  readonly cpus: number;
  readonly memoryMebibytes: number;
  readonly architecture: 'x86_64' | 'arm64';
  /** Of which, with the addresses of each, the AWS CNI makes the number of pods. */
  readonly networkInterfaces: number;
  readonly addressesPerInterface: number;
}

const intel = (
  cpus: number,
  gibibytes: number,
  networkInterfaces: number,
  addresses: number,
): InstanceType => ({
  cpus,
  memoryMebibytes: gibibytes * 1024,
  architecture: 'x86_64',
  networkInterfaces,
  addressesPerInterface: addresses,
});

export const INSTANCE_TYPES: Readonly<Record<string, InstanceType>> = {
  't3.medium': intel(2, 4, 3, 6),
  'm5.large': intel(2, 8, 3, 10),
  'm5.xlarge': intel(4, 16, 4, 15),
  'm5.2xlarge': intel(8, 32, 4, 15),
  'm6i.xlarge': intel(4, 16, 4, 15),
  'c5.xlarge': intel(4, 8, 4, 15),
  'm6g.large': { ...intel(2, 8, 3, 10), architecture: 'arm64' },
};

export const instanceTypeShape = (name: string, type: InstanceType): object => ({
  instanceType: name,
  currentGeneration: true,
  processorInfo: { supportedArchitectures: [type.architecture] },
  vCpuInfo: { defaultVCpus: type.cpus, defaultCores: type.cpus / 2, defaultThreadsPerCore: 2 },
  memoryInfo: { sizeInMiB: type.memoryMebibytes },
  networkInfo: {
    maximumNetworkInterfaces: type.networkInterfaces,
    ipv4AddressesPerInterface: type.addressesPerInterface,
  },
});
