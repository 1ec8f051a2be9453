/** What people store and call off, where others write at the same time and answers are refused. */
import { describe, expect, test } from 'vitest';
import { SurgeStoreClient } from '../../../src/adapters/kubernetes/surge-store-client.ts';
import type { KubeRequest } from '../../../src/adapters/kubernetes/transport.ts';
import { Forbidden, Invalid } from '../../../src/ports/faults.ts';
import type { StoredObject } from '../../../src/ports/surge-store.ts';
import { surgeManifest } from '../../../src/resources/surge/codec.ts';
import { SURGE_PATH } from '../../support/a-news-app.ts';
import { aSurge } from '../../support/a-surge.ts';
import { FakeKube } from '../../support/fake-kube.ts';

const SCHEDULES = SURGE_PATH.replace('/surges/push', '/surgeschedules');
const PUSH: StoredObject = { ...surgeManifest(aSurge()) };
const WANTED = { dryRun: false };
const withReplicas = (replicas: number): StoredObject => ({
  ...PUSH,
  spec: { ...(PUSH.spec as object), demand: { replicas } },
});

function aStore() {
  const kube = new FakeKube();
  return { kube, store: new SurgeStoreClient(kube), stored: () => kube.read(SURGE_PATH) };
}

describe('applying', () => {
  test('says what became of it, by what is said and not by what else moved', async () => {
    const { kube, store } = aStore();
    expect(await store.apply(PUSH, WANTED)).toBe('created');
    kube.put(SURGE_PATH, { status: { phase: 'Warm' } });
    expect(await store.apply(PUSH, WANTED)).toBe('unchanged');
    expect(await store.apply(withReplicas(60), WANTED)).toBe('configured');
    const labelled = { ...withReplicas(60), metadata: { ...PUSH.metadata, labels: { team: 'a' } } };
    expect(await store.apply(labelled, WANTED)).toBe('configured');
    expect(await store.apply(labelled, WANTED)).toBe('unchanged');
  });

  test('checks on the server in a dry run, and stores nothing', async () => {
    const { store, stored } = aStore();
    expect(await store.apply(PUSH, { dryRun: true })).toBe('created');
    expect(stored()).toBeUndefined();
    await store.apply(PUSH, WANTED);
    expect(await store.apply(withReplicas(60), { dryRun: true })).toBe('configured');
    expect(stored()).toMatchObject({ spec: { demand: { replicas: 40 } } });
  });

  test('says nothing of a status, and neither uid nor version: those are the server’s', async () => {
    const { kube, store } = aStore();
    const read = {
      ...PUSH,
      metadata: { ...PUSH.metadata, uid: 'u9', resourceVersion: '5' },
      status: { phase: 'Warm' },
    };
    await store.apply(read, WANTED);
    expect(kube.requests.at(-1)?.body).toEqual({ ...PUSH, metadata: PUSH.metadata });
  });

  test('of one that somebody takes away meanwhile is a creation', async () => {
    const { kube, store, stored } = aStore();
    await store.apply(PUSH, WANTED);
    const send = kube.send.bind(kube);
    kube.send = async <T>(request: KubeRequest): Promise<T> => {
      if (request.method === 'PATCH') kube.remove(SURGE_PATH);
      return send<T>(request);
    };
    expect(await store.apply(PUSH, WANTED)).toBe('created');
    expect(stored()).toMatchObject({ spec: PUSH.spec });
  });

  test.each([new Invalid('422: spec.end'), new Forbidden('403: may not patch')])(
    'that is refused is the fault that it is: %s',
    async (fault) => {
      const { kube, store, stored } = aStore();
      kube.failNext(({ method }) => method === 'PATCH', fault);
      await expect(store.apply(PUSH, WANTED)).rejects.toBe(fault);
      expect(stored()).toBeUndefined();
    },
  );

  test('what may not be read is no reason to take it for new', async () => {
    const { kube, store } = aStore();
    kube.failNext(({ method }) => method === 'GET', new Forbidden('403: may not get'));
    await expect(store.apply(PUSH, WANTED)).rejects.toMatchObject({ name: 'Forbidden' });
    expect(kube.requests.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('reading', () => {
  test('is of a namespace or of all, and each object says what it is', async () => {
    const { kube, store } = aStore();
    await store.apply(PUSH, WANTED);
    kube.put(SURGE_PATH.replace('/news/', '/shop/'), { kind: undefined, spec: PUSH.spec });
    kube.put(`${SCHEDULES}/evening`, { spec: {} });
    const idsOf = async (namespace?: string) =>
      (await store.list('Surge', namespace)).map(({ kind, metadata }) => `${kind} ${metadata.namespace}`);
    expect(await idsOf()).toEqual(['Surge news', 'Surge shop']);
    expect(await idsOf('shop')).toEqual(['Surge shop']);
    expect(await store.list('SurgeSchedule', 'news')).toMatchObject([{ kind: 'SurgeSchedule' }]);
  });

  test('of what is not there is none', async () => {
    expect(await aStore().store.get('Surge', 'news', 'push')).toBeUndefined();
  });
});

describe('calling off', () => {
  test('leaves the surge in the store', async () => {
    const { store, stored } = aStore();
    await store.apply(PUSH, WANTED);
    await store.cancel('news', 'push');
    expect(stored()).toMatchObject({ spec: { ...(PUSH.spec as object), cancelled: true } });
  });

  test('of what is not there is NotFound', async () => {
    await expect(aStore().store.cancel('news', 'push')).rejects.toMatchObject({ name: 'NotFound' });
  });
});
