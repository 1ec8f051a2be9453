/** What the contract cannot bring about: an API that is missing or closed to us, answers that are lost, others who are faster. */
import { describe, expect, test } from 'vitest';
import { BufferClient, KEPT_BUFFERS } from '../../../src/adapters/kubernetes/buffer-client.ts';
import { groupPath } from '../../../src/adapters/kubernetes/resource-type.ts';
import { Forbidden, Invalid } from '../../../src/ports/faults.ts';
import { bufferDraft } from '../../../src/resources/capacity-buffer.ts';
import { A_SCALABLE } from '../../support/a-room.ts';
import { AN_HPA } from '../../support/a-target.ts';
import { someClients } from '../../support/cached-clients.ts';
import { type FakeKube, unavailable } from '../../support/fake-kube.ts';

const NAME = 'forescale-horizontalpodautoscaler-app';
const PATH = `${groupPath(KEPT_BUFFERS)}/namespaces/news/capacitybuffers/${NAME}`;
const SIZE = { chunks: 3, scalable: A_SCALABLE };
const OURS = { ...bufferDraft(AN_HPA, NAME, SIZE) };

const putBuffer = (kube: FakeKube, over: object = {}): string =>
  kube.put(PATH, { ...OURS, ...over }).metadata.uid;

async function aClient(how: 'cached' | 'live', { isServed = true } = {}) {
  const { kube, clock, cached, live, discovery, start } = someClients();
  if (isServed) kube.serve(groupPath(KEPT_BUFFERS), { name: 'capacitybuffers', kind: 'CapacityBuffer' });
  cached.keep(KEPT_BUFFERS);
  if (how === 'cached') await start();
  return { kube, clock, buffers: new BufferClient(how === 'cached' ? cached : live.source, discovery) };
}

describe.each(['cached', 'live'] as const)('%s', (how) => {
  test('where there is no such API there is no buffer, and that is no fault', async () => {
    const { buffers } = await aClient(how, { isServed: false });
    expect(await buffers.read(AN_HPA, NAME)).toEqual({
      kind: 'unavailable',
      why: 'the API /apis/autoscaling.x-k8s.io/v1beta1 is not served',
    });
    expect(await buffers.listBuffered()).toEqual([]);
  });

  test('a server that cannot be asked has not said that there is no such API', async () => {
    const { kube, buffers } = await aClient('live');
    kube.failNext(({ path }) => path === groupPath(KEPT_BUFFERS), unavailable());
    await expect(buffers.read(AN_HPA, NAME)).rejects.toMatchObject({ name: 'Unavailable' });
  });

  test('only what has our label and names its target is a target’s buffer', async () => {
    const { kube, clock, buffers } = await aClient(how);
    putBuffer(kube, { metadata: { ...OURS.metadata, labels: {} } });
    await clock.settle();
    expect(await buffers.read(AN_HPA, NAME)).toEqual({ kind: 'foreign' });
    expect(await buffers.listBuffered()).toEqual([]);
    kube.put(PATH, { metadata: { labels: OURS.metadata.labels } });
    await clock.settle();
    expect(await buffers.read(AN_HPA, NAME)).toMatchObject({ kind: 'ours', buffer: SIZE });
    expect(await buffers.listBuffered()).toEqual([AN_HPA]);
  });

  test('a write whose answer is lost is not taken for granted: the next look shows what stands', async () => {
    const { kube, buffers } = await aClient(how);
    kube.failNext(({ method }) => method === 'POST', unavailable(), true);
    await expect(buffers.put(AN_HPA, NAME, { ...SIZE, uid: undefined })).rejects.toMatchObject({
      name: 'Unavailable',
    });
    expect(await buffers.read(AN_HPA, NAME)).toMatchObject({ kind: 'ours', buffer: { chunks: 3 } });
  });

  test('another size is written on the buffer that was read, and on no other of its name', async () => {
    const { kube, clock, buffers } = await aClient(how);
    const uid = putBuffer(kube);
    await clock.settle();
    kube.remove(PATH);
    putBuffer(kube);
    await expect(buffers.put(AN_HPA, NAME, { ...SIZE, chunks: 9, uid })).rejects.toMatchObject({
      name: 'Conflict',
    });
    await expect(buffers.remove(AN_HPA, NAME, uid)).rejects.toMatchObject({ name: 'Conflict' });
    expect(kube.read(PATH)).toMatchObject({ spec: { replicas: 3 } });
  });

  test('a size that is refused is no lost race', async () => {
    const { kube, clock, buffers } = await aClient(how);
    const uid = putBuffer(kube);
    await clock.settle();
    const refusal = new Invalid('422: denied by a policy');
    kube.failNext(({ method }) => method === 'PATCH', refusal);
    await expect(buffers.put(AN_HPA, NAME, { ...SIZE, chunks: 9, uid })).rejects.toBe(refusal);
  });

  test('what is gone already is removed', async () => {
    const { buffers } = await aClient(how);
    await expect(buffers.remove(AN_HPA, NAME, 'any')).resolves.toBeUndefined();
  });
});

describe('without the right to see buffers', () => {
  const closed = new Forbidden('403: may not list');

  test('there is none for a pass, which is told why', async () => {
    const { kube, buffers } = await aClient('live');
    kube.failNext(({ path }) => path === PATH, closed);
    expect(await buffers.read(AN_HPA, NAME)).toEqual({ kind: 'unavailable', why: '403: may not list' });
  });

  test('nobody is told that there are none', async () => {
    const { kube, buffers } = await aClient('live');
    kube.failNext(({ path }) => path.endsWith('/capacitybuffers'), closed);
    await expect(buffers.listBuffered()).rejects.toBe(closed);
  });
});
