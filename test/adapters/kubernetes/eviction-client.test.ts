import { expect, test } from 'vitest';
import { EvictionClient } from '../../../src/adapters/kubernetes/eviction-client.ts';
import { seconds } from '../../../src/core/model/time.ts';
import { Throttled } from '../../../src/ports/faults.ts';
import { FakeKube, throttled, unavailable } from '../../support/fake-kube.ts';

const POD = '/api/v1/namespaces/news/pods/app-1';

function aPod() {
  const kube = new FakeKube();
  const { metadata } = kube.put(POD, {});
  return {
    kube,
    pod: { namespace: 'news', name: 'app-1', uid: metadata.uid },
    client: new EvictionClient(kube),
  };
}

test('a pod goes, with the grace that is asked for', async () => {
  const { kube, pod, client } = aPod();
  expect(await client.evict(pod, seconds(30))).toEqual({ kind: 'evicted' });
  expect(kube.read(POD)).toBeUndefined();
  expect(kube.requests).toMatchObject([
    {
      path: `${POD}/eviction`,
      body: { deleteOptions: { gracePeriodSeconds: 30, preconditions: { uid: pod.uid } } },
    },
  ]);
});

test('another pod of the same name stays', async () => {
  const { kube, pod, client } = aPod();
  expect(await client.evict({ ...pod, uid: 'of one before' })).toEqual({ kind: 'gone' });
  expect(kube.read(POD)).toBeDefined();
});

test('a pod that is not there is gone', async () => {
  const { pod, client } = aPod();
  expect(await client.evict({ ...pod, name: 'app-2' })).toEqual({ kind: 'gone' });
});

test('a budget that does not allow it blocks, in the words of the server', async () => {
  const { kube, pod, client } = aPod();
  const message = "Cannot evict pod as it would violate the pod's disruption budget.";
  kube.failNext(() => true, new Throttled(message, { retryAfter: seconds(10) }));
  expect(await client.evict(pod)).toEqual({ kind: 'blocked', message, retryAfter: seconds(10) });
});

test.each([throttled(), unavailable()])(
  'a server that neither agrees nor refuses is a fault: %s',
  async (fault) => {
    const { kube, pod, client } = aPod();
    kube.failNext(() => true, fault);
    await expect(client.evict(pod)).rejects.toBe(fault);
  },
);
