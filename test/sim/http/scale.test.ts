import { beforeEach, describe, expect, test } from 'vitest';
import { managerOf } from '../../../src/resources/managed-fields.ts';
import { textAt, valueAt } from '../../../src/sim/http/field-values.ts';
import {
  aKubeApi,
  DEPLOYMENTS,
  JSON_PATCH,
  type KubeApiUnderTest,
  MERGE,
  refused,
} from '../../support/a-kube-api.ts';

let api: KubeApiUnderTest;
beforeEach(async () => {
  api = await aKubeApi();
});

const SCALE = `${DEPLOYMENTS}/app/scale`;
const replicas = (count: unknown) => ({ spec: { replicas: count } });

test('is read as the counts and the selector', () => {
  const { metadata } = api.api.get('Deployment', 'news', 'app');
  expect(api.call('GET', SCALE)).toMatchObject({
    code: 200,
    body: {
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      metadata: {
        name: 'app',
        namespace: 'news',
        uid: metadata.uid,
        resourceVersion: metadata.resourceVersion,
      },
      spec: { replicas: 10 },
      status: { selector: 'app=app' },
    },
  });
});

describe('is written', () => {
  test.each([
    ['by a merge patch', 'PATCH', MERGE, replicas(12)],
    ['by a JSON patch', 'PATCH', JSON_PATCH, [{ op: 'replace', path: '/spec/replicas', value: 12 }]],
    ['by an update', 'PUT', undefined, { metadata: { name: 'app' }, ...replicas(12) }],
  ])('%s', (_, method, contentType, body) => {
    const { code, body: scale } = api.call(method, SCALE, {
      body,
      ...(contentType === undefined ? {} : { contentType }),
    });
    expect({ code, replicas: valueAt(scale, 'spec.replicas') }).toEqual({ code: 200, replicas: 12 });
    expect(api.api.get('Deployment', 'news', 'app').spec.replicas).toBe(12);
  });

  test('of zero it has no count, which a test for null finds and add brings back', () => {
    api.call('PATCH', SCALE, { body: replicas(0), contentType: MERGE });
    expect(api.call('GET', SCALE).body['spec']).toEqual({});
    const wake = (op: string) => [
      { op: 'test', path: '/spec/replicas', value: null },
      { op, path: '/spec/replicas', value: 4 },
    ];
    expect(api.call('PATCH', SCALE, { body: wake('replace'), contentType: JSON_PATCH }).code).toBe(422);
    expect(api.call('PATCH', SCALE, { body: wake('add'), contentType: JSON_PATCH }).code).toBe(200);
    expect(api.call('PATCH', SCALE, { body: wake('add'), contentType: JSON_PATCH }).code).toBe(422);
  });

  test('by a manager who then owns the count', () => {
    api.call('PATCH', SCALE, { body: replicas(12), contentType: MERGE, query: { fieldManager: 'ann' } });
    const { metadata } = api.api.get('Deployment', 'news', 'app');
    expect(managerOf(metadata, ['spec', 'replicas'])).toBe('ann');
    expect(metadata.managedFields?.at(-1)?.subresource).toBe('scale');
  });

  test('of any workload that is stored', () => {
    const path = '/apis/apps/v1/namespaces/news/statefulsets';
    const template = { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db' }] } };
    const body = { metadata: { name: 'db' }, spec: { selector: { matchLabels: { app: 'db' } }, template } };
    expect(api.call('POST', path, { body }).code).toBe(201);
    api.call('PATCH', `${path}/db/scale`, { body: replicas(3), contentType: MERGE });
    expect(textAt(api.call('GET', `${path}/db`).body, 'spec.replicas')).toBe('3');
  });
});

describe('is refused', () => {
  test.each([
    ['a count below zero', replicas(-1), 422, 'Invalid', 'must be greater than or equal to 0'],
    ['half a pod', replicas(1.5), 400, 'BadRequest', 'whole number'],
    [
      'an older version',
      { metadata: { resourceVersion: '1' }, ...replicas(3) },
      409,
      'Conflict',
      'has been modified',
    ],
  ])('%s', (_, body, code, reason, message) => {
    expect(api.call('PATCH', SCALE, { body, contentType: MERGE })).toMatchObject(
      refused(code, reason, message),
    );
  });

  test('where nothing scales', () => {
    expect(api.call('GET', '/api/v1/namespaces/news/pods/a/scale')).toMatchObject(
      refused(404, 'NotFound', 'the server could not find the requested resource'),
    );
  });
});
