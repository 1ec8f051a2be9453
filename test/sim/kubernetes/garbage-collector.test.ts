import { expect, test } from 'vitest';
import { collectGarbage } from '../../../src/sim/kubernetes/garbage-collector.ts';
import { anApi, BY_OWNER } from '../../support/an-api.ts';

const KIND = 'ConfigMap';

function aFamily() {
  const { api } = anApi();
  collectGarbage(api, [KIND]);
  const add = (name: string, ...owners: readonly string[]) => {
    const ownerReferences = owners.map((owner) => {
      const { uid } = api.get(KIND, 'news', owner).metadata;
      return { apiVersion: 'v1', kind: KIND, name: owner, uid };
    });
    api.create(KIND, { apiVersion: 'v1', metadata: { name, namespace: 'news', ownerReferences } }, BY_OWNER);
  };
  const names = () => [...api.list(KIND)].map(({ metadata }) => metadata.name);
  return { api, add, names, remove: (name: string) => api.delete(KIND, 'news', name) };
}

test('what is owned goes with its owner, and what that owned too', () => {
  const { add, names, remove } = aFamily();
  add('owner');
  add('child', 'owner');
  add('grandchild', 'child');
  add('stranger');
  remove('owner');
  expect(names()).toEqual(['stranger']);
});

test('what has another owner stays until that one is gone too', () => {
  const { api, add, names, remove } = aFamily();
  add('a');
  add('b');
  add('child', 'a', 'b');
  remove('a');
  expect(api.get(KIND, 'news', 'child').metadata.ownerReferences).toMatchObject([{ name: 'b' }]);
  remove('b');
  expect(names()).toEqual([]);
});
