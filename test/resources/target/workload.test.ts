import { describe, expect, test } from 'vitest';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import { workloadPatch, workloadSnapshot } from '../../../src/resources/target/workload.ts';
import type { Deployment } from '../../../src/sim/api/objects.ts';
import type { ApiServer } from '../../../src/sim/api/server.ts';
import { aRecord } from '../../support/a-target.ts';
import { anApi, BY_OWNER, deploymentDraft } from '../../support/an-api.ts';

const DEPLOYMENT = ['Deployment', 'news', 'app'] as const;

function anApp(): ApiServer {
  const { api } = anApi();
  api.create('Deployment', deploymentDraft('app', 4), BY_OWNER);
  return api;
}
const ownedPartOf = ({ spec, metadata }: Deployment) => ({ spec, annotations: metadata.annotations });

describe('a Deployment', () => {
  const read = (api: ApiServer): TargetSnapshot =>
    workloadSnapshot(api.get(...DEPLOYMENT), 'Deployment', undefined);

  test('is scaled by its replicas, and has no maximum', () => {
    expect(read(anApp())).toMatchObject({
      ref: { kind: 'Deployment', namespace: 'news', name: 'app' },
      lever: 'replicas',
      min: 4,
      max: undefined,
      scaleDownWindow: { kind: 'absent' },
      replicas: 4,
      metrics: [],
      minManager: 'owner',
    });
  });

  test('is controlled by who scales it', () => {
    const scaler = { kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'app' } as const;
    const snapshot = workloadSnapshot(anApp().get(...DEPLOYMENT), 'Deployment', scaler);
    expect([read(anApp()).controlledBy, snapshot.controlledBy]).toEqual([undefined, scaler]);
  });

  test('a change comes back, and goes again to the letter', () => {
    const api = anApp();
    const before = api.get(...DEPLOYMENT);
    api.patch(...DEPLOYMENT, workloadPatch({ min: 9 }, aRecord()), { manager: 'forescale' });
    expect(read(api)).toMatchObject({ min: 9, record: { kind: 'record', record: aRecord() } });
    api.patch(...DEPLOYMENT, workloadPatch({ min: 4 }, null), { manager: 'forescale' });
    expect(ownedPartOf(api.get(...DEPLOYMENT))).toEqual(ownedPartOf(before));
  });
});
