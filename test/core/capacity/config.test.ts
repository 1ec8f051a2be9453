import { expect, test } from 'vitest';
import { ZodError } from 'zod';
import { parseCapacityConfig } from '../../../src/core/capacity/config.ts';

test('has defaults', () => {
  expect(parseCapacityConfig({})).toEqual({ ignoredAfter: 60_000, poll: 15_000, nodeGroupsFirst: false });
});

test('takes seconds', () => {
  expect(parseCapacityConfig({ ignoredAfterSeconds: 90, pollSeconds: 5 })).toEqual({
    ignoredAfter: 90_000,
    poll: 5_000,
    nodeGroupsFirst: false,
  });
});

test('is frozen', () => {
  expect(Object.isFrozen(parseCapacityConfig({}))).toBe(true);
});

test.each<[string, object]>([
  ['an unknown key', { ignoreAfterSeconds: 90 }],
  ['a verdict sooner than any autoscaler looks', { ignoredAfterSeconds: 9 }],
  ['a poll without a pause', { pollSeconds: 0 }],
])('refuses %s', (_, raw) => {
  expect(() => parseCapacityConfig(raw)).toThrow(ZodError);
});
