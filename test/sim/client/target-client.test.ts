import { describe, expect, test } from 'vitest';
import { RECORD_ANNOTATION } from '../../../src/core/model/floor-record.ts';
import type { TargetRef } from '../../../src/core/model/target.ts';
import type { TargetPatch } from '../../../src/ports/targets.ts';
import { managerOf } from '../../../src/resources/managed-fields.ts';
import type { FaultRates } from '../../../src/sim/client/faults.ts';
import { TargetClient } from '../../../src/sim/client/target-client.ts';
import { aConnection, follow, type Outcome } from '../../support/a-connection.ts';
import { aRecord } from '../../support/a-target.ts';
import { BY_OWNER, deploymentDraft, HPA, hpaDraft } from '../../support/an-api.ts';

const AN_HPA: TargetRef = { kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'app' };
const A_DEPLOYMENT: TargetRef = { ...AN_HPA, kind: 'Deployment' };
const A_STATEFUL_SET: TargetRef = { ...AN_HPA, kind: 'StatefulSet' };
const NOWHERE: TargetRef = { ...AN_HPA, name: 'other' };
const DEPLOYMENT = ['Deployment', 'news', 'app'] as const;

/** A client, and how its calls end. */
function aClient(rates: Partial<FaultRates> = {}) {
  const parts = aConnection(rates);
  const client = new TargetClient(parts.connection);
  const outcomeOf = async (call: Promise<unknown>): Promise<Outcome> => {
    const outcome = follow(call);
    await parts.engine.runUntil(parts.engine.now);
    await parts.runToMillis(60_000);
    return outcome;
  };
  return { ...parts, client, outcomeOf };
}

const aPatch = (over: Partial<TargetPatch> = {}): TargetPatch => ({
  resourceVersion: '1',
  change: { min: 4 },
  record: aRecord(),
  ...over,
});

describe('reads', () => {
  test('an HPA with its workload, and a Deployment', async () => {
    const { client, outcomeOf } = aClient();
    expect(await outcomeOf(client.read(AN_HPA))).toMatchObject({
      value: { ref: AN_HPA, lever: 'minReplicas', min: 2, replicas: 2 },
    });
  });

  test('a Deployment', async () => {
    const { client, outcomeOf } = aClient();
    expect(await outcomeOf(client.read(A_DEPLOYMENT))).toMatchObject({
      value: { ref: A_DEPLOYMENT, lever: 'replicas', min: 2 },
    });
  });

  test.each([
    ['app', AN_HPA],
    ['free', undefined],
  ])('who scales the Deployment %s', async (name, controlledBy) => {
    const { api, client, outcomeOf } = aClient();
    api.create('Deployment', deploymentDraft('free'), BY_OWNER);
    expect(await outcomeOf(client.read({ ...A_DEPLOYMENT, name }))).toMatchObject({
      value: { controlledBy },
    });
  });

  const missing: Readonly<Record<string, TargetRef>> = {
    'no HPA': NOWHERE,
    'no Deployment': { ...NOWHERE, kind: 'Deployment' },
    'a kind that the cluster does not have': A_STATEFUL_SET,
  };
  test.each(Object.entries(missing))('%s is undefined', async (_, ref) => {
    const { client, outcomeOf } = aClient();
    expect(await outcomeOf(client.read(ref).then((found) => [found]))).toEqual({ value: [undefined] });
  });

  test.each([
    { name: 'gone', kind: 'Deployment' },
    { name: 'app', kind: 'StatefulSet' },
  ])('an HPA of a workload that is not there is undefined: %j', async (target) => {
    const { api, client, outcomeOf } = aClient();
    const scaleTargetRef = { apiVersion: 'apps/v1', ...target };
    api.patch(...HPA, { spec: { scaleTargetRef } }, BY_OWNER);
    expect(await outcomeOf(client.read(AN_HPA).then((found) => [found]))).toEqual({ value: [undefined] });
  });

  test('what carries a record, of both kinds', async () => {
    const { api, client, outcomeOf } = aClient();
    api.create('HorizontalPodAutoscaler', hpaDraft('free'), BY_OWNER);
    api.create('Deployment', deploymentDraft('free'), BY_OWNER);
    const patch = { metadata: { annotations: { [RECORD_ANNOTATION]: 'even a torn one' } } };
    api.patch(...HPA, patch, BY_OWNER);
    api.patch(...DEPLOYMENT, patch, BY_OWNER);
    expect(await outcomeOf(client.listRecorded())).toEqual({ value: [AN_HPA, A_DEPLOYMENT] });
  });
});

