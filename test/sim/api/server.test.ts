import { describe, expect, test } from 'vitest';
import { ApiServer } from '../../../src/sim/api/server.ts';
import { Engine } from '../../../src/sim/engine.ts';
import { anApi, anApiWithHpa, BY_OWNER, floor, HPA, hpaDraft, NOON, refusal } from '../../support/an-api.ts';
import { aNode } from '../../support/kube-objects.ts';

describe('create', () => {
  test('adds what the server knows: uid, version, generation, time, namespace', async () => {
    const { api, runTo } = anApi();
    await runTo(90);
    const { metadata, ...draft } = hpaDraft();
    const made = api.create('HorizontalPodAutoscaler', { ...draft, metadata: { name: 'app' } }, BY_OWNER);
    expect(made.metadata).toEqual({
      name: 'app',
      namespace: 'default',
      uid: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      resourceVersion: '1',
      generation: 1,
      creationTimestamp: '2026-11-22T12:01:30.000Z',
      managedFields: [expect.objectContaining({ manager: 'owner' })],
    });
    expect(api.get('HorizontalPodAutoscaler', 'default', 'app')).toBe(made);
    expect(metadata.namespace).toBe('news');
  });

  test('a second of the name is refused; in another namespace it is another object', () => {
    const api = anApiWithHpa();
    const { metadata, ...draft } = hpaDraft();
    expect(() => api.create('HorizontalPodAutoscaler', hpaDraft(), BY_OWNER)).toThrow(
      refusal(409, 'AlreadyExists', '"app" already exists'),
    );
    const other = { ...draft, metadata: { ...metadata, namespace: 'shop' } };
    expect(api.create('HorizontalPodAutoscaler', other, BY_OWNER).metadata.uid).not.toBe(
      api.get(...HPA).metadata.uid,
    );
  });

  test('a Node lives in no namespace', () => {
    const { api } = anApi();
    aNode(api, 'node-1');
    expect(api.get('Node', 'anything', 'node-1').metadata).not.toHaveProperty('namespace');
  });

  test('what is refused leaves nothing behind', () => {
    const { api } = anApi();
    const wrong = hpaDraft('app', { minReplicas: 11 });
    expect(() => api.create('HorizontalPodAutoscaler', wrong, BY_OWNER)).toThrow(
      refusal(422, 'Invalid', 'spec.maxReplicas: Invalid value: 10'),
    );
    expect(api.find(...HPA)).toBeUndefined();
    expect(api.count('HorizontalPodAutoscaler')).toBe(0);
  });
});

describe('get, find, list', () => {
  test('what is not there', () => {
    const { api } = anApi();
    expect(() => api.get(...HPA)).toThrow(
      refusal(404, 'NotFound', 'HorizontalPodAutoscaler "app" not found'),
    );
    expect(api.find(...HPA)).toBeUndefined();
  });

  test('a list is in order of creation, whatever was written since', () => {
    const { api } = anApi();
    for (const name of ['b', 'c', 'a']) api.create('HorizontalPodAutoscaler', hpaDraft(name), BY_OWNER);
    api.patch('HorizontalPodAutoscaler', 'news', 'b', floor(3), BY_OWNER);
    api.delete('HorizontalPodAutoscaler', 'news', 'c');
    api.create('HorizontalPodAutoscaler', hpaDraft('c'), BY_OWNER);
    expect([...api.list('HorizontalPodAutoscaler')].map(({ metadata }) => metadata.name)).toEqual([
      'b',
      'a',
      'c',
    ]);
  });

  test('a reader keeps what it got', () => {
    const api = anApiWithHpa();
    const before = api.get(...HPA);
    api.patch(...HPA, floor(3), BY_OWNER);
    expect(before.spec.minReplicas).toBe(2);
  });
});

describe('update', () => {
  test('sees the newest object, and writes what it makes of it', () => {
    const api = anApiWithHpa();
    api.patch(...HPA, floor(3), BY_OWNER);
    const updated = api.update(...HPA, 'hpa', (current) => ({
      ...current,
      status: { currentReplicas: current.spec.minReplicas ?? 0 },
    }));
    expect(updated).toMatchObject({ metadata: { resourceVersion: '3' }, status: { currentReplicas: 3 } });
  });

  test('the same object, or an equal one, is no write', () => {
    const api = anApiWithHpa();
    const before = api.get(...HPA);
    expect(api.update(...HPA, 'hpa', (current) => current)).toBe(before);
    expect(api.update(...HPA, 'hpa', (current) => structuredClone(current))).toBe(before);
  });

  test('owners of an object are part of it', () => {
    const api = anApiWithHpa();
    const ownerReferences = [{ apiVersion: 'v1', kind: 'Owner', name: 'o', uid: 'u' }];
    const updated = api.update(...HPA, 'owner', (current) => ({
      ...current,
      metadata: { ...current.metadata, ownerReferences },
    }));
    expect(updated.metadata).toMatchObject({ resourceVersion: '2', generation: 1, ownerReferences });
  });
});

describe('a kind that is not served', () => {
  test('is not found, whatever is asked of it', () => {
    const api = new ApiServer(new Engine(NOON), { unserved: ['CapacityBuffer'] });
    const notServed = refusal(404, 'NotFound', 'could not find the requested resource');
    expect([api.serves('CapacityBuffer'), api.serves('Surge')]).toEqual([false, true]);
    expect(() => api.list('CapacityBuffer')).toThrow(notServed);
    expect(() => api.find('CapacityBuffer', 'news', 'b')).toThrow(notServed);
    expect(() => api.delete('CapacityBuffer', 'news', 'b')).toThrow(notServed);
  });
});

describe('delete', () => {
  test('may ask for the object of one uid', () => {
    const api = anApiWithHpa();
    const { uid } = api.get(...HPA).metadata;
    expect(() => api.delete(...HPA, { ...BY_OWNER, uid: 'other' })).toThrow(refusal(409, 'Conflict', 'UID'));
    api.delete(...HPA, { ...BY_OWNER, uid });
    expect(api.find(...HPA)).toBeUndefined();
  });

  test('takes the object away; one made anew is another', () => {
    const api = anApiWithHpa();
    const before = api.get(...HPA);
    api.delete(...HPA);
    expect(api.find(...HPA)).toBeUndefined();
    expect(() => api.delete(...HPA)).toThrow(refusal(404, 'NotFound', '"app"'));
    const { metadata } = api.create('HorizontalPodAutoscaler', hpaDraft(), BY_OWNER);
    expect(metadata.uid).not.toBe(before.metadata.uid);
    expect(Number(metadata.resourceVersion)).toBeGreaterThan(Number(before.metadata.resourceVersion) + 1);
  });
});
