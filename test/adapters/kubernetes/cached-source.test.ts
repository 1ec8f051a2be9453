import { describe, expect, test } from 'vitest';
import {
  KEPT_HPAS,
  KEPT_SCALED_OBJECTS,
  KEPT_WORKLOADS,
} from '../../../src/adapters/kubernetes/kept-types.ts';
import { KEPT_NODES } from '../../../src/adapters/kubernetes/room-client.ts';
import type { KubeRequest } from '../../../src/adapters/kubernetes/transport.ts';
import { Conflict } from '../../../src/ports/faults.ts';
import {
  DEPLOYMENT_PATH,
  HPA_PATH,
  putApp,
  putHpa,
  SCALED_OBJECT_PATH,
  serveCommonTypes,
  serveKeda,
} from '../../support/a-news-app.ts';
import { someClients } from '../../support/cached-clients.ts';
import { unavailable } from '../../support/fake-kube.ts';

async function aSource() {
  const parts = someClients();
  serveCommonTypes(parts.kube);
  putApp(parts.kube);
  putHpa(parts.kube);
  await parts.start();
  parts.kube.requests.length = 0;
  const { kube, cached, clock } = parts;
  const read = async () => (await cached.get(KEPT_HPAS, 'news', 'app'))?.spec.minReplicas;
  const write = (minReplicas: number) =>
    cached.write(KEPT_HPAS, 'news', 'app', {
      method: 'PATCH',
      path: HPA_PATH,
      body: { spec: { minReplicas } },
    });
  /** Caches hear nothing until it is called. */
  const lag = () => {
    parts.kube.mute();
    return async () => {
      kube.unmute();
      await clock.settle();
    };
  };
  const reads = () => kube.requests.filter(({ method }) => method === 'GET').map(({ path }) => path);
  return { ...parts, read, write, lag, reads };
}

const isWrite = ({ method }: KubeRequest) => method === 'PATCH';

test('what is kept is read without a request, and follows the server', async () => {
  const { kube, clock, read, reads } = await aSource();
  expect(await read()).toBe(2);
  kube.put(HPA_PATH, { spec: { minReplicas: 3 } });
  await clock.settle();
  expect(await read()).toBe(3);
  expect(reads()).toEqual([]);
});

test('a type that is not kept is read live', async () => {
  const { cached, reads } = await aSource();
  expect(await cached.get(KEPT_WORKLOADS.Rollout, 'news', 'app')).toBeUndefined();
  expect(reads()).toEqual(['/apis/argoproj.io/v1alpha1/namespaces/news/rollouts/app']);
});

test('before the caches are filled everything is read live', async () => {
  const { kube, cached } = someClients();
  serveCommonTypes(kube);
  putHpa(kube);
  expect(await cached.get(KEPT_HPAS, 'news', 'app')).toMatchObject({ spec: { minReplicas: 2 } });
  expect(await cached.list(KEPT_HPAS)).toHaveLength(1);
  expect(cached.unfilled()).toContain('horizontalpodautoscalers');
});

describe('a read after a write of ours', () => {
  test('shows at least what it made, without a request, though the cache lags', async () => {
    const { read, write, lag, reads, cached } = await aSource();
    const catchUp = lag();
    await write(4);
    expect(await read()).toBe(4);
    expect(await cached.list(KEPT_HPAS)).toMatchObject([{ spec: { minReplicas: 4 } }]);
    await catchUp();
    expect(await read()).toBe(4);
    expect(reads()).toEqual([]);
  });

  test('of a subresource shows the field that was written, and its version is that of the rest', async () => {
    const { cached, lag, reads } = await aSource();
    const read = () => cached.get(KEPT_WORKLOADS.Deployment, 'news', 'app');
    const before = await read();
    const catchUp = lag();
    await cached.write(KEPT_WORKLOADS.Deployment, 'news', 'app', {
      method: 'PATCH',
      path: `${DEPLOYMENT_PATH}/scale`,
      patch: 'json',
      body: [{ op: 'add', path: '/spec/replicas', value: 7 }],
    });
    const during = await read();
    expect(during?.spec.replicas).toBe(7);
    expect(during?.metadata.resourceVersion).toBe(before?.metadata.resourceVersion);
    await catchUp();
    const after = await read();
    expect(after?.spec.replicas).toBe(7);
    expect(after?.metadata.resourceVersion).not.toBe(before?.metadata.resourceVersion);
    expect(reads()).toEqual([]);
  });

  test('shows what somebody wrote after, as soon as the cache has it', async () => {
    const { kube, clock, read, write } = await aSource();
    await write(4);
    kube.put(HPA_PATH, { spec: { minReplicas: 5 } });
    await clock.settle();
    expect(await read()).toBe(5);
  });

  test.each([
    ['refused for a newer version', new Conflict('409'), false, 2],
    ['whose answer was lost', unavailable(), true, 4],
  ])('that was %s asks the server, until the cache has got as far', async (_, fault, late, expected) => {
    const { kube, read, write, lag, reads } = await aSource();
    const catchUp = lag();
    kube.failNext(isWrite, fault, late);
    await expect(write(4)).rejects.toBe(fault);
    expect(await read()).toBe(expected);
    expect(reads()).toEqual([HPA_PATH]);
    await catchUp();
    expect(await read()).toBe(expected);
    expect(reads()).toEqual([HPA_PATH]);
  });

  test('that failed shows that the object is gone', async () => {
    const { kube, read, write, lag } = await aSource();
    lag();
    kube.remove(HPA_PATH);
    await expect(write(4)).rejects.toThrow('not found');
    expect(await read()).toBeUndefined();
  });
});

