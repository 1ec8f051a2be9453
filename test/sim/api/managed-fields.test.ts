import { describe, expect, test } from 'vitest';
import type { FieldsV1 } from '../../../src/resources/kube-object.ts';
import { managerOf } from '../../../src/resources/managed-fields.ts';
import { claimFields } from '../../../src/sim/api/managed-fields.ts';
import type { KubeObject } from '../../../src/sim/api/objects.ts';
import { NOON } from '../../support/an-api.ts';

const anHpa = (spec: object, kind: KubeObject['kind'] = 'HorizontalPodAutoscaler'): KubeObject => ({
  apiVersion: 'autoscaling/v2',
  kind,
  metadata: {
    name: 'app',
    uid: 'uid-1',
    resourceVersion: '1',
    generation: 1,
    creationTimestamp: '2026-11-22T18:00:00Z',
  },
  spec,
});
const byUpdate = (manager: string) => ({ manager, operation: 'Update' as const, at: NOON });

/** The object after each writer in turn has put its spec there. */
const written = (...writes: readonly (readonly [string, object])[]): KubeObject => {
  const [first, ...rest] = writes;
  if (first === undefined) throw new Error('expected at least one write');
  return rest.reduce(
    (before, [manager, spec]) => claimFields({ ...before, spec }, before, byUpdate(manager)),
    claimFields(anHpa(first[1]), undefined, byUpdate(first[0])),
  );
};
/** As the API server writes it. */
const entryOf = (manager: string, spec: FieldsV1) => ({
  manager,
  operation: 'Update',
  apiVersion: 'autoscaling/v2',
  time: '2026-11-22T12:00:00.000Z',
  fieldsType: 'FieldsV1',
  fieldsV1: { 'f:spec': spec },
});
const WINDOW = ['spec', 'behavior', 'scaleDown', 'stabilizationWindowSeconds'];

describe('who wrote a field last', () => {
  test('its maker, until somebody changes it', () => {
    const object = written(
      ['ann', { minReplicas: 1, maxReplicas: 5 }],
      ['bob', { minReplicas: 2, maxReplicas: 5 }],
    );
    expect(managerOf(object.metadata, ['spec', 'minReplicas'])).toBe('bob');
    expect(managerOf(object.metadata, ['spec', 'maxReplicas'])).toBe('ann');
  });

  test('not who writes the value that stands there', () => {
    const object = written(['ann', { minReplicas: 1 }], ['bob', { minReplicas: 1 }]);
    expect(managerOf(object.metadata, ['spec', 'minReplicas'])).toBe('ann');
  });

  test('of a nested field, whoever else writes beside it', () => {
    const scaleDown = { stabilizationWindowSeconds: 30 };
    const policies = [{ type: 'Pods', value: 2, periodSeconds: 60 }];
    const object = written(
      ['ann', { minReplicas: 1 }],
      ['forescale', { minReplicas: 1, behavior: { scaleDown } }],
      ['ann', { minReplicas: 1, behavior: { scaleDown: { ...scaleDown, policies } } }],
    );
    expect(managerOf(object.metadata, WINDOW)).toBe('forescale');
    expect(managerOf(object.metadata, ['spec', 'behavior', 'scaleDown', 'policies'])).toBe('ann');
  });

  test('nobody of a field that was taken out, nor of what was in it', () => {
    const object = written(
      ['ann', { minReplicas: 1 }],
      ['forescale', { minReplicas: 1, behavior: { scaleDown: { stabilizationWindowSeconds: 30 } } }],
      ['bob', { minReplicas: 1 }],
    );
    expect(managerOf(object.metadata, WINDOW)).toBeUndefined();
    expect(object.metadata.managedFields).toEqual([entryOf('ann', { 'f:minReplicas': {} })]);
  });

  test('one entry a manager, gone when others have written all of its fields', () => {
    const object = written(['ann', { a: 1, b: 1 }], ['bob', { a: 2, b: 1 }], ['bob', { a: 2, b: 2 }]);
    expect(object.metadata.managedFields).toEqual([entryOf('bob', { 'f:a': {}, 'f:b': {} })]);
  });

  test('nobody says of kinds that one manager writes', () => {
    const pod = claimFields(anHpa({ a: 1 }, 'Pod'), undefined, byUpdate('ann'));
    expect(managerOf(pod.metadata, ['spec', 'a'])).toBeUndefined();
  });
});
