import { beforeEach, describe, expect, test } from 'vitest';
import { minutes, seconds } from '../../../src/core/model/time.ts';
import { itemsAt, textAt, valueAt } from '../../../src/sim/http/field-values.ts';
import {
  aKubeApi,
  CONFIG_MAPS,
  configMap,
  DEPLOYMENTS,
  type KubeApiUnderTest,
  MERGE,
  PODS,
  refused,
} from '../../support/a-kube-api.ts';

let api: KubeApiUnderTest;
beforeEach(async () => {
  api = await aKubeApi();
});

const put = (name: string, metadata: object = {}) => {
  const draft = configMap(name);
  return api.call('POST', CONFIG_MAPS, { body: { ...draft, metadata: { ...draft.metadata, ...metadata } } })
    .body;
};
const isThere = (path: string): boolean => api.call('GET', path).code === 200;
const firstPod = (): string => textAt(itemsAt(api.call('GET', PODS).body, 'items')[0], 'metadata.name');

describe('a deletion', () => {
  test('says what is gone', () => {
    const uid = valueAt(put('a'), 'metadata.uid');
    expect(api.call('DELETE', `${CONFIG_MAPS}/a`)).toMatchObject({
      code: 200,
      body: { kind: 'Status', status: 'Success', details: { name: 'a', kind: 'configmaps', uid } },
    });
    expect(isThere(`${CONFIG_MAPS}/a`)).toBe(false);
  });

  test.each([
    ['uid', 'other', 'UID in precondition: other'],
    ['resourceVersion', '1', 'ResourceVersion in precondition: 1'],
  ])('of another %s than it asks for is refused', (field, value, message) => {
    put('a');
    const body = { preconditions: { [field]: value } };
    expect(api.call('DELETE', `${CONFIG_MAPS}/a`, { body })).toMatchObject(refused(409, 'Conflict', message));
    expect(isThere(`${CONFIG_MAPS}/a`)).toBe(true);
  });

  test.each<[string, object]>([
    ['in the query', { query: { gracePeriodSeconds: 'soon' } }],
    ['in the body', { body: { gracePeriodSeconds: 'soon' } }],
  ])('with a grace that is no number is refused: %s', (_, ask) => {
    const pod = firstPod();
    expect(api.call('DELETE', `${PODS}/${pod}`, ask)).toMatchObject(
      refused(400, 'BadRequest', 'gracePeriodSeconds: expected a whole number from 0, got "soon"'),
    );
    expect(valueAt(api.call('GET', `${PODS}/${pod}`).body, 'metadata.deletionTimestamp')).toBeUndefined();
  });

  test('as a dry run deletes nothing', () => {
    put('a');
    expect(api.call('DELETE', `${CONFIG_MAPS}/a`, { query: { dryRun: 'All' } }).code).toBe(200);
    expect(isThere(`${CONFIG_MAPS}/a`)).toBe(true);
  });

  test('waits for finalizers, and is done with the last of them', () => {
    put('a', { finalizers: ['example.com/hold'] });
    const { body } = api.call('DELETE', `${CONFIG_MAPS}/a`);
    expect(body).toMatchObject({
      kind: 'ConfigMap',
      metadata: { deletionTimestamp: expect.any(String) as string },
    });
    expect(isThere(`${CONFIG_MAPS}/a`)).toBe(true);
    api.call('PATCH', `${CONFIG_MAPS}/a`, { body: { metadata: { finalizers: null } }, contentType: MERGE });
    expect(isThere(`${CONFIG_MAPS}/a`)).toBe(false);
  });

  test('of what is not there is 404', () => {
    expect(api.call('DELETE', `${CONFIG_MAPS}/a`)).toMatchObject(
      refused(404, 'NotFound', 'configmaps "a" not found'),
    );
  });

  test('of a collection takes what the selectors choose', () => {
    put('a', { labels: { tier: 'web' } });
    put('b');
    const { body } = api.call('DELETE', CONFIG_MAPS, { query: { labelSelector: 'tier=web' } });
    expect(itemsAt(body, 'items')).toMatchObject([{ metadata: { name: 'a' } }]);
    expect([isThere(`${CONFIG_MAPS}/a`), isThere(`${CONFIG_MAPS}/b`)]).toEqual([false, true]);
  });

  test('of a namespace takes everything in it', () => {
    put('a');
    expect(api.call('DELETE', '/api/v1/namespaces/news').code).toBe(200);
    expect([isThere(`${CONFIG_MAPS}/a`), isThere(`${DEPLOYMENTS}/app`)]).toEqual([false, false]);
  });
});

describe('pods', () => {
  beforeEach(() => api.advance(minutes(1)));

  test('that run get their grace, and are replaced', async () => {
    const name = firstPod();
    const { body } = api.call('DELETE', `${PODS}/${name}`);
    expect(body).toMatchObject({
      kind: 'Pod',
      metadata: { name, deletionTimestamp: expect.any(String) as string },
    });
    await api.advance(seconds(60));
    expect(isThere(`${PODS}/${name}`)).toBe(false);
    expect(itemsAt(api.call('GET', PODS).body, 'items')).toHaveLength(10);
  });

  test('go at once without grace', () => {
    const name = firstPod();
    api.call('DELETE', `${PODS}/${name}`, { body: { gracePeriodSeconds: 0 } });
    expect(isThere(`${PODS}/${name}`)).toBe(false);
  });

  test('go with their Deployment, which cannot leave them behind', async () => {
    const body = { propagationPolicy: 'Orphan' };
    expect(api.call('DELETE', `${DEPLOYMENTS}/app`, { body })).toMatchObject(
      refused(400, 'BadRequest', 'cannot orphan'),
    );
    api.call('DELETE', `${DEPLOYMENTS}/app`);
    await api.advance(minutes(1));
    expect(itemsAt(api.call('GET', PODS).body, 'items')).toEqual([]);
  });
});
