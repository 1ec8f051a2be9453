import { describe, expect, test } from 'vitest';
import { managerOf } from '../../../src/resources/managed-fields.ts';
import type { ApiServer } from '../../../src/sim/api/server.ts';
import { anApi, anApiWithHpa, BY_OWNER, deploymentDraft, floor, HPA, refusal } from '../../support/an-api.ts';

describe('patch', () => {
  test('a change of the spec makes a version and a generation', () => {
    const api = anApiWithHpa();
    expect(api.patch(...HPA, floor(3), BY_OWNER)).toMatchObject({
      metadata: { resourceVersion: '2', generation: 2 },
      spec: { minReplicas: 3, maxReplicas: 10 },
    });
  });

  test('a change of annotations or labels makes a version, no generation', () => {
    const api = anApiWithHpa();
    const patch = { metadata: { annotations: { a: '1' }, labels: { b: '2' } } };
    expect(api.patch(...HPA, patch, BY_OWNER).metadata).toMatchObject({
      resourceVersion: '2',
      generation: 1,
      annotations: { a: '1' },
      labels: { b: '2' },
    });
  });

  test.each([{ spec: { minReplicas: 2 } }, {}, { metadata: { annotations: { a: null } } }])(
    'that changes nothing makes no version and tells nobody: %j',
    (patch) => {
      const api = anApiWithHpa();
      const before = api.get(...HPA);
      let told = 0;
      api.watch('HorizontalPodAutoscaler', () => {
        told += 1;
      });
      expect(api.patch(...HPA, patch, BY_OWNER)).toBe(before);
      expect(told).toBe(0);
    },
  );

  test('annotations that were taken out leave no empty map', () => {
    const api = anApiWithHpa();
    api.patch(...HPA, { metadata: { annotations: { a: '1' } } }, BY_OWNER);
    const patched = api.patch(...HPA, { metadata: { annotations: { a: null } } }, BY_OWNER);
    expect(patched.metadata).not.toHaveProperty('annotations');
  });

  test('an older version in the precondition is a conflict and changes nothing', () => {
    const api = anApiWithHpa();
    api.patch(...HPA, floor(3), { ...BY_OWNER, resourceVersion: '1' });
    expect(() => api.patch(...HPA, floor(4), { ...BY_OWNER, resourceVersion: '1' })).toThrow(
      refusal(409, 'Conflict', 'the object has been modified'),
    );
    expect(api.get(...HPA)).toMatchObject({ metadata: { resourceVersion: '2' }, spec: { minReplicas: 3 } });
  });

  test('a version in the patch itself is a precondition too', () => {
    const api = anApiWithHpa();
    const patch = (resourceVersion: string) => ({ metadata: { resourceVersion }, ...floor(4) });
    expect(() => api.patch(...HPA, patch('9'), BY_OWNER)).toThrow(refusal(409, 'Conflict', 'modified'));
    expect(api.patch(...HPA, patch('1'), BY_OWNER).metadata.resourceVersion).toBe('2');
  });

  test('what the server alone writes stays as it is', () => {
    const api = anApiWithHpa();
    const before = api.get(...HPA);
    const metadata = {
      name: 'other',
      namespace: 'other',
      uid: 'other',
      generation: 9,
      creationTimestamp: 'never',
      managedFields: null,
    };
    expect(api.patch(...HPA, { metadata, kind: 'Pod', apiVersion: 'v1' }, BY_OWNER)).toBe(before);
    expect(api.patch(...HPA, { metadata, ...floor(3) }, BY_OWNER).metadata).toMatchObject({
      name: 'app',
      namespace: 'news',
      uid: before.metadata.uid,
      generation: 2,
      creationTimestamp: before.metadata.creationTimestamp,
    });
  });

  test('what is refused changes nothing: min above max', () => {
    const api = anApiWithHpa();
    const before = api.get(...HPA);
    expect(() => api.patch(...HPA, floor(11), BY_OWNER)).toThrow(
      refusal(422, 'Invalid', 'spec.maxReplicas: Invalid value: 10: must be greater than or equal to'),
    );
    expect(api.get(...HPA)).toBe(before);
    const both = { spec: { minReplicas: 11, maxReplicas: 11 } };
    expect(api.patch(...HPA, both, BY_OWNER).spec).toMatchObject(both.spec);
  });

  test('a floor that is taken out becomes the default of one', () => {
    const api = anApiWithHpa();
    expect(api.patch(...HPA, { spec: { minReplicas: null } }, BY_OWNER).spec.minReplicas).toBe(1);
  });

  test('fields belong to whoever changed them last', () => {
    const api = anApiWithHpa();
    const patched = api.patch(...HPA, floor(3), { manager: 'forescale' });
    expect(managerOf(patched.metadata, ['spec', 'minReplicas'])).toBe('forescale');
    expect(managerOf(patched.metadata, ['spec', 'maxReplicas'])).toBe('owner');
  });

  test('of what is not there', () => {
    const { api } = anApi();
    expect(() => api.patch(...HPA, floor(3), BY_OWNER)).toThrow(refusal(404, 'NotFound', '"app"'));
  });
});

