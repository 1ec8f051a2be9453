/** Where a cluster is, by the real SDK from EKS on loopback: as configured, as EKS says, and as it said before. */
import { describe, expect, test } from 'vitest';
import { EksDirectory, type EksDirectoryOptions } from '../../../src/adapters/aws/eks-directory.ts';
import { type Millis, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { anAwsWire, sourceOf } from '../../support/an-aws-wire.ts';
import { broken, denied, type WireFault } from '../../support/aws-wire/wire-faults.ts';

const EKS = 'eks:DescribeCluster';
const PEM = '-----BEGIN CERTIFICATE-----\nof the cluster\n';
const AUTHORITY = Buffer.from(PEM).toString('base64');
const CLUSTER = {
  name: 'news-prod',
  region: 'eu-west-1',
  endpoint: 'https://a1.eks.example',
  certificateAuthority: AUTHORITY,
};

async function aDirectory(over: Partial<EksDirectoryOptions> = {}) {
  const { clock, wire, limit } = await anAwsWire();
  wire.eks.put(CLUSTER);
  const directory = new EksDirectory({
    ...limit,
    clusterName: 'news-prod',
    region: 'eu-west-1',
    credentials: sourceOf(),
    eksEndpoint: wire.url,
    ...over,
  });
  const pass = (length: Millis) => clock.advanceTo(plus(clock.now(), length));
  const find = async () => (await directory.find()).server.href;
  return { wire, directory, find, pass, asked: () => wire.callsOf(EKS).length };
}

const twice = (fault: WireFault): readonly WireFault[] => [fault, fault];

describe('an address', () => {
  test('that is configured as a whole is not asked for', async () => {
    const { directory, asked } = await aDirectory({
      endpoint: 'https://own.example',
      certificateAuthority: AUTHORITY,
    });
    expect(await directory.find()).toEqual({ server: new URL('https://own.example'), ca: PEM });
    const plain = await aDirectory({ endpoint: 'http://127.0.0.1:8001' });
    expect(await plain.directory.find()).toEqual({ server: new URL('http://127.0.0.1:8001'), ca: undefined });
    expect([asked(), plain.asked()]).toEqual([0, 0]);
  });

  test.each([
    ['nothing', {}, 'https://a1.eks.example/'],
    ['the endpoint alone', { endpoint: 'https://own.example' }, 'https://own.example/'],
  ])('of which %s is configured is completed by EKS', async (_, over, href) => {
    const { directory, find, asked } = await aDirectory(over);
    expect([await find(), (await directory.find()).ca, asked()]).toEqual([href, PEM, 1]);
  });

  test('is asked for by one at a time, and again after a quarter of an hour', async () => {
    const { wire, directory, pass, asked } = await aDirectory();
    const [first, second] = await Promise.all([directory.find(), directory.find()]);
    await pass(seconds(15 * 60 - 1));
    expect([second, await directory.find(), asked()]).toEqual([first, first, 1]);
    await pass(seconds(1));
    expect(await directory.find()).toBe(first);
    wire.eks.put({ ...CLUSTER, endpoint: 'https://b2.eks.example' });
    await pass(minutes(15));
    expect((await directory.find()).server.href).toBe('https://b2.eks.example/');
  });

  test('that did not answer is asked for again, once a minute', async () => {
    const { wire, directory, find, pass, asked } = await aDirectory();
    await find();
    wire.eks.put({ ...CLUSTER, endpoint: 'https://b2.eks.example' });
    directory.doubt();
    expect(await find()).toBe('https://b2.eks.example/');
    directory.doubt();
    await find();
    expect(asked()).toBe(2);
    await pass(minutes(1));
    directory.doubt();
    await find();
    expect(asked()).toBe(3);
  });
});

describe('EKS that cannot be asked', () => {
  test('leaves the address that it gave before', async () => {
    const { wire, directory, find, pass } = await aDirectory();
    const before = await find();
    wire.faults.always(EKS, broken(500));
    await pass(minutes(60));
    expect(await find()).toBe(before);
    directory.doubt();
    expect(await find()).toBe(before);
  });

  test('and gave none yet is a fault that is tried again', async () => {
    const { wire, find, pass } = await aDirectory();
    wire.faults.next(EKS, ...twice(broken(503)));
    await expect(find()).rejects.toMatchObject({ name: 'Unavailable' });
    await pass(seconds(2));
    expect(await find()).toBe('https://a1.eks.example/');
  });

  test('by us is a fault that people can mend', async () => {
    const { wire, find } = await aDirectory();
    wire.faults.next(EKS, denied('eks'));
    await expect(find()).rejects.toMatchObject({ name: 'Forbidden', disposition: 'retry' });
  });
});

test.each([
  ['there is no such cluster', { clusterName: 'nowhere' }, 'nowhere in eu-west-1: ResourceNotFoundException'],
  ['it is of another region', { region: 'us-east-1' }, 'news-prod in us-east-1: ResourceNotFoundException'],
])('that %s is no object that is gone: nothing is given up for it', async (_, over, says) => {
  const { find } = await aDirectory(over);
  await expect(find()).rejects.toMatchObject({
    name: 'Unavailable',
    message: expect.stringContaining(`eks DescribeCluster of ${says}: `) as string,
  });
});

test('a cluster that is being made has no address yet', async () => {
  const { wire, find } = await aDirectory();
  wire.eks.put({ name: 'news-prod', region: 'eu-west-1', status: 'CREATING' });
  await expect(find()).rejects.toThrow('has no endpoint and no authority yet; its status is CREATING');
});
