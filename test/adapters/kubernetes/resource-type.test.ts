import { expect, test } from 'vitest';
import {
  DEPLOYMENTS,
  NODES,
  PODS,
  pathOf,
  splitApiVersion,
} from '../../../src/adapters/kubernetes/resource-type.ts';

test.each([
  [pathOf(DEPLOYMENTS), '/apis/apps/v1/deployments'],
  [pathOf(DEPLOYMENTS, { namespace: 'news' }), '/apis/apps/v1/namespaces/news/deployments'],
  [
    pathOf(DEPLOYMENTS, { namespace: 'news', name: 'app', subresource: 'scale' }),
    '/apis/apps/v1/namespaces/news/deployments/app/scale',
  ],
  [pathOf(PODS, { namespace: 'news', name: 'app-1' }), '/api/v1/namespaces/news/pods/app-1'],
  [pathOf(NODES, { name: 'node-1' }), '/api/v1/nodes/node-1'],
  [pathOf(PODS, { namespace: '../x', name: 'a/b?c' }), '/api/v1/namespaces/..%2Fx/pods/a%2Fb%3Fc'],
])('%s', (path, expected) => {
  expect(path).toBe(expected);
});

test.each([
  ['v1', ['', 'v1']],
  ['apps/v1', ['apps', 'v1']],
])('%s is of group and version', (apiVersion, expected) => {
  expect(splitApiVersion(apiVersion)).toEqual(expected);
});
