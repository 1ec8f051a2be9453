/**
 * Our token at a real API server, whose webhook judges it as that of EKS does: what the functions do by the rights of
 * manifests/functions, and what becomes of a token that is refused.
 */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { EksToken } from '../../src/adapters/aws/eks-token.ts';
import { HttpTransport } from '../../src/adapters/kubernetes/http-transport.ts';
import { TokenCredentials } from '../../src/adapters/kubernetes/token-credentials.ts';
import { wallClock } from '../../src/adapters/system/wall-clock.ts';
import { type Millis, minus, minutes, plus, seconds } from '../../src/core/model/time.ts';
import { identityFor } from '../../src/main/functions/cluster-identity.ts';
import { openClusters } from '../../src/main/functions/clusters.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { announcementsContract } from '../contracts/announcements-contract.ts';
import { capacityContract } from '../contracts/capacity-contract.ts';
import type { ContractWorld } from '../contracts/contract-world.ts';
import { eventSurgesContract } from '../contracts/event-surges-contract.ts';
import { schedulesContract } from '../contracts/schedules-contract.ts';
import { surgesContract } from '../contracts/surges-contract.ts';
import { targetsContract } from '../contracts/targets-contract.ts';
import { USER } from '../support/aws-wire/aws-wire.ts';
import { openRealWorld } from './support/contract-world.ts';
import { type EksPlane, startEksPlane } from './support/eks-plane.ts';

const NAME = 'news-prod';
const ROLE = 'arn:aws:iam::111122223333:role/forescale-functions';
const STRANGER = 'arn:aws:iam::111122223333:role/of-somebody-else';
const ENV = { AWS_ACCESS_KEY_ID: USER.accessKeyId, AWS_SECRET_ACCESS_KEY: USER.secretAccessKey };

let eks: EksPlane;
beforeAll(async () => {
  eks = await startEksPlane(NAME, { [ROLE]: ['forescale:functions'] });
  eks.wire.sts.addRole({ arn: STRANGER });
});
afterAll(() => eks.stop());

const CLUSTER = {
  name: 'news',
  eksName: NAME,
  region: 'us-east-1',
  roleArn: ROLE,
  endpoint: undefined,
  certificateAuthority: undefined,
  namespaces: [],
  nodeGroups: [],
  requestTimeout: seconds(5),
};

const worldOn = (clock: Clock) => ({ clock, env: ENV, awsEndpoint: eks.wire.url, version: '0.0.0' });

/** Everything of the machine's, with the time of another. */
const clockOff = (by: () => Millis): Clock => ({
  now: () => plus(wallClock.now(), by()),
  wake: (at, signal) => wallClock.wake(minus(at, by()), signal),
});

describe('by the rights of the functions', () => {
  let namespaces = 0;
  function open(): Promise<ContractWorld> {
    namespaces += 1;
    const credentials = identityFor(CLUSTER, worldOn(wallClock));
    const token = new EksToken({ clusterName: NAME, region: CLUSTER.region, credentials, clock: wallClock });
    const transport = new HttpTransport({
      server: new URL(eks.plane.server),
      credentials: new TokenCredentials(token, Buffer.from(eks.certificateAuthority, 'base64').toString()),
      clock: wallClock,
      version: '0.0.0',
    });
    return openRealWorld(eks.plane, { namespace: `functions-${namespaces}`, how: 'live', transport });
  }

  targetsContract({ open, kinds: ['StatefulSet', 'ScaledObject'] });
  surgesContract({ open });
  capacityContract({ open });
  schedulesContract({ open });
  announcementsContract({ open });
  eventSurgesContract({ open });

  test.each([
    ['a secret', '/api/v1/namespaces/default/secrets/any', {}],
    ['a watch', '/apis/forescale.dev/v1alpha1/surges', { watch: true }],
    ['a pod by its name', '/api/v1/namespaces/default/pods/any', {}],
  ])('%s is forbidden', async (_, path, query) => {
    const world = await open();
    const answer = world.transport.send({ method: 'GET', path, query });
    await expect(answer).rejects.toMatchObject({ name: 'Forbidden' });
    await world.close();
  });
});

/** What the webhook says from now on, and how often a role is taken on. */
function watching() {
  const { authenticator, wire } = eks;
  const assumed = () => wire.callsOf('sts:AssumeRole').length;
  const [said, taken] = [authenticator.verdicts.length, assumed()];
  return { verdicts: () => authenticator.verdicts.slice(said), taken: () => assumed() - taken };
}

describe('a cluster that EKS describes', () => {
  const openAs = (roleArn: string, clock: Clock = wallClock) => {
    const clusters = openClusters({ clusters: [{ ...CLUSTER, roleArn }] }, worldOn(clock));
    onTestFinished(() => clusters.close());
    return { clusters, list: async () => (await clusters.open('news')).summaries.listIds() };
  };

  test('lets the role of its access entry in', async () => {
    const seen = watching();
    expect(await openAs(ROLE).list()).toEqual(expect.any(Array));
    expect(seen.verdicts()).toEqual([ROLE]);
  });

  test('refuses a role without one; it is taken on once more, and not for each request', async () => {
    const seen = watching();
    const { list } = openAs(STRANGER);
    await expect(list()).rejects.toMatchObject({ name: 'Unauthorized' });
    await expect(list()).rejects.toMatchObject({ name: 'Unauthorized' });
    expect(new Set(seen.verdicts())).toEqual(new Set([`no access entry for ${STRANGER}`]));
    expect(seen.taken()).toBe(2);
  });

  test('refuses a token that is too old, of a clock that is late; one of the right time is taken', async () => {
    let off = minutes(-20);
    const seen = watching();
    const { list } = openAs(
      ROLE,
      clockOff(() => off),
    );
    await expect(list()).rejects.toMatchObject({ name: 'Unauthorized' });
    expect(seen.verdicts()).toEqual(['the token is too old', 'the token is too old']);
    off = minutes(0);
    expect(await list()).toEqual(expect.any(Array));
    expect(seen.verdicts().slice(2)).toEqual([ROLE]);
  });

  test('refuses what other credentials signed; the role is taken on anew, and the request made again', async () => {
    const { clusters } = openAs(ROLE);
    const { summaries } = await clusters.open('news');
    const { accessKeyId } = await clusters.credentialsFor('news').current();
    const session = eks.wire.keys.find(accessKeyId);
    if (session === undefined) throw new Error(`expected ${accessKeyId} to be lent`);
    eks.wire.keys.add({ ...session, secretAccessKey: 'another' });
    const seen = watching();
    expect(await summaries.listIds()).toEqual(expect.any(Array));
    expect(seen.verdicts()).toEqual(['STS: 403 SignatureDoesNotMatch', ROLE]);
    expect(seen.taken()).toBe(1);
  });
});
