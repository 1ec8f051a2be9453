import { beforeEach, describe, expect, test } from 'vitest';
import { valueAt } from '../../../src/sim/http/field-values.ts';
import {
  aKubeApi,
  CONFIG_MAPS,
  configMap,
  DEPLOYMENTS,
  HPAS,
  JSON_PATCH,
  type KubeApiUnderTest,
  MERGE,
  refused,
  STRATEGIC,
} from '../../support/a-kube-api.ts';

let api: KubeApiUnderTest;
beforeEach(async () => {
  api = await aKubeApi();
});

const HPA = `${HPAS}/app`;
const specOf = (object: unknown) => valueAt(object, 'spec') as object;
const floor = (minReplicas: number, extra: object = {}) => ({ ...extra, spec: { minReplicas } });

describe('create', () => {
  test('gives back the object with what the server adds', () => {
    expect(api.call('POST', CONFIG_MAPS, { body: configMap('a', { key: 'v' }) })).toMatchObject({
      code: 201,
      body: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'a', namespace: 'news', uid: expect.any(String) as string },
        data: { key: 'v' },
      },
    });
    expect(api.call('GET', `${CONFIG_MAPS}/a`).body).toMatchObject({ data: { key: 'v' } });
  });

  test('keeps fields that the embedded cluster has no use for', () => {
    const body = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', labels: { team: 'a' } },
      spec: {
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 2 } },
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' }, annotations: { note: 'x' } },
          spec: { containers: [{ name: 'web', image: 'web:1', ports: [{ containerPort: 80 }] }] },
        },
      },
    };
    expect(api.call('POST', DEPLOYMENTS, { body }).code).toBe(201);
    expect(api.call('GET', `${DEPLOYMENTS}/web`).body).toMatchObject({
      ...body,
      spec: { ...body.spec, replicas: 1 },
    });
  });

  test('makes a name of a prefix', () => {
    const metadata = { generateName: 'x-' };
    const { body } = api.call('POST', CONFIG_MAPS, { body: { metadata } });
    expect(body).toMatchObject({
      metadata: { generateName: 'x-', name: expect.stringMatching(/^x-[a-z0-9]{5}$/) as string },
    });
  });

  test.each([
    ['a name that is taken', configMap('a'), 409, 'AlreadyExists', 'configmaps "a" already exists'],
    [
      'no name',
      { metadata: {} },
      422,
      'Invalid',
      'metadata.name: Required value: name or generateName is required',
    ],
    ['a bad name', configMap('A_b'), 422, 'Invalid', 'metadata.name: Invalid value: "A_b"'],
    [
      'another kind',
      { kind: 'Pod', metadata: { name: 'b' } },
      400,
      'BadRequest',
      'cannot be handled as a ConfigMap',
    ],
    [
      'another version',
      { apiVersion: 'v2', metadata: { name: 'b' } },
      400,
      'BadRequest',
      'the API version in the data (v2)',
    ],
    [
      'another namespace',
      { metadata: { name: 'b', namespace: 'x' } },
      400,
      'BadRequest',
      'the namespace of the provided object',
    ],
    [
      'a version',
      { metadata: { name: 'b', resourceVersion: '1' } },
      400,
      'BadRequest',
      'resourceVersion should not be set',
    ],
    ['no JSON', '{', 400, 'BadRequest', 'unrecognized'],
    ['no object', '[]', 400, 'BadRequest', 'expected an object'],
  ])('refuses %s', (_, body, code, reason, message) => {
    api.call('POST', CONFIG_MAPS, { body: configMap('a') });
    expect(api.call('POST', CONFIG_MAPS, { body })).toMatchObject(refused(code, reason, message));
  });

  test('refuses a namespace that is not there', () => {
    const path = '/api/v1/namespaces/nowhere/configmaps';
    expect(api.call('POST', path, { body: configMap('a') })).toMatchObject(
      refused(404, 'NotFound', 'namespaces "nowhere" not found'),
    );
  });

  test('as a dry run stores nothing', () => {
    const { version } = api.api;
    expect(api.call('POST', CONFIG_MAPS, { body: configMap('a'), query: { dryRun: 'All' } }).code).toBe(201);
    expect(api.call('GET', `${CONFIG_MAPS}/a`).code).toBe(404);
    expect(api.api.version).toBe(version);
  });
});

