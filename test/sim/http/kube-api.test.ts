import { beforeEach, describe, expect, test } from 'vitest';
import { itemsAt, valueAt } from '../../../src/sim/http/field-values.ts';
import {
  aKubeApi,
  CONFIG_MAPS,
  configMap,
  DEPLOYMENTS,
  HPAS,
  type KubeApiUnderTest,
  refused,
} from '../../support/a-kube-api.ts';

let api: KubeApiUnderTest;
beforeEach(async () => {
  api = await aKubeApi();
});

const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
const PARTIAL = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

describe('who asks', () => {
  test.each([undefined, 'Bearer other', 'Basic x'])('with %s is nobody', (authorization) => {
    const headers = authorization === undefined ? {} : { authorization };
    const { handler } = api;
    const answer = handler({ method: 'GET', path: '/api', query: new URLSearchParams(), headers, body: '' });
    expect(answer).toMatchObject(refused(401, 'Unauthorized', 'Unauthorized'));
  });
});

describe('paths', () => {
  test.each([
    '/apis/batch/v1/namespaces/news/jobs',
    '/apis/apps/v2/namespaces/news/deployments',
    '/api/v1/namespaces/news/pods/a/log',
    '/api/v1/pods/a',
    '/api/v1/namespaces/news/nodes',
    '/nothing',
    '/api/v1/namespaces/news/pods/%E0%A4%A',
  ])('%s is not served', (path) => {
    expect(api.call('GET', path)).toMatchObject(
      refused(404, 'NotFound', 'the server could not find the requested resource'),
    );
  });

  test.each([
    ['POST', '/api/v1/configmaps'],
    ['POST', `${CONFIG_MAPS}/a`],
    ['PUT', CONFIG_MAPS],
    ['DELETE', `${DEPLOYMENTS}/app/status`],
    ['POST', `${DEPLOYMENTS}/app/scale`],
    ['GET', '/api/v1/namespaces/news/pods/a/eviction'],
    ['OPTIONS', CONFIG_MAPS],
  ])('%s %s is not allowed', (method, path) => {
    expect(api.call(method, path, { body: configMap('a') })).toMatchObject(
      refused(405, 'MethodNotAllowed', 'does not allow'),
    );
  });
});

describe('forms', () => {
  test('a table has the columns of the kind, and the metadata of each row', () => {
    const { body } = api.call('GET', HPAS, { accept: TABLE });
    expect(itemsAt(body, 'columnDefinitions').map((column) => valueAt(column, 'name'))).toEqual([
      'Name',
      'Reference',
      'Targets',
      'MinPods',
      'MaxPods',
      'Replicas',
      'Age',
    ]);
    expect(itemsAt(body, 'rows')).toMatchObject([
      {
        cells: ['app', 'Deployment/app', 'cpu: <unknown>/60%', '10', 400, 0, '0s'],
        object: { kind: 'PartialObjectMetadata', metadata: { name: 'app' } },
      },
    ]);
  });

  test.each([
    ['None', undefined],
    ['Object', 'HorizontalPodAutoscaler'],
  ])('a row carries of its object what is asked for: %s', (includeObject, kind) => {
    const { body } = api.call('GET', `${HPAS}/app`, { accept: TABLE, query: { includeObject } });
    expect(valueAt(itemsAt(body, 'rows')[0], 'object.kind')).toBe(kind);
  });

  test('metadata alone', () => {
    const list = api.call('GET', HPAS, { accept: PARTIAL }).body;
    expect(list).toMatchObject({
      kind: 'PartialObjectMetadataList',
      items: [{ kind: 'PartialObjectMetadata', metadata: { name: 'app' } }],
    });
    expect(api.call('GET', `${HPAS}/app`, { accept: PARTIAL }).body).not.toHaveProperty('spec');
  });

  test('the first that is served is taken, and none is a refusal', () => {
    const accept = 'application/vnd.kubernetes.protobuf,application/json';
    expect(api.call('GET', `${HPAS}/app`, { accept }).body).toMatchObject({
      kind: 'HorizontalPodAutoscaler',
    });
    expect(api.call('GET', HPAS, { accept: 'text/html' })).toMatchObject(
      refused(406, 'NotAcceptable', 'application/json'),
    );
  });

  test('items of a built-in kind leave out what the list says, those of a custom one do not', () => {
    const native = itemsAt(api.call('GET', HPAS).body, 'items')[0];
    expect(native).not.toHaveProperty('kind');
    const path = '/apis/keda.sh/v1alpha1/namespaces/news/scaledobjects';
    api.call('POST', path, { body: { metadata: { name: 'a' }, spec: {} } });
    expect(itemsAt(api.call('GET', path).body, 'items')).toMatchObject([
      { kind: 'ScaledObject', apiVersion: 'keda.sh/v1alpha1' },
    ]);
  });

  test('built-in objects have instants in whole seconds, and a generation where the kind has one', () => {
    const hpa = api.call('GET', `${HPAS}/app`).body;
    expect(valueAt(hpa, 'metadata.creationTimestamp')).toBe('2026-01-01T17:55:00Z');
    expect(valueAt(hpa, 'metadata.generation')).toBeUndefined();
    expect(valueAt(api.call('GET', `${DEPLOYMENTS}/app`).body, 'metadata.generation')).toBe(1);
  });
});
