/** One cluster over the life of a process: connections are kept, tokens renewed, an address that has gone asked for again. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { minutes, plus } from '../../../src/core/model/time.ts';
import { type Asked, answerJson, LoopbackServer } from '../../support/loopback-server.ts';
import { aCluster, someClusters } from '../../support/some-clusters.ts';

const ROLE = 'arn:aws:iam::111122223333:role/news';
const AUTHORITY = Buffer.from('of nobody').toString('base64');

/** Says that it serves nothing, to those whose token it takes. */
async function aBareServer(takes?: (signer: string) => boolean) {
  const server = await LoopbackServer.start((asked, response) => {
    if (takes === undefined || takes(signerOf(asked)))
      answerJson(response, { kind: 'APIResourceList', resources: [] });
    else answerJson(response, { kind: 'Status', code: 401, reason: 'Unauthorized' }, 401);
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
}

function signerOf({ headers }: Pick<Asked, 'headers'>): string {
  const token = headers.authorization?.replace('Bearer k8s-aws-v1.', '') ?? '';
  const signed = new URL(Buffer.from(token, 'base64url').toString());
  return signed.searchParams.get('X-Amz-Credential')?.split('/')[0] ?? '';
}

describe('a connection', () => {
  test('is kept from one invocation to the next, and not over a long sleep', async () => {
    const server = await aBareServer();
    const { clock, env, clusters } = await someClusters([aCluster('one', { endpoint: server.url.href })]);
    const invoke = async () => {
      const ports = await clusters.open('one');
      await ports.summaries.listIds();
      return ports;
    };
    const first = await invoke();
    await clock.advanceTo(plus(clock.now(), minutes(3)));
    expect(await invoke()).toBe(first);
    expect(server.connections).toBe(1);
    await clock.advanceTo(plus(clock.now(), minutes(4)));
    expect(await invoke()).not.toBe(first);
    expect(server.connections).toBe(2);
    expect(new Set(server.asked.map(signerOf))).toEqual(new Set([env['AWS_ACCESS_KEY_ID']]));
  });

  test('shows a token of the role; one that is refused is signed anew once, by the role taken on anew', async () => {
    const server = await aBareServer((signer) => signer.endsWith('2'));
    const { wire, clusters } = await someClusters([
      aCluster('one', { roleArn: ROLE, endpoint: server.url.href }),
    ]);
    wire.sts.addRole({ arn: ROLE });
    const ports = await clusters.open('one');
    expect(await ports.summaries.listIds()).toEqual([]);
    expect(server.asked.map(signerOf)).toEqual(['ASIAWIRE000000000001', 'ASIAWIRE000000000002']);
  });

  test('of a role that the cluster does not know is refused, and the role is not taken on for each request', async () => {
    const server = await aBareServer(() => false);
    const { wire, clusters } = await someClusters([
      aCluster('one', { roleArn: ROLE, endpoint: server.url.href }),
    ]);
    wire.sts.addRole({ arn: ROLE });
    const ports = await clusters.open('one');
    for (const _ of [1, 2, 3])
      await expect(ports.summaries.listIds()).rejects.toMatchObject({ name: 'Unauthorized' });
    expect(wire.callsOf('sts:AssumeRole')).toHaveLength(2);
  });
});

describe('an address', () => {
  test('is asked for in the region of its cluster', async () => {
    const server = await aBareServer();
    const names = ['one', 'two'] as const;
    const regions = { one: 'eu-west-1', two: 'ap-northeast-2' };
    const { wire, clusters } = await someClusters(
      names.map((name) => aCluster(name, { eksName: 'news', region: regions[name] })),
    );
    for (const name of names)
      wire.eks.put({
        name: 'news',
        region: regions[name],
        endpoint: new URL(name, server.url).href,
        certificateAuthority: AUTHORITY,
      });
    for (const name of names) await (await clusters.open(name)).summaries.listIds();
    expect(server.asked.map(({ path }) => path)).toEqual([
      '/one/apis/forescale.dev/v1alpha1',
      '/two/apis/forescale.dev/v1alpha1',
    ]);
    expect(wire.callsOf('eks:DescribeCluster').map(({ region }) => region)).toEqual(Object.values(regions));
  });

  test('that no longer answers is asked for again with the next invocation', async () => {
    const server = await aBareServer();
    const { wire, clusters } = await someClusters([aCluster('one')]);
    const moveTo = (endpoint: string): void =>
      wire.eks.put({ name: 'one', endpoint, certificateAuthority: AUTHORITY });
    moveTo('http://127.0.0.1:1');
    const listIds = async () => (await clusters.open('one')).summaries.listIds();
    await expect(listIds()).rejects.toMatchObject({ name: 'Unavailable' });
    moveTo(server.url.href);
    expect(await listIds()).toEqual([]);
  });
});

test('a trial is shown the token that was given for it', async () => {
  const server = await aBareServer();
  const { clusters } = await someClusters([aCluster('one', { endpoint: server.url.href })], { one: 'plain' });
  await (await clusters.open('one')).summaries.listIds();
  expect(server.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer plain']);
});
