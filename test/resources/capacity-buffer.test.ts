import { describe, expect, test } from 'vitest';
import type { TargetRef } from '../../src/core/model/target.ts';
import { asInstant } from '../../src/core/model/time.ts';
import {
  bufferDraft,
  bufferedTarget,
  bufferPatch,
  type CapacityBufferObject,
  readBuffer,
} from '../../src/resources/capacity-buffer.ts';

const TARGET: TargetRef = { kind: 'HorizontalPodAutoscaler', namespace: 'shop', name: 'web' };
const SIZE = { chunks: 30, scalable: { apiGroup: 'apps', kind: 'Deployment', name: 'web' } };

const stored = (over: Partial<CapacityBufferObject> = {}): CapacityBufferObject => {
  const { metadata, spec } = bufferDraft(TARGET, 'b', SIZE);
  return {
    metadata: { ...metadata, uid: 'u', creationTimestamp: '2026-11-22T17:50:00Z' },
    spec,
    ...over,
  };
};

test('is written with all that the API wants, and the strategy left to its default', () => {
  expect(bufferDraft(TARGET, 'b', SIZE)).toEqual({
    apiVersion: 'autoscaling.x-k8s.io/v1beta1',
    kind: 'CapacityBuffer',
    metadata: {
      namespace: 'shop',
      name: 'b',
      labels: { 'app.kubernetes.io/managed-by': 'forescale' },
      annotations: { 'forescale.dev/target': 'HorizontalPodAutoscaler/shop/web' },
    },
    spec: { scalableRef: { apiGroup: 'apps', kind: 'Deployment', name: 'web' }, replicas: 30 },
  });
});

test('is changed in its size alone', () => {
  expect(bufferPatch({ ...SIZE, chunks: 4 })).toEqual({
    spec: { scalableRef: SIZE.scalable, replicas: 4 },
  });
});

describe('read back', () => {
  test('is what was written, with the conditions as they are', () => {
    const conditions = [
      { type: 'ReadyForProvisioning', status: 'True', reason: 'AttributesSetSuccessfully', message: 'ok' },
      { type: 'Provisioning', status: 'False' },
    ];
    expect(readBuffer(stored({ status: { conditions } }), TARGET)).toEqual({
      kind: 'ours',
      buffer: {
        name: 'b',
        uid: 'u',
        ...SIZE,
        createdAt: asInstant(Date.UTC(2026, 10, 22, 17, 50)),
        conditions,
      },
    });
  });

  test('has what the API may leave out', () => {
    expect(readBuffer(stored({ spec: {} }), TARGET)).toMatchObject({
      buffer: { chunks: 0, scalable: { apiGroup: '', kind: '', name: '' }, conditions: [] },
    });
  });
});

describe('is not ours', () => {
  const { metadata } = stored();

  test.each<[string, CapacityBufferObject['metadata']]>([
    ['without our label', { ...metadata, labels: { team: 'web' } }],
    ['with another manager’s label', { ...metadata, labels: { 'app.kubernetes.io/managed-by': 'Helm' } }],
    ['without a target', { ...metadata, annotations: {} }],
    ['for what is no target', { ...metadata, annotations: { 'forescale.dev/target': 'web' } }],
    ['for another target', { ...metadata, annotations: { 'forescale.dev/target': 'Deployment/shop/web' } }],
  ])('%s', (_, other) => {
    expect(readBuffer(stored({ metadata: other }), TARGET)).toEqual({ kind: 'foreign' });
  });
});

test('tells whose it is', () => {
  expect(bufferedTarget(stored())).toEqual(TARGET);
  expect(
    bufferedTarget(stored({ metadata: { name: 'b', uid: 'u', creationTimestamp: '' } })),
  ).toBeUndefined();
});
