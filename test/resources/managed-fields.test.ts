import { describe, expect, test } from 'vitest';
import type { ManagedFieldsEntry } from '../../src/resources/kube-object.ts';
import { managerOf } from '../../src/resources/managed-fields.ts';

const MIN = ['spec', 'minReplicas'];
const entry = (manager: string, time: string, fieldsV1: ManagedFieldsEntry['fieldsV1'] = OWNS_MIN) => ({
  manager,
  operation: 'Update',
  apiVersion: 'autoscaling/v2',
  time: `2026-11-22T${time}Z`,
  fieldsType: 'FieldsV1',
  fieldsV1,
});
const OWNS_MIN = { 'f:spec': { 'f:minReplicas': {}, 'f:maxReplicas': {} } };

/** As kube-apiserver 1.35 answers for an HPA that was applied, then patched. */
const REAL: readonly ManagedFieldsEntry[] = [
  {
    manager: 'argocd-controller',
    operation: 'Apply',
    apiVersion: 'autoscaling/v2',
    time: '2026-11-22T17:00:00Z',
    fieldsType: 'FieldsV1',
    fieldsV1: {
      'f:metadata': { 'f:labels': { 'f:app': {} } },
      'f:spec': { 'f:maxReplicas': {}, 'f:metrics': {}, 'f:scaleTargetRef': {} },
    },
  },
  {
    manager: 'forescale',
    operation: 'Update',
    apiVersion: 'autoscaling/v2',
    time: '2026-11-22T17:56:00Z',
    fieldsType: 'FieldsV1',
    fieldsV1: { 'f:metadata': { 'f:annotations': { '.': {}, 'f:forescale.dev/floor': {} } }, ...OWNS_MIN },
  },
  {
    manager: 'kube-controller-manager',
    operation: 'Update',
    apiVersion: 'autoscaling/v2',
    time: '2026-11-22T17:57:00Z',
    fieldsType: 'FieldsV1',
    fieldsV1: { 'f:status': { 'f:desiredReplicas': {} } },
    subresource: 'status',
  },
];

describe('the manager of a field', () => {
  test.each<[string, readonly ManagedFieldsEntry[] | undefined, readonly string[], string | undefined]>([
    ['nobody when the object does not say', undefined, MIN, undefined],
    ['nobody of a field that is not there', [entry('ann', '17:00:00')], ['spec', 'behavior'], undefined],
    ['its only owner', REAL, ['spec', 'metrics'], 'argocd-controller'],
    ['of two that own it, the newest', REAL, ['spec', 'maxReplicas'], 'forescale'],
    ['wherever its entry stands', [entry('new', '18:00:00'), entry('old', '17:00:00')], MIN, 'new'],
    ['of two of one second, the last', [entry('a', '17:00:00'), entry('b', '17:00:00')], MIN, 'b'],
    ['who owns all that is around it', [entry('ann', '17:00:00', { 'f:spec': {} })], MIN, 'ann'],
    ['whoever owns something in it', REAL, ['status'], 'kube-controller-manager'],
    ['an annotation by its full name', REAL, ['metadata', 'annotations', 'forescale.dev/floor'], 'forescale'],
    ['an entry without fields says nothing', [{ manager: 'ann' }], MIN, undefined],
  ])('%s', (_, managedFields, path, want) => {
    expect(managerOf(managedFields === undefined ? {} : { managedFields }, path)).toBe(want);
  });
});