describe('patch', () => {
  test('writes bounds and record as one version, by our name', async () => {
    const { api, client, outcomeOf } = aClient();
    expect(await outcomeOf(client.patch(AN_HPA, aPatch()))).toEqual({ value: 'done' });
    const hpa = api.get(...HPA);
    expect(hpa.spec.minReplicas).toBe(4);
    expect(hpa.metadata.annotations).toHaveProperty([RECORD_ANNOTATION]);
    expect(hpa.metadata.resourceVersion).toBe('3');
    expect(managerOf(hpa.metadata, ['spec', 'minReplicas'])).toBe('forescale');
  });

  test('of a Deployment writes its replicas', async () => {
    const { api, client, outcomeOf } = aClient();
    await outcomeOf(client.patch(A_DEPLOYMENT, aPatch({ resourceVersion: '2' })));
    expect(api.get(...DEPLOYMENT).spec.replicas).toBe(4);
  });

  const refused: Readonly<Record<string, readonly [TargetRef, Partial<TargetPatch>, string]>> = {
    'an older version': [AN_HPA, { resourceVersion: '0' }, 'Conflict'],
    'min above max': [AN_HPA, { change: { min: 11 } }, 'Invalid'],
    'what is gone': [NOWHERE, {}, 'NotFound'],
    'a kind that the cluster does not have': [A_STATEFUL_SET, {}, 'Invalid'],
  };
  test.each(Object.entries(refused))('%s is refused', async (_, [ref, over, name]) => {
    const { api, connection, client, outcomeOf } = aClient();
    const before = api.get(...HPA);
    expect(await outcomeOf(client.patch(ref, aPatch(over)))).toMatchObject({ error: { name } });
    expect(api.get(...HPA)).toBe(before);
    expect(connection.writes).toBe(0);
  });

  test.each([AN_HPA, A_DEPLOYMENT])(
    'a conflict is one: somebody wrote before, harmlessly (%j)',
    async (ref) => {
      const { api, client, outcomeOf } = aClient({ calls: { conflict: 1 } });
      const read = () => (ref === AN_HPA ? api.get(...HPA) : api.get(...DEPLOYMENT));
      const { spec, metadata } = read();
      const patch = aPatch({ resourceVersion: metadata.resourceVersion });
      expect(await outcomeOf(client.patch(ref, patch))).toMatchObject({ error: { name: 'Conflict' } });
      expect(read().spec).toEqual(spec);
      expect(read().metadata.resourceVersion).toBe('3');
    },
  );
});

describe('scale', () => {
  test.each([AN_HPA, A_DEPLOYMENT])('writes the replicas of the workload (%j)', async (ref) => {
    const { api, client, outcomeOf } = aClient();
    expect(await outcomeOf(client.scale(ref, { from: 2, replicas: 7 }))).toEqual({ value: 'done' });
    expect(api.get(...DEPLOYMENT).spec.replicas).toBe(7);
    expect(managerOf(api.get(...DEPLOYMENT).metadata, ['spec', 'replicas'])).toBe('forescale');
    expect(api.get(...HPA).spec.minReplicas).toBe(2);
  });

  test('of a workload that has other replicas by now', async () => {
    const { api, client, outcomeOf } = aClient();
    expect(await outcomeOf(client.scale(AN_HPA, { from: 1, replicas: 7 }))).toMatchObject({
      error: { name: 'Conflict' },
    });
    expect(api.get(...DEPLOYMENT).spec.replicas).toBe(2);
  });

  test('of a workload whose pods become ready meanwhile', async () => {
    const { api, client, outcomeOf } = aClient();
    api.patchStatus(...DEPLOYMENT, { status: { readyReplicas: 2 } }, BY_OWNER);
    expect(await outcomeOf(client.scale(AN_HPA, { from: 2, replicas: 7 }))).toEqual({ value: 'done' });
  });

  test('of what is gone', async () => {
    const { client, outcomeOf } = aClient();
    expect(await outcomeOf(client.scale(NOWHERE, { from: 2, replicas: 7 }))).toMatchObject({
      error: { name: 'NotFound' },
    });
  });

  test.each([
    [A_STATEFUL_SET, 'Deployment'],
    [AN_HPA, 'StatefulSet'],
  ] as const)('of a workload of a kind that the cluster does not have (%j, %s)', async (ref, kind) => {
    const { api, client, outcomeOf } = aClient();
    api.patch(...HPA, { spec: { scaleTargetRef: { kind } } }, BY_OWNER);
    expect(await outcomeOf(client.scale(ref, { from: 2, replicas: 7 }))).toMatchObject({
      error: { name: 'Invalid' },
    });
    expect(api.get(...DEPLOYMENT).spec.replicas).toBe(2);
  });
});
