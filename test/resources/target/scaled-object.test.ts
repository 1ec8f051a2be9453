import { describe, expect, test } from 'vitest';
import { formatRecord, RECORD_ANNOTATION } from '../../../src/core/model/floor-record.ts';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import {
  type ScaledObject,
  scaledObjectPatch,
  scaledObjectSnapshot,
} from '../../../src/resources/target/scaled-object.ts';
import { aRecord } from '../../support/a-target.ts';

const METADATA = {
  namespace: 'news',
  name: 'app',
  uid: 'uid-1',
  resourceVersion: '7',
  generation: 1,
  creationTimestamp: '2026-11-22T12:00:00Z',
};
const aScaler = (
  bounds: Partial<ScaledObject['spec']> = {},
  annotations: Readonly<Record<string, string>> = {},
): ScaledObject => ({
  metadata: {
    ...METADATA,
    annotations,
    managedFields: [
      {
        manager: 'helm',
        operation: 'Update',
        time: '2026-11-22T12:00:00Z',
        fieldsV1: { 'f:spec': { 'f:minReplicaCount': {}, 'f:maxReplicaCount': {} } },
      },
    ],
  },
  spec: { scaleTargetRef: { name: 'app' }, ...bounds },
});
const WORKLOAD = {
  metadata: { ...METADATA, uid: 'uid-2' },
  spec: { replicas: 3 },
  status: { readyReplicas: 2 },
};

describe('a ScaledObject', () => {
  test('is held by its own minimum, and has no metrics to be read', () => {
    const scaler = aScaler({ minReplicaCount: 2, maxReplicaCount: 20 });
    expect(scaledObjectSnapshot(scaler, WORKLOAD)).toEqual({
      ref: { kind: 'ScaledObject', namespace: 'news', name: 'app' },
      uid: 'uid-1',
      resourceVersion: '7',
      lever: 'minReplicaCount',
      controlledBy: undefined,
      min: 2,
      max: 20,
      scaleDownWindow: { kind: 'absent' },
      replicas: 3,
      readyReplicas: 2,
      metrics: [],
      profile: undefined,
      record: { kind: 'none' },
      minManager: 'helm',
      maxManager: 'helm',
      windowManager: undefined,
      paused: false,
    } satisfies TargetSnapshot);
  });

  test('what its owner left out stays left out', () => {
    expect(scaledObjectSnapshot(aScaler(), WORKLOAD)).toMatchObject({ min: undefined, max: undefined });
  });

  test('a workload of nobody knows how many is one replica, none of them ready', () => {
    expect(scaledObjectSnapshot(aScaler(), { metadata: METADATA, spec: {} })).toMatchObject({
      replicas: 1,
      readyReplicas: 0,
    });
  });

  test.each<[Readonly<Record<string, string>>, boolean]>([
    [{}, false],
    [{ 'forescale.dev/paused': 'true' }, true],
    [{ 'autoscaling.keda.sh/paused': 'true' }, true],
    [{ 'autoscaling.keda.sh/paused': 'false' }, false],
    [{ 'autoscaling.keda.sh/paused-replicas': '5' }, true],
  ])('is paused by its own annotation or by KEDA’s: %j', (annotations, paused) => {
    expect(scaledObjectSnapshot(aScaler({}, annotations), WORKLOAD).paused).toBe(paused);
  });

  test('a change is one patch of bounds and record', () => {
    expect(scaledObjectPatch({ min: 40, max: 60 }, aRecord())).toEqual({
      metadata: { annotations: { [RECORD_ANNOTATION]: formatRecord(aRecord()) } },
      spec: { minReplicaCount: 40, maxReplicaCount: 60 },
    });
    expect(scaledObjectPatch({ min: null, max: null }, null)).toEqual({
      metadata: { annotations: { [RECORD_ANNOTATION]: null } },
      spec: { minReplicaCount: null, maxReplicaCount: null },
    });
  });
});