describe('spec and status are written apart', () => {
  const both = { spec: { minReplicas: 3 }, status: { currentReplicas: 7 } };

  test('a patch leaves the status alone', () => {
    const api = anApiWithHpa();
    const patched = api.patch(...HPA, both, BY_OWNER);
    expect(patched.spec.minReplicas).toBe(3);
    expect(patched).not.toHaveProperty('status');
  });

  test('a patch of the status leaves all else alone, generation and managers too', () => {
    const api = anApiWithHpa();
    const { spec, metadata } = api.get(...HPA);
    const patch = { ...both, metadata: { annotations: { a: '1' } } };
    const patched = api.patchStatus(...HPA, patch, { manager: 'hpa' });
    expect(patched.spec).toBe(spec);
    expect(patched.metadata).toEqual({ ...metadata, resourceVersion: '2' });
    expect(patched.status).toEqual({ currentReplicas: 7 });
  });

  test('a patch of the status has the same precondition, and makes no version for nothing', () => {
    const api = anApiWithHpa();
    const first = api.patchStatus(...HPA, both, { ...BY_OWNER, resourceVersion: '1' });
    expect(api.patchStatus(...HPA, both, BY_OWNER)).toBe(first);
    expect(() => api.patchStatus(...HPA, both, { ...BY_OWNER, resourceVersion: '1' })).toThrow(
      refusal(409, 'Conflict', 'modified'),
    );
  });
});

describe('scale', () => {
  const DEPLOYMENT = ['Deployment', 'news', 'app'] as const;
  function anApiWithDeployment(): ApiServer {
    const { api } = anApi();
    api.create('Deployment', deploymentDraft(), BY_OWNER);
    return api;
  }

  test('writes the replicas and nothing else', () => {
    const api = anApiWithDeployment();
    const { spec } = api.get(...DEPLOYMENT);
    api.scale(...DEPLOYMENT, 5, { manager: 'hpa' });
    const scaled = api.get(...DEPLOYMENT);
    expect(scaled.spec).toEqual({ ...spec, replicas: 5 });
    expect(scaled.metadata.generation).toBe(2);
    expect(managerOf(scaled.metadata, ['spec', 'replicas'])).toBe('hpa');
  });

  test('to where it stands is no write', () => {
    const api = anApiWithDeployment();
    const before = api.get(...DEPLOYMENT);
    api.scale(...DEPLOYMENT, 2, BY_OWNER);
    expect(api.get(...DEPLOYMENT)).toBe(before);
  });

  test.each([-1, 1.5, Number.NaN])('to %d is refused', (replicas) => {
    const api = anApiWithDeployment();
    expect(() => api.scale(...DEPLOYMENT, replicas, BY_OWNER)).toThrow(
      refusal(422, 'Invalid', `spec.replicas: Invalid value: ${replicas}: must be a whole number from 0`),
    );
  });

  test('from another count than it has is refused', () => {
    const api = anApiWithDeployment();
    expect(() => api.scale(...DEPLOYMENT, 5, { ...BY_OWNER, from: 3 })).toThrow(
      refusal(409, 'Conflict', 'spec.replicas is 2, expected 3'),
    );
    expect(api.get(...DEPLOYMENT).spec.replicas).toBe(2);
    api.scale(...DEPLOYMENT, 5, { ...BY_OWNER, from: 2 });
    expect(api.get(...DEPLOYMENT).spec.replicas).toBe(5);
  });

  test('has the same precondition, and needs the object', () => {
    const api = anApiWithDeployment();
    const old = { ...BY_OWNER, resourceVersion: '0' };
    expect(() => api.scale(...DEPLOYMENT, 5, old)).toThrow(refusal(409, 'Conflict', 'modified'));
    expect(() => api.scale('Deployment', 'news', 'other', 5, BY_OWNER)).toThrow(
      refusal(404, 'NotFound', '"other"'),
    );
  });
});
