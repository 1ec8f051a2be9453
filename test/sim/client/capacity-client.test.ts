/** The capacity ports on the embedded API server. */
import { describe, expect, test } from 'vitest';
import type { TargetRef } from '../../../src/core/model/target.ts';
import { bufferDraft } from '../../../src/resources/capacity-buffer.ts';
import { readSurge, surgeManifest } from '../../../src/resources/surge/codec.ts';
import { ApiServer } from '../../../src/sim/api/server.ts';
import { BufferClient, RoomClient, SurgeCapacityClient } from '../../../src/sim/client/capacity-client.ts';
import { Connection } from '../../../src/sim/client/connection.ts';
import { Faults, NO_FAULTS } from '../../../src/sim/client/faults.ts';
import { seededRandom } from '../../../src/sim/random.ts';
import { aCapacity } from '../../support/a-capacity.ts';
import { aConnection, follow, type Outcome } from '../../support/a-connection.ts';
import { aSurge } from '../../support/a-surge.ts';
import { BY_OWNER } from '../../support/an-api.ts';

const TARGET: TargetRef = { kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'app' };
const SIZE = { chunks: 3, scalable: { apiGroup: 'apps', kind: 'Deployment', name: 'app' } };

function aClient() {
  const parts = aConnection();
  let millis = 0;
  const outcomeOf = async (call: Promise<unknown>): Promise<Outcome> => {
    const outcome = follow(call);
    await parts.engine.runUntil(parts.engine.now);
    millis += 1_000;
    await parts.runToMillis(millis);
    return outcome;
  };
  const stored = () => parts.api.find('CapacityBuffer', 'news', 'b');
  return { ...parts, outcomeOf, stored, buffers: new BufferClient(parts.connection) };
}

describe('a buffer', () => {
  test('is made, read back, changed and removed', async () => {
    const { buffers, outcomeOf, stored } = aClient();
    expect(await outcomeOf(buffers.read(TARGET, 'b'))).toEqual({ value: { kind: 'none' } });
    await outcomeOf(buffers.put(TARGET, 'b', { ...SIZE, uid: undefined }));
    expect(await outcomeOf(buffers.read(TARGET, 'b'))).toMatchObject({
      value: { kind: 'ours', buffer: { name: 'b', ...SIZE } },
    });
    expect(await outcomeOf(buffers.listBuffered())).toEqual({ value: [TARGET] });
    const uid = stored()?.metadata.uid ?? '';
    await outcomeOf(buffers.put(TARGET, 'b', { ...SIZE, chunks: 2, uid }));
    expect(stored()?.spec.replicas).toBe(2);
    await outcomeOf(buffers.remove(TARGET, 'b', uid));
    expect(stored()).toBeUndefined();
  });

  test('that is somebody else’s is read as that, and is none of ours', async () => {
    const { api, buffers, outcomeOf } = aClient();
    const { metadata, ...rest } = bufferDraft(TARGET, 'b', SIZE);
    const draft = { ...rest, metadata: { namespace: 'news', name: metadata.name } };
    api.create('CapacityBuffer', draft, BY_OWNER);
    expect(await outcomeOf(buffers.read(TARGET, 'b'))).toEqual({ value: { kind: 'foreign' } });
    expect(await outcomeOf(buffers.listBuffered())).toEqual({ value: [] });
  });

  test.each<[string, (client: BufferClient) => Promise<void>]>([
    ['made where one is', (client) => client.put(TARGET, 'b', { ...SIZE, uid: undefined })],
    ['changed though it was made anew', (client) => client.put(TARGET, 'b', { ...SIZE, uid: 'old' })],
    ['removed though it was made anew', (client) => client.remove(TARGET, 'b', 'old')],
  ])('%s is a conflict', async (_, call) => {
    const { api, buffers, outcomeOf, stored } = aClient();
    const made = api.create('CapacityBuffer', bufferDraft(TARGET, 'b', SIZE), BY_OWNER);
    expect(await outcomeOf(call(buffers))).toMatchObject({ error: { name: 'Conflict' } });
    expect(stored()).toBe(made);
  });

  test('that is gone is removed already, but cannot be changed', async () => {
    const { buffers, outcomeOf } = aClient();
    expect(await outcomeOf(buffers.remove(TARGET, 'b', 'old'))).toEqual({ value: 'done' });
    expect(await outcomeOf(buffers.put(TARGET, 'b', { ...SIZE, uid: 'old' }))).toMatchObject({
      error: { name: 'NotFound' },
    });
  });
});