describe('update', () => {
  test('replaces all but the status and what the server keeps', () => {
    const before = api.call('GET', HPA).body;
    const body = {
      ...before,
      status: { currentReplicas: 99 },
      spec: { ...specOf(before), maxReplicas: 50 },
    };
    const { code, body: after } = api.call('PUT', HPA, { body });
    expect(code).toBe(200);
    expect(after).toMatchObject({
      spec: { maxReplicas: 50 },
      metadata: { uid: valueAt(before, 'metadata.uid') },
    });
    expect(after['status']).toEqual(before['status']);
  });

  test('with another uid is a conflict', () => {
    const before = api.call('GET', HPA).body;
    const metadata = { ...(before['metadata'] as object), uid: 'x' };
    expect(api.call('PUT', HPA, { body: { ...before, metadata } })).toMatchObject(
      refused(409, 'Conflict', 'UID in precondition: x'),
    );
  });

  test('of an older version is a conflict', () => {
    const before = api.call('GET', HPA).body;
    api.call('PATCH', HPA, { body: floor(5), contentType: MERGE });
    expect(api.call('PUT', HPA, { body: before })).toMatchObject(
      refused(
        409,
        'Conflict',
        'Operation cannot be fulfilled on horizontalpodautoscalers.autoscaling "app": the object has been modified',
      ),
    );
  });

  test('of what is not there is no creation', () => {
    expect(api.call('PUT', `${CONFIG_MAPS}/a`, { body: configMap('a') })).toMatchObject(
      refused(404, 'NotFound', 'configmaps "a" not found'),
    );
  });
});

describe('patch', () => {
  test.each([
    ['merge', MERGE, floor(12)],
    ['strategic merge', STRATEGIC, floor(12)],
    ['JSON', JSON_PATCH, [{ op: 'replace', path: '/spec/minReplicas', value: 12 }]],
  ])('by %s', (_, contentType, body) => {
    expect(api.call('PATCH', HPA, { body, contentType })).toMatchObject({
      code: 200,
      body: { spec: { minReplicas: 12, maxReplicas: 400 } },
    });
  });

  test('takes a version in it for a precondition', () => {
    const metadata = { resourceVersion: '1' };
    expect(api.call('PATCH', HPA, { body: floor(12, { metadata }), contentType: MERGE })).toMatchObject(
      refused(409, 'Conflict', 'the object has been modified'),
    );
  });

  test('that changes nothing makes no version', () => {
    const { version } = api.api;
    const { body } = api.call('PATCH', HPA, { body: floor(10), contentType: MERGE });
    expect(body).toEqual(api.call('GET', HPA).body);
    expect(api.api.version).toBe(version);
  });

  test.each([
    ['min above max', floor(500), 422, 'Invalid', 'must be greater than or equal to `minReplicas`'],
    ['another name', { metadata: { name: 'x' } }, 400, 'BadRequest', 'does not match the name on the URL'],
    [
      'another uid',
      { metadata: { uid: 'x' } },
      422,
      'Invalid',
      'metadata.uid: Invalid value: "x": field is immutable',
    ],
    [
      'a target without a group',
      { spec: { scaleTargetRef: { apiVersion: 'v1', kind: 'Pod' } } },
      422,
      'Invalid',
      'spec.scaleTargetRef.apiVersion: Invalid value: "v1": apiVersion must specify API group',
    ],
  ])('refuses %s', (_, body, code, reason, message) => {
    expect(api.call('PATCH', HPA, { body, contentType: MERGE })).toMatchObject(
      refused(code, reason, message),
    );
  });

  test('refuses a form it does not know, and the strategic one for custom resources', () => {
    expect(api.call('PATCH', HPA, { body: floor(5), contentType: 'application/json' })).toMatchObject(
      refused(415, 'UnsupportedMediaType', 'application/merge-patch+json'),
    );
    const surge = '/apis/keda.sh/v1alpha1/namespaces/news/scaledobjects';
    api.call('POST', surge, { body: { metadata: { name: 'a' }, spec: {} } });
    expect(api.call('PATCH', `${surge}/a`, { body: {}, contentType: STRATEGIC }).code).toBe(415);
  });

  test('of the status leaves the spec alone, and the other way round', () => {
    const both = { spec: { minReplicas: 12 }, status: { desiredReplicas: 77 } };
    const status = api.call('PATCH', `${HPA}/status`, { body: both, contentType: MERGE }).body;
    expect(status).toMatchObject({ spec: { minReplicas: 10 }, status: { desiredReplicas: 77 } });
    const main = api.call('PATCH', HPA, {
      body: { ...both, status: { desiredReplicas: 1 } },
      contentType: MERGE,
    }).body;
    expect(main).toMatchObject({ spec: { minReplicas: 12 }, status: { desiredReplicas: 77 } });
  });

  test('is noted under the manager it names, or the program of the client', () => {
    api.call('PATCH', HPA, { body: floor(12), contentType: MERGE, query: { fieldManager: 'ann' } });
    const { body } = api.call('PATCH', HPA, {
      body: { metadata: { labels: { a: 'b' } } },
      contentType: MERGE,
    });
    expect(body).toMatchObject({
      metadata: {
        managedFields: [
          { manager: 'owner' },
          { manager: 'ann', operation: 'Update', fieldsV1: { 'f:spec': { 'f:minReplicas': {} } } },
          { manager: 'tester', fieldsV1: { 'f:metadata': { 'f:labels': { 'f:a': {} } } } },
        ],
      },
    });
  });
});