describe('a type that is missing', () => {
  test('is a cache without objects', async () => {
    const { cached, reads } = await aSource();
    expect(cached.unfilled()).toEqual([]);
    expect(await cached.list(KEPT_SCALED_OBJECTS)).toEqual([]);
    expect(await cached.get(KEPT_SCALED_OBJECTS, 'news', 'app')).toBeUndefined();
    expect(reads()).toEqual([]);
  });

  test('is kept from when it appears', async () => {
    const { kube, cached, after } = await aSource();
    serveKeda(kube);
    kube.put(SCALED_OBJECT_PATH, { spec: { scaleTargetRef: { name: 'app' } } });
    await after(120_000);
    expect(await cached.list(KEPT_SCALED_OBJECTS)).toHaveLength(1);
  });
});

test('a server that cannot be asked at first is asked again: nothing passes for missing', async () => {
  const parts = someClients();
  serveCommonTypes(parts.kube);
  putHpa(parts.kube);
  for (let index = 0; index < 5; index += 1)
    parts.kube.failNext(({ path }) => path === '/apis/autoscaling/v2', unavailable());
  let filled = false;
  parts.cached.filled().then(
    () => (filled = true),
    () => {},
  );
  await parts.start();
  await parts.after(5_000);
  expect([filled, parts.cached.unfilled()]).toEqual([false, ['horizontalpodautoscalers']]);
  await parts.after(10_000);
  expect([filled, parts.cached.unfilled()]).toEqual([true, []]);
});

test('lists of one namespace', async () => {
  const { kube, cached, clock } = await aSource();
  kube.put(HPA_PATH.replace('news', 'shop'), { spec: {} });
  await clock.settle();
  expect(await cached.list(KEPT_HPAS, 'shop')).toMatchObject([{ metadata: { namespace: 'shop' } }]);
  expect(await cached.list(KEPT_HPAS)).toHaveLength(2);
});

test('namespaces that are not watched are not there, cached or live', async () => {
  const { kube, cached, live, start } = someClients({ namespaces: ['news', 'sport'] });
  serveCommonTypes(kube);
  for (const namespace of ['news', 'sport', 'shop'])
    kube.put(HPA_PATH.replace('news', namespace), { spec: {} });
  const found = async () => [
    ...(await cached.list(KEPT_HPAS)).map(({ metadata }) => metadata.namespace),
    await cached.get(KEPT_HPAS, 'shop', 'app'),
    (await cached.get(KEPT_HPAS, 'sport', 'app'))?.metadata.namespace,
  ];
  expect(await found()).toEqual(['news', 'sport', undefined, 'sport']);
  await start();
  kube.requests.length = 0;
  expect(await found()).toEqual(['news', 'sport', undefined, 'sport']);
  expect(kube.requests).toEqual([]);
  expect(await live.source.list(KEPT_HPAS, 'shop')).toEqual([]);
});

test('what we have made is listed before the cache has heard of it, and not after it is gone', async () => {
  const { kube, cached, lag } = await aSource();
  const catchUp = lag();
  const path = HPA_PATH.replace('/app', '');
  const body = { kind: 'HorizontalPodAutoscaler', metadata: { name: 'made' }, spec: {} };
  await cached.write(KEPT_HPAS, 'news', 'made', { method: 'POST', path, body });
  const names = async () => (await cached.list(KEPT_HPAS, 'news')).map(({ metadata }) => metadata.name);
  expect(await names()).toEqual(['app', 'made']);
  kube.remove(`${path}/made`);
  expect(await names()).toEqual(['app']);
  await catchUp();
  expect(await names()).toEqual(['app']);
});

describe('what is kept on demand', () => {
  const NODE = '/api/v1/nodes/node-1';

  async function aLazySource() {
    const parts = someClients({ namespaces: ['news'] });
    serveCommonTypes(parts.kube);
    parts.kube.serve('/api/v1', { name: 'nodes', kind: 'Node' });
    parts.kube.put(NODE, { spec: {} });
    parts.cached.keep(KEPT_NODES, { everywhere: true, onDemand: true });
    await parts.start();
    return parts;
  }
  const asksForNodes = ({ path }: KubeRequest) => path === '/api/v1/nodes';

  test('is not read before somebody asks, and nobody waits for it', async () => {
    const { kube, cached } = await aLazySource();
    await cached.filled();
    expect(cached.unfilled()).toEqual([]);
    expect(kube.requests.filter(asksForNodes)).toEqual([]);
  });

  test('is kept from then on, of all namespaces', async () => {
    const { kube, cached, clock } = await aLazySource();
    expect([...(await cached.listOnDemand(KEPT_NODES))]).toHaveLength(1);
    kube.put('/api/v1/nodes/node-2', { spec: {} });
    await clock.settle();
    kube.requests.length = 0;
    expect([...(await cached.listOnDemand(KEPT_NODES))]).toHaveLength(2);
    expect(kube.requests).toEqual([]);
  });

  test('is waited for no longer than a pass can wait', async () => {
    const { kube, cached, after } = await aLazySource();
    const free = kube.hold();
    const asked = cached.listOnDemand(KEPT_NODES).then(
      () => 'filled',
      (error: unknown) => (error as Error).name,
    );
    await after(5_000);
    expect(await asked).toBe('Unavailable');
    free();
    await after(1);
    expect([...(await cached.listOnDemand(KEPT_NODES))]).toHaveLength(1);
  });
});
