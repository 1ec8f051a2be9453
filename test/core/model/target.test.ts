import { expect, test } from 'vitest';
import { keyOf, parseKey, TARGET_KINDS, type TargetRef } from '../../../src/core/model/target.ts';

test.each(TARGET_KINDS)('the key of a %s is read back', (kind) => {
  const ref: TargetRef = { kind, namespace: 'news', name: 'app' };
  expect(parseKey(keyOf(ref))).toEqual(ref);
});

test.each([
  'all targets',
  'DaemonSet/news/app',
  'Deployment/news',
  'Deployment//app',
  'Deployment/news/a/b',
  '',
])('"%s" is no key', (key) => expect(parseKey(key)).toBeUndefined());
