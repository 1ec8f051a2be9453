/** What a client may say of an object, and what stays the server's whatever a body says. */
import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../src/sim/api/objects.ts';
import {
  expectObject,
  expectSameUid,
  expectVersion,
  newMetadata,
  withMain,
  withStatus,
} from '../../../src/sim/http/drafts.ts';
import { parseResourcePath } from '../../../src/sim/http/paths.ts';

const SURGE = parseResourcePath('/apis/forescale.dev/v1alpha1/namespaces/news/surges/push');
const STATUS = { ...SURGE, subresource: 'status' } as const;
const HPA = parseResourcePath('/apis/autoscaling/v2/namespaces/news/horizontalpodautoscalers/app');
const CONFIG_MAP = parseResourcePath('/api/v1/namespaces/news/configmaps/app');
const STORED = {
  apiVersion: 'forescale.dev/v1alpha1',
  kind: 'Surge',
  metadata: {
    namespace: 'news',
    name: 'push',
    uid: 'u1',
    resourceVersion: '7',
    generation: 3,
    creationTimestamp: '2026-11-22T12:00:00.000Z',
    labels: { team: 'a' },
  },
  spec: { cancelled: false },
  status: { phase: 'Warm' },
} as unknown as KubeObject;

describe('a new object', () => {
  const metadataOf = (metadata: object) =>
    newMetadata(SURGE.type, { metadata: { ...metadata } }, 'news', () => 'x7k2p');

  test('has the name that it says, or one made of a prefix; what is the server’s is not taken from it', () => {
    const said = {
      name: 'push',
      uid: 'mine',
      generation: 9,
      creationTimestamp: 'then',
      labels: { team: 'a' },
    };
    expect(metadataOf(said)).toEqual({ name: 'push', namespace: 'news', labels: { team: 'a' } });
    expect(metadataOf({ generateName: 'push-' })).toEqual({
      generateName: 'push-',
      name: 'push-x7k2p',
      namespace: 'news',
    });
    expect(metadataOf({ name: 'push', generateName: 'other-' })).toMatchObject({ name: 'push' });
  });

  test.each([
    ['none', {}, 'name or generateName is required'],
    ['an upper case letter', { name: 'Push' }, 'Invalid value: "Push"'],
    ['an end that is none', { name: 'push-' }, 'Invalid value: "push-"'],
    ['too many letters', { name: 'a'.repeat(254) }, 'a lowercase RFC 1123 subdomain'],
    ['a version', { name: 'push', resourceVersion: '7' }, 'resourceVersion should not be set'],
  ])('with %s in its metadata is refused', (_, metadata, message) => {
    expect(() => metadataOf(metadata)).toThrow(message);
  });
});

describe('a change', () => {
  const body = {
    kind: 'Surge',
    metadata: {
      name: 'push',
      uid: 'u1',
      generation: 99,
      creationTimestamp: 'then',
      annotations: { note: 'x' },
    },
    spec: { cancelled: true },
    status: { phase: 'Ended' },
  };

  test('of the object leaves its status and what is the server’s alone', () => {
    const { uid, generation, creationTimestamp, resourceVersion } = STORED.metadata;
    expect(withMain(STORED, body, SURGE.type)).toMatchObject({
      apiVersion: 'forescale.dev/v1alpha1',
      metadata: { uid, generation, creationTimestamp, resourceVersion, annotations: { note: 'x' } },
      spec: { cancelled: true },
      status: { phase: 'Warm' },
    });
    expect(withMain(STORED, body, SURGE.type).metadata).not.toHaveProperty('labels');
  });

  test('of the status leaves all else alone, and may take it away', () => {
    expect(withStatus(STORED, body)).toEqual({ ...STORED, status: { phase: 'Ended' } });
    expect(withStatus(STORED, { status: null })).not.toHaveProperty('status');
  });

  test('of what has no status of its own writes it like any field', () => {
    expect(withMain(STORED, body, CONFIG_MAP.type)).toMatchObject({ status: { phase: 'Ended' } });
  });
});

describe('a body that means another object', () => {
  const other = { metadata: { uid: 'u2' } };

  test('is a conflict as a whole, and wrong as a patch', () => {
    expect(() => expectObject(SURGE.type, other, STORED)).toThrow(expect.objectContaining({ code: 409 }));
    for (const path of [SURGE, HPA, { ...HPA, subresource: 'status' } as const])
      expect(() => expectSameUid(path, other, STORED)).toThrow(expect.objectContaining({ code: 422 }));
  });

  test('is passed over in the status of a custom resource: the test of a JSON patch alone is looked at there', () => {
    expect(() => expectSameUid(STATUS, other, STORED)).not.toThrow();
  });

  test('is none when it says the same, or nothing', () => {
    for (const body of [{}, { metadata: {} }, { metadata: { uid: '' } }, { metadata: { uid: 'u1' } }]) {
      expect(() => expectObject(SURGE.type, body, STORED)).not.toThrow();
      expect(() => expectSameUid(SURGE, body, STORED)).not.toThrow();
    }
  });

  test('or another version of it is a conflict', () => {
    expect(() => expectVersion(SURGE.type, { metadata: { resourceVersion: '6' } }, STORED)).toThrow(
      expect.objectContaining({ code: 409, reason: 'Conflict' }),
    );
    expect(() => expectVersion(SURGE.type, { metadata: { resourceVersion: '7' } }, STORED)).not.toThrow();
  });
});
