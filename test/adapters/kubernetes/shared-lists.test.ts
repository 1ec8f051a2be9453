/** How often the server is asked for what many ask for at the same time. */
import { expect, test } from 'vitest';
import { KEPT_PODS } from '../../../src/adapters/kubernetes/kept-pods.ts';
import { SharedLists } from '../../../src/adapters/kubernetes/shared-lists.ts';
import { someClients } from '../../support/cached-clients.ts';
import { unavailable } from '../../support/fake-kube.ts';

function someLists() {
  const { kube, clock, live, after } = someClients({ namespaces: ['shop'] });
  const putPod = (namespace: string, name: string): unknown =>
    kube.put(`/api/v1/namespaces/${namespace}/pods/${name}`, { spec: { containers: [] } });
  putPod('news', 'a');
  putPod('shop', 'b');
  const lists = new SharedLists(live.source, clock);
  const names = async () => [...(await lists.listOnDemand(KEPT_PODS))].map(({ metadata }) => metadata.name);
  return { kube, after, putPod, names };
}

test('all who ask at the same time share one list, of all namespaces', async () => {
  const { kube, names } = someLists();
  expect(await Promise.all([names(), names()])).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
  expect(kube.requests.map(({ path }) => path)).toEqual(['/api/v1/pods']);
});

test('a list is good for five seconds', async () => {
  const { putPod, after, names } = someLists();
  await names();
  putPod('news', 'c');
  await after(4_999);
  expect(await names()).toEqual(['a', 'b']);
  await after(1);
  expect(await names()).toContain('c');
});

test('what failed is asked for again', async () => {
  const { kube, names } = someLists();
  kube.failNext(() => true, unavailable());
  await expect(names()).rejects.toMatchObject({ name: 'Unavailable' });
  expect(await names()).toEqual(['a', 'b']);
});
