import { expect, test } from 'vitest';
import { findSubject } from '../../../src/adapters/kubernetes/subject-lookup.ts';
import type { TargetRef } from '../../../src/core/model/target.ts';
import {
  DEPLOYMENT_PATH,
  HPA_PATH,
  putApp,
  putHpa,
  SCALED_OBJECT_PATH,
  SURGE_PATH,
  serveCommonTypes,
  serveKeda,
} from '../../support/a-news-app.ts';
import { someClients } from '../../support/cached-clients.ts';

async function aSource() {
  const { kube, clock, cached, start } = someClients();
  serveCommonTypes(kube);
  serveKeda(kube);
  putApp(kube);
  putHpa(kube);
  kube.put(SCALED_OBJECT_PATH, { spec: { scaleTargetRef: { name: 'app' } } });
  kube.put(SURGE_PATH, { spec: {} });
  await start();
  return { kube, clock, cached };
}

test.each([
  ['HorizontalPodAutoscaler', 'autoscaling/v2', HPA_PATH],
  ['Deployment', 'apps/v1', DEPLOYMENT_PATH],
  ['ScaledObject', 'keda.sh/v1alpha1', SCALED_OBJECT_PATH],
] as const)('a target is named as its API has it, and by its own uid: %s', async (kind, apiVersion, path) => {
  const { kube, cached } = await aSource();
  const ref: TargetRef = { kind, namespace: 'news', name: 'app' };
  const uid = kube.read(path)?.metadata.uid;
  expect(await findSubject({ kind: 'target', ref }, cached)).toEqual({ apiVersion, ...ref, uid });
});

test('a surge is the one that has the name now', async () => {
  const { kube, clock, cached } = await aSource();
  const uidNow = async () => (await findSubject({ kind: 'surge', surge: 'news/push' }, cached))?.uid;
  const before = await uidNow();
  expect(before).toBe(kube.read(SURGE_PATH)?.metadata.uid);
  kube.remove(SURGE_PATH);
  kube.put(SURGE_PATH, { spec: {} });
  await clock.settle();
  expect(await uidNow()).toBe(kube.read(SURGE_PATH)?.metadata.uid);
  expect(await uidNow()).not.toBe(before);
});

test('what is gone is nobody’s subject', async () => {
  const { kube, clock, cached } = await aSource();
  kube.remove(SURGE_PATH);
  await clock.settle();
  expect(await findSubject({ kind: 'surge', surge: 'news/push' }, cached)).toBeUndefined();
});
