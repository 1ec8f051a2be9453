import { expect, test } from 'vitest';
import { type Lever, maxFieldOf, maxOf, minOf } from '../../../src/core/model/lever.ts';

test.each<[Lever, number, number | undefined, string]>([
  ['minReplicas', 1, undefined, 'maxReplicas'],
  ['minReplicaCount', 0, 100, 'maxReplicaCount'],
  ['replicas', 0, undefined, 'maxReplicas'],
])('%s where nothing is said', (lever, min, max, field) => {
  expect(minOf({ lever }, undefined)).toBe(min);
  expect(maxOf({ lever }, undefined)).toBe(max);
  expect(maxFieldOf({ lever })).toBe(field);
});

test.each<Lever>(['minReplicas', 'minReplicaCount', 'replicas'])('%s as it is said', (lever) => {
  expect([minOf({ lever }, 0), minOf({ lever }, 7), maxOf({ lever }, 7)]).toEqual([0, 7, 7]);
});
