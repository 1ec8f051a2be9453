import type { V1Lease, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { beforeAll, expect, test } from 'vitest';
import type { AuditEntry } from '../support/audit.ts';
import { callsOfForescale, isWrite, writesOfForescale } from '../support/calls.ts';
import type { Forescale } from '../support/forescale.ts';
import { openScene, PATHS, type Scene } from '../support/scene.ts';
import { aSurge, cancelSurges } from '../support/surges.ts';
import { waitFor } from '../support/wait.ts';
import { expectInvariants } from './invariants.ts';
import { autoscaledWithoutPods } from './sleepers.ts';
import { type Stock, takeStock } from './stock.ts';

const LEASE_SECONDS = 4;
const LEASE_PATH = '/apis/coordination.k8s.io/v1/namespaces/forescale/leases/forescale';
const settings = {
  'leaderElection.leaseSeconds': LEASE_SECONDS,
  'leaderElection.renewSeconds': 3,
  'leaderElection.retrySeconds': 0.5,
};
/** To see that it has stood still, to take it, and to do what has waited. */
const SLACK_SECONDS = 4;

let scene: Scene;
let wanted: Stock;
let [first, second]: Forescale[] = [];
beforeAll(async () => {
  scene = await openScene();
  await scene.plane.kubectl.apply(autoscaledWithoutPods('web', 3, 60));
  wanted = await takeStock(scene.plane);
  first = await scene.start({ name: 'first', settings });
  await waitFor('a leader', holder);
  second = await scene.start({ name: 'second', settings });
  return () => scene.plane.stop();
});

const holder = async () => (await scene.plane.api.get<V1Lease>(LEASE_PATH)).spec?.holderIdentity;
const untilFloor = (min: number, seconds: number) =>
  waitFor(
    `a floor of ${min}`,
    async () =>
      (await scene.plane.api.get<V2HorizontalPodAutoscaler>(`${PATHS.hpas}/web`)).spec.minReplicas === min,
    { seconds },
  );

/** The API server writes down by which token a caller is known, and each process has its own. */
const tokenOf = ({ user }: AuditEntry): string =>
  user.extra?.['authentication.kubernetes.io/credential-id']?.[0] ?? '';

test('the other replica takes over within the lease, and the leader that hung or died writes nothing after', async () => {
  const { plane } = scene;
  await plane.kubectl.apply(aSurge('early', { targets: ['web'], replicas: 20, lastsSeconds: 600 }));
  await untilFloor(20, 10);
  const firsts = writesOfForescale(plane).map(tokenOf).at(-1) ?? '';
  const leader = await holder();

  process.kill(first?.pid() ?? 0, 'SIGSTOP');
  await plane.kubectl.apply(aSurge('late', { targets: ['web'], replicas: 30, lastsSeconds: 600 }));
  await untilFloor(30, LEASE_SECONDS + SLACK_SECONDS);
  expect(await holder()).not.toBe(leader);
  const handedOver = callsOfForescale(plane).length;
  process.kill(first?.pid() ?? 0, 'SIGCONT');
  const callsOfFirst = () =>
    callsOfForescale(plane)
      .slice(handedOver)
      .filter((call) => tokenOf(call) === firsts);
  await waitFor('the old leader to stand by', () => callsOfFirst().filter(isLeaseRead).length >= 2);
  await cancelSurges(plane, 'late');
  await untilFloor(20, 10);
  expect(
    callsOfFirst()
      .filter(isWrite)
      .map(({ requestURI }) => requestURI),
  ).toEqual([]);

  await second?.kill();
  await cancelSurges(plane, 'early');
  await untilFloor(3, LEASE_SECONDS + SLACK_SECONDS + 5);
  await expectInvariants(scene, { wanted, targets: ['web'] });
  expect(first?.complaint()).toBeUndefined();
});

const isLeaseRead = ({ verb, objectRef }: AuditEntry): boolean =>
  verb === 'get' && objectRef?.resource === 'leases';
