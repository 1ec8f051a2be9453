import { beforeEach, expect, test } from 'vitest';
import { itemsAt, textAt, valueAt } from '../../../src/sim/http/field-values.ts';
import { RESOURCE_TYPES } from '../../../src/sim/http/resource-types.ts';
import { aKubeApi, type KubeApiUnderTest } from '../../support/a-kube-api.ts';

let api: KubeApiUnderTest;
beforeEach(async () => {
  api = await aKubeApi();
});

const get = (path: string, accept = '') => api.call('GET', path, { accept }).body;
const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

test('every group and version leads to its resources', () => {
  const groups = itemsAt(get('/apis'), 'groups');
  const versions = groups.flatMap((group) =>
    itemsAt(group, 'versions').map((version) => `/apis/${textAt(version, 'groupVersion')}`),
  );
  const resources = ['/api/v1', ...versions].flatMap((path) => itemsAt(get(path), 'resources'));
  const plurals = resources.map((resource) => textAt(resource, 'name')).filter((name) => !name.includes('/'));
  expect(plurals.toSorted()).toEqual(RESOURCE_TYPES.map(({ plural }) => plural).toSorted());
});

test('a resource says its names, verbs and subresources', () => {
  const resources = itemsAt(get('/apis/apps/v1'), 'resources');
  expect(resources).toContainEqual(
    expect.objectContaining({
      name: 'deployments',
      singularName: 'deployment',
      kind: 'Deployment',
      namespaced: true,
      shortNames: ['deploy'],
    }),
  );
  expect(resources).toContainEqual(
    expect.objectContaining({
      name: 'deployments/scale',
      group: 'autoscaling',
      version: 'v1',
      kind: 'Scale',
    }),
  );
});

test('all at once, the same is told', () => {
  const listed = ['/api', '/apis'].flatMap((path) => {
    const body = get(path, AGGREGATED);
    expect(body).toMatchObject({ kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2' });
    return itemsAt(body, 'items').flatMap((group) =>
      itemsAt(group, 'versions').flatMap((version) =>
        itemsAt(version, 'resources').map((one) => textAt(one, 'resource')),
      ),
    );
  });
  expect(listed.toSorted()).toEqual(RESOURCE_TYPES.map(({ plural }) => plural).toSorted());
});

test('one group, the version of the server and its health', () => {
  expect(get('/apis/forescale.dev')).toMatchObject({
    kind: 'APIGroup',
    preferredVersion: { groupVersion: 'forescale.dev/v1alpha1' },
  });
  expect(get('/version')).toMatchObject({ major: '1', minor: '35' });
  expect(
    api.handler({
      method: 'GET',
      path: '/readyz',
      query: new URLSearchParams(),
      headers: { authorization: 'Bearer secret-of-the-test' },
      body: '',
    }),
  ).toMatchObject({ code: 200, body: 'ok' });
});

test('every group and version has a document with a schema for each of its kinds', () => {
  const roots = Object.values(
    valueAt(get('/openapi/v3'), 'paths') as Record<string, { serverRelativeURL: string }>,
  );
  const kinds = roots.flatMap(({ serverRelativeURL }) =>
    Object.values(valueAt(get(serverRelativeURL), 'components.schemas') as Record<string, unknown>).map(
      (schema) => textAt(itemsAt(schema, 'x-kubernetes-group-version-kind')[0], 'kind'),
    ),
  );
  expect(kinds.toSorted()).toEqual(RESOURCE_TYPES.map(({ kind }) => kind as string).toSorted());
});
