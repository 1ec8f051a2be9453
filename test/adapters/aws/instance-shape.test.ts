/** What a node has for pods, by what EC2 says of its type. */
import { expect, test } from 'vitest';
import { leastOf, shapeOfType } from '../../../src/adapters/aws/instance-shape.ts';

const aType = (cores: number, gibibytes: number, interfaces: number, addresses: number) => ({
  VCpuInfo: { DefaultVCpus: cores },
  MemoryInfo: { SizeInMiB: gibibytes * 1_024 },
  NetworkInfo: { MaximumNetworkInterfaces: interfaces, Ipv4AddressesPerInterface: addresses },
});

test.each([
  ['m5.large', aType(2, 8, 3, 10), { cpu: 1_930, pods: 29 }],
  ['m5.xlarge', aType(4, 16, 4, 15), { cpu: 3_920, pods: 58 }],
  ['m5.8xlarge', aType(32, 128, 8, 30), { cpu: 31_850, pods: 234 }],
  ['m5.4xlarge, which takes 110 pods at most', aType(16, 64, 8, 30), { cpu: 15_890, pods: 110 }],
])('%s', (_, type, shape) => {
  expect(shapeOfType(type)).toMatchObject(shape);
});

test('memory is what the machine has, less than EC2 tells, without what the kubelet keeps', () => {
  const mebibytes = (shapeOfType(aType(4, 16, 4, 15))?.['memory'] ?? 0) / 2 ** 20;
  expect(Math.round(mebibytes)).toBe(Math.round(16_384 * 0.925 - 255 - 11 * 58 - 100));
});

test('what EC2 does not say is not guessed', () => {
  const { NetworkInfo: _, ...rest } = aType(2, 8, 3, 10);
  expect(shapeOfType(rest)).toBeUndefined();
  expect(leastOf([{ cpu: 1, pods: 1 }, undefined])).toBeUndefined();
  expect(leastOf([])).toBeUndefined();
});

test('of several types the least of each counts', () => {
  expect(
    leastOf([
      { cpu: 4, memory: 8, pods: 9 },
      { cpu: 2, memory: 16, pods: 9 },
    ]),
  ).toEqual({
    cpu: 2,
    memory: 8,
    pods: 9,
  });
});
