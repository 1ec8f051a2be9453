import { describe, expect, test } from 'vitest';
import { parseResourcePath } from '../../../src/sim/http/paths.ts';

const namesIn = (path: string) => {
  const { type, namespace, name, subresource } = parseResourcePath(path);
  return [type.kind, namespace, name, subresource];
};

describe('a path names', () => {
  test.each([
    ['/api/v1/pods', ['Pod', undefined, undefined, undefined]],
    ['/api/v1/namespaces/news/pods', ['Pod', 'news', undefined, undefined]],
    ['/api/v1/namespaces/news/pods/', ['Pod', 'news', undefined, undefined]],
    ['/api/v1/namespaces/news/pods/a/eviction', ['Pod', 'news', 'a', 'eviction']],
    ['/api/v1/namespaces', ['Namespace', undefined, undefined, undefined]],
    ['/api/v1/namespaces/news', ['Namespace', undefined, 'news', undefined]],
    ['/api/v1/nodes/node-1', ['Node', undefined, 'node-1', undefined]],
    ['/apis/apps/v1/namespaces/news/deployments/web/scale', ['Deployment', 'news', 'web', 'scale']],
    ['/apis/forescale.dev/v1alpha1/namespaces/news/surges/push/status', ['Surge', 'news', 'push', 'status']],
    ['/api/v1/namespaces/news/configmaps/a%2Eb', ['ConfigMap', 'news', 'a.b', undefined]],
  ])('%s', (path, want) => {
    expect(namesIn(path)).toEqual(want);
  });

  test('a namespace that is called as a type is', () => {
    expect(namesIn('/api/v1/namespaces/pods/configmaps')).toEqual([
      'ConfigMap',
      'pods',
      undefined,
      undefined,
    ]);
    expect(namesIn('/api/v1/namespaces/pods')).toEqual(['Namespace', undefined, 'pods', undefined]);
  });
});

describe('what is not served is not found', () => {
  test.each([
    ['no type', '/api/v1'],
    ['another root', '/version/v1/pods'],
    ['another version', '/apis/apps/v1beta1/deployments'],
    ['another group', '/apis/extensions/v1/deployments'],
    ['a built-in type under a group', '/apis/v1/pods'],
    ['another type', '/api/v1/namespaces/news/secrets'],
    ['an object without its namespace', '/api/v1/pods/a'],
    ['a namespace around what lives in none', '/api/v1/namespaces/news/nodes'],
    ['another subresource', '/api/v1/namespaces/news/pods/a/log'],
    ['the scale of what has none', '/api/v1/namespaces/news/configmaps/a/scale'],
    ['more than a subresource', '/apis/apps/v1/namespaces/news/deployments/web/scale/x'],
    ['a step that cannot be decoded', '/api/v1/namespaces/news/pods/%E0%A4%A'],
  ])('%s: %s', (_, path) => {
    expect(() => parseResourcePath(path)).toThrow(expect.objectContaining({ code: 404, reason: 'NotFound' }));
  });
});
