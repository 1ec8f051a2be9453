/** Several clusters from one process: what becomes of one is nothing to the others. */
import { describe, expect, test } from 'vitest';
import { plus, seconds } from '../../../src/core/model/time.ts';
import { follow } from '../../support/a-connection.ts';
import { broken, silent as hung } from '../../support/aws-wire/wire-faults.ts';
import { aCluster, aServedCluster, aSilentServer, someClusters } from '../../support/some-clusters.ts';

const ROLE = 'arn:aws:iam::111122223333:role/news';

describe('clusters', () => {
  test('that live answer while others are dead in every way', async () => {
    const [one, two, stranger] = [
      await aServedCluster('one'),
      await aServedCluster('two'),
      await aServedCluster('stranger'),
    ];
    const silent = await aSilentServer();
    const dead = [
      aCluster('silent', { endpoint: silent.url.href }),
      aCluster('hanging'),
      aCluster('refused', { endpoint: 'http://127.0.0.1:1' }),
      aCluster('undescribed'),
      aCluster('roleless', { roleArn: ROLE }),
    ];
    const all = [...dead, stranger.cluster, one.cluster, two.cluster];
    const tokens = { one: one.token, two: two.token };
    const { clock, wire, clusters } = await someClusters(all, tokens);
    wire.faults.always('eks:DescribeCluster', ({ parameters }) =>
      parameters['name'] === 'hanging' ? hung : broken(500),
    );
    const listIn = async (name: string) => (await clusters.open(name)).summaries.listIds();
    const quiet = ['silent', 'hanging'].map((name) => follow(listIn(name)));
    const settled = await Promise.allSettled(
      all.slice(quiet.length).map(async ({ name }) => (await listIn(name)).length),
    );
    const outcomes = settled.map((end) =>
      end.status === 'fulfilled' ? end.value : (end.reason as Error).name,
    );
    expect(outcomes).toEqual(['Unavailable', 'Unavailable', 'Forbidden', 'Unauthorized', 0, 0]);
    expect(quiet).toEqual([{}, {}]);
    await clock.advanceTo(plus(clock.now(), seconds(5)));
    await clock.settle();
    const late = { name: 'Unavailable', message: expect.stringContaining('no answer within 5 s') as string };
    expect(quiet).toMatchObject([{ error: late }, { error: late }]);
  });

  test('nobody has configured are named', async () => {
    const { clusters } = await someClusters([aCluster('one'), aCluster('two')]);
    await expect(clusters.open('three')).rejects.toThrow('cluster: expected one of one, two, got "three"');
    expect(() => clusters.credentialsFor('three')).toThrow('got "three"');
  });

  test('of a role of their own are used as that role, the others as the process', async () => {
    const { wire, env, clusters } = await someClusters([aCluster('one', { roleArn: ROLE }), aCluster('two')]);
    wire.sts.addRole({ arn: ROLE });
    expect((await clusters.credentialsFor('one').current()).accessKeyId).toMatch(/^ASIA/);
    expect((await clusters.credentialsFor('two').current()).accessKeyId).toBe(env['AWS_ACCESS_KEY_ID']);
    expect(wire.callsOf('sts:AssumeRole')).toMatchObject([
      { parameters: { RoleSessionName: 'forescale-one' } },
    ]);
  });
});
