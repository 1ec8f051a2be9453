/** The room for one target on a FakeKube: whose pods count, what is read when, and what cannot be told. */
import { describe, expect, test } from 'vitest';
import { KEPT_PODS } from '../../../src/adapters/kubernetes/kept-pods.ts';
import { KEPT_NODES, RoomClient } from '../../../src/adapters/kubernetes/room-client.ts';
import { WorkloadLookup } from '../../../src/adapters/kubernetes/workload-lookup.ts';
import type { TargetRef } from '../../../src/core/model/target.ts';
import { DEPLOYMENT_PATH, putHpa, serveCommonTypes } from '../../support/a-news-app.ts';
import { someClients } from '../../support/cached-clients.ts';
import type { FakeKube, Json } from '../../support/fake-kube.ts';

const APP: TargetRef = { kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'app' };
const CONTAINER = { name: 'app', resources: { requests: { cpu: '250m', memory: '64Mi' } } };

function putPod(
  kube: FakeKube,
  name: string,
  over: Json = {},
  metadata: Json = {},
  namespace = 'news',
): void {
  kube.put(`/api/v1/namespaces/${namespace}/pods/${name}`, {
    metadata: { labels: { app: 'app' }, creationTimestamp: '2026-11-22T11:00:00Z', ...metadata },
    spec: { containers: [CONTAINER], ...over },
    status: { phase: 'Pending' },
  });
}

const putNode = (kube: FakeKube, name: string): unknown =>
  kube.put(`/api/v1/nodes/${name}`, {
    metadata: { creationTimestamp: '2026-11-22T10:00:00Z' },
    spec: {},
    status: {
      allocatable: { cpu: '2', memory: '4Gi', pods: '110' },
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  });

async function aRoomClient() {
  const { kube, clock, cached, live, discovery, start, after } = someClients();
  serveCommonTypes(kube);
  kube.serve('/api/v1', { name: 'pods', kind: 'Pod' }, { name: 'nodes', kind: 'Node' });
  cached.keep(KEPT_NODES, { everywhere: true, onDemand: true });
  cached.keep(KEPT_PODS, { everywhere: true, onDemand: true });
  putHpa(kube);
  kube.put(DEPLOYMENT_PATH, {
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'app' } },
      template: { spec: { containers: [CONTAINER] } },
    },
  });
  putNode(kube, 'node-1');
  await start();
  const rooms = new RoomClient({
    source: cached,
    live: live.source,
    clock,
    workloads: new WorkloadLookup(cached, discovery),
  });
  return {
    kube,
    clock,
    rooms,
    after,
    readsOf: (end: string) => kube.requests.filter(({ path }) => path.endsWith(end)).length,
  };
}

describe('the room', () => {
  test('names the workload and the shape of its pods, and has the nodes with what is taken on them', async () => {
    const { kube, rooms } = await aRoomClient();
    putPod(kube, 'bound', { nodeName: 'node-1' });
    expect(await rooms.read(APP)).toMatchObject({
      scalable: { apiGroup: 'apps', kind: 'Deployment', name: 'app' },
      pod: { requests: { cpu: 250 } },
      unbound: 0,
      nodes: [{ name: 'node-1', ready: true, requested: { cpu: 250, pods: 1 } }],
    });
  });

  test('counts the pods of the workload that wait for a node, and no others', async () => {
    const { kube, rooms } = await aRoomClient();
    putPod(kube, 'waits');
    putPod(kube, 'waits-too');
    putPod(kube, 'bound', { nodeName: 'node-1' });
    putPod(kube, 'going', {}, { deletionTimestamp: '2026-11-22T12:00:00Z' });
    putPod(kube, 'of-another', {}, { labels: { app: 'other' } });
    putPod(kube, 'elsewhere', {}, {}, 'shop');
    expect(await rooms.read(APP)).toMatchObject({ unbound: 2, bound: 1 });
  });

  test('is not told of a target that is gone, or scales nothing that can be found', async () => {
    const { kube, rooms } = await aRoomClient();
    expect(await rooms.read({ ...APP, name: 'nobody' })).toBeUndefined();
    kube.remove(DEPLOYMENT_PATH);
    expect(await rooms.read(APP)).toBeUndefined();
  });
});

describe('reading', () => {
  test('of nodes and pods begins with the first question, and is done once', async () => {
    const { rooms, readsOf } = await aRoomClient();
    expect([readsOf('/nodes'), readsOf('/pods')]).toEqual([0, 0]);
    await Promise.all([rooms.read(APP), rooms.read(APP)]);
    const reads = [readsOf('/nodes'), readsOf('/pods')];
    await rooms.read(APP);
    expect([readsOf('/nodes'), readsOf('/pods')]).toEqual(reads);
  });

  test('sums up what is on the nodes once a second, for all who ask', async () => {
    const { kube, clock, rooms, after } = await aRoomClient();
    const first = await rooms.read(APP);
    putNode(kube, 'node-2');
    await clock.settle();
    expect((await rooms.read(APP))?.nodes).toBe(first?.nodes);
    await after(1_000);
    expect((await rooms.read(APP))?.nodes).toHaveLength(2);
  });
});
