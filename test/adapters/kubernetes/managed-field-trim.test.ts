import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trimManagedFields } from '../../../src/adapters/kubernetes/managed-field-trim.ts';
import type { FieldsV1, ManagedFieldsEntry } from '../../../src/resources/kube-object.ts';
import { managerOf } from '../../../src/resources/managed-fields.ts';

const PATHS = [['a', 'b', 'c'], ['a', 'c'], ['b', 'a'], ['c']];

const treeOf = (below: fc.Arbitrary<FieldsV1>): fc.Arbitrary<FieldsV1> =>
  fc.dictionary(fc.constantFrom('f:a', 'f:b', 'f:c', 'k:{"x":1}'), below, { maxKeys: 3 });
const fields = treeOf(treeOf(treeOf(fc.constant({}))));
const entry: fc.Arbitrary<ManagedFieldsEntry> = fc.record({
  manager: fc.constantFrom('owner', 'forescale', 'kubectl'),
  operation: fc.constantFrom('Update', 'Apply'),
  time: fc.constantFrom('2026-11-22T11:00:00Z', '2026-11-22T12:00:00Z'),
  fieldsV1: fields,
});

test('always says who owns the fields that are asked for, as the whole does', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 4 }), (managedFields) => {
      const trimmed = trimManagedFields(managedFields, PATHS);
      for (const path of PATHS)
        expect(managerOf({ managedFields: trimmed }, path)).toBe(managerOf({ managedFields }, path));
    }),
  );
});

test('keeps nothing else', () => {
  const tree = { 'f:a': { 'f:b': {} }, 'f:status': { 'f:replicas': {} } };
  const others = { manager: 'kubelet', fieldsV1: { 'f:status': {} } };
  expect(
    trimManagedFields([{ manager: 'owner', operation: 'Update', fieldsV1: tree }, others], [['a', 'b']]),
  ).toEqual([{ manager: 'owner', fieldsV1: { 'f:a': { 'f:b': {} } } }]);
});
