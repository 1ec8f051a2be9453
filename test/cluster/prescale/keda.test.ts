import { beforeAll, expect, test } from 'vitest';
import { installDefinitions } from '../support/definitions.ts';
import { NAMESPACE, openScene, PATHS, type Scene } from '../support/scene.ts';
import { aSurge, cancelSurges, readSurge, troublesOf } from '../support/surges.ts';
import { waitFor } from '../support/wait.ts';
import { aDeployment, anHpa } from '../support/workloads.ts';
import { expectInvariants } from './invariants.ts';
import { aScaledObject } from './scaled-objects.ts';
import { type Stock, takeStock } from './stock.ts';
import { targetWrites } from './writes.ts';

interface ScaledObject {
  readonly metadata: { readonly uid: string };
  readonly spec: { readonly minReplicaCount?: number };
}

const RESOURCES = 'scaledobjects,horizontalpodautoscalers,deployments';
const KEDAS = 'keda-hpa-web';

let scene: Scene;
let wanted: Stock;
beforeAll(async () => {
  scene = await openScene();
  const { plane } = scene;
  await installDefinitions(plane, 'keda');
  await scene.start();
  await plane.kubectl.apply(aDeployment('web', { replicas: 3, namespace: NAMESPACE, cpu: '10m' }));
  const scaled = await plane.api.create<ScaledObject>(PATHS.scaledObjects, aScaledObject('web'));
  await plane.api.create(PATHS.hpas, hpaOfKeda(scaled.metadata.uid));
  wanted = await takeStock(plane, RESOURCES);
  return () => scene.plane.stop();
});

/** As KEDA's operator makes it, which does not run here. */
function hpaOfKeda(uid: string): object {
  const { spec, ...hpa } = anHpa('web', { min: 3, max: 50, namespace: NAMESPACE });
  const owner = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', name: 'web', uid };
  return {
    ...hpa,
    metadata: {
      name: KEDAS,
      namespace: NAMESPACE,
      ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
    },
    spec,
  };
}

const scaledMin = async () =>
  (await scene.plane.api.get<ScaledObject>(`${PATHS.scaledObjects}/web`)).spec.minReplicaCount;

test('the minimum of a ScaledObject is raised and handed back, the HPA that KEDA made of it is not touched', async () => {
  const { plane } = scene;
  const push = { replicas: 40, lastsSeconds: 600 };
  await plane.kubectl.apply([
    aSurge('by-scaled-object', { ...push, kind: 'ScaledObject', targets: ['web'] }),
    aSurge('by-hpa', { ...push, targets: [KEDAS] }),
    aSurge('by-deployment', { ...push, kind: 'Deployment', targets: ['web'] }),
  ]);
  await waitFor('the raised minimum', async () => (await scaledMin()) === 40);
  for (const surge of ['by-hpa', 'by-deployment']) {
    const troubles = await waitFor(`what ${surge} says`, async () => {
      const found = troublesOf(await readSurge(plane, surge));
      return found.length > 0 && found;
    });
    expect(troubles).toMatchObject([{ type: 'Controlled' }]);
    expect(troubles[0]?.message).toContain(surge === 'by-hpa' ? 'kind ScaledObject, name web' : 'name kind ');
  }

  await cancelSurges(plane, 'by-scaled-object', 'by-hpa', 'by-deployment');
  const paths = [PATHS.scaledObjects, PATHS.hpas, PATHS.deployments];
  await expectInvariants(scene, { wanted, targets: ['web'], resources: RESOURCES, paths });
  expect(targetWrites(plane).filter((write) => write.includes('horizontalpodautoscalers'))).toEqual([]);
});