test('an API that is not served is an answer', async () => {
  const { engine, outcomeOf } = aClient();
  const api = new ApiServer(engine, { unserved: ['CapacityBuffer'] });
  const faults = new Faults(NO_FAULTS, seededRandom(1));
  const buffers = new BufferClient(
    new Connection({ engine, api, faults, latency: 0 as never, onCrash: () => {} }),
  );
  expect(await outcomeOf(buffers.read(TARGET, 'b'))).toMatchObject({ value: { kind: 'unavailable' } });
  expect(await outcomeOf(buffers.listBuffered())).toEqual({ value: [] });
});

describe('the room of a target', () => {
  test('is that of the nodes, for pods of its workload', async () => {
    const { api, connection, outcomeOf } = aClient();
    const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app', uid: 'u', controller: true };
    const podDraft = (name: string, nodeName?: string) => ({
      apiVersion: 'v1',
      metadata: { namespace: 'news', name, ownerReferences: [owner] },
      spec: {
        containers: [{ name: 'app', resources: { requests: { cpu: '500m' } } }],
        ...(nodeName === undefined ? {} : { nodeName }),
      },
      status: { phase: 'Pending' as const, conditions: [] },
    });
    const status = { allocatable: { cpu: '4', pods: '10' }, conditions: [] };
    api.create('Node', { apiVersion: 'v1', metadata: { name: 'n1' }, spec: {}, status }, BY_OWNER);
    api.create('Pod', podDraft('bound', 'n1'), BY_OWNER);
    api.create('Pod', podDraft('waiting'), BY_OWNER);
    expect(await outcomeOf(new RoomClient(connection).read(TARGET))).toMatchObject({
      value: {
        scalable: SIZE.scalable,
        pod: { requests: {} },
        unbound: 1,
        bound: 1,
        nodes: [{ name: 'n1', allocatable: { cpu: 4_000, pods: 10 }, requested: { cpu: 500, pods: 1 } }],
      },
    });
  });

  test.each<[string, TargetRef]>([
    ['that is not there', { ...TARGET, name: 'other' }],
    ['of a kind that the embedded cluster does not have', { ...TARGET, kind: 'StatefulSet' }],
  ])('%s is none', async (_, ref) => {
    const { connection, outcomeOf } = aClient();
    let room: unknown = 'unread';
    await outcomeOf(new RoomClient(connection).read(ref).then((value) => (room = value)));
    expect(room).toBeUndefined();
  });

  test('of a Deployment is its own', async () => {
    const { connection, outcomeOf } = aClient();
    expect(await outcomeOf(new RoomClient(connection).read({ ...TARGET, kind: 'Deployment' }))).toMatchObject(
      {
        value: { scalable: SIZE.scalable },
      },
    );
  });
});

test('what one surge says of its nodes is not said of another of its name', async () => {
  const { api, connection, outcomeOf } = aClient();
  const { kind, ...draft } = surgeManifest(aSurge());
  api.create(kind, draft, BY_OWNER);
  const client = new SurgeCapacityClient(connection);
  expect(
    await outcomeOf(client.patchCapacity('news/push', TARGET, aCapacity(), 'of-one-before')),
  ).toMatchObject({
    error: { name: 'Conflict' },
  });
  expect(api.get('Surge', 'news', 'push').status).toBeUndefined();
});

test('what a surge says of its nodes is stored beside its status', async () => {
  const { api, connection, outcomeOf } = aClient();
  const { kind, ...draft } = surgeManifest(aSurge());
  api.create(kind, draft, BY_OWNER);
  const client = new SurgeCapacityClient(connection);
  await outcomeOf(client.patchCapacity('news/push', TARGET, aCapacity()));
  await outcomeOf(client.patchCapacity('news/push', TARGET, aCapacity({ nodes: undefined, chunks: 4 })));
  expect(readSurge(api.get('Surge', 'news', 'push'))).toMatchObject({
    surge: {
      status: {},
      capacity: { 'HorizontalPodAutoscaler/news/app': aCapacity({ nodes: undefined, chunks: 4 }) },
    },
  });
});
