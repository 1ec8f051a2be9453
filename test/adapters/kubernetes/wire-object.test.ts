import { expect, test } from 'vitest';
import { keyOfObject } from '../../../src/adapters/kubernetes/wire-object.ts';

test.each([
  ['shop', 'shop/web'],
  [undefined, 'web'],
])('in the namespace %s the key is %s', (namespace, key) => {
  const metadata = {
    name: 'web',
    uid: 'u',
    resourceVersion: '1',
    ...(namespace !== undefined && { namespace }),
  };
  expect(keyOfObject({ metadata })).toBe(key);
});
