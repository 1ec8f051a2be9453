/** A news app on a FakeKube as its owner made it: a Deployment of two, an HPA of two to ten, in the form of the wire. */
import type { FakeKube, Json } from './fake-kube.ts';

export const APPS = '/apis/apps/v1';
export const HPA_PATH = '/apis/autoscaling/v2/namespaces/news/horizontalpodautoscalers/app';
export const DEPLOYMENT_PATH = `${APPS}/namespaces/news/deployments/app`;
export const SURGE_PATH = '/apis/forescale.dev/v1alpha1/namespaces/news/surges/push';
export const SCALED_OBJECT_PATH = '/apis/keda.sh/v1alpha1/namespaces/news/scaledobjects/app';

/** What every cluster serves, and Forescale's own types. */
export function serveCommonTypes(kube: FakeKube): void {
  kube.serve(
    APPS,
    { name: 'deployments', kind: 'Deployment' },
    { name: 'deployments/scale', kind: 'Scale' },
    { name: 'statefulsets', kind: 'StatefulSet' },
    { name: 'statefulsets/scale', kind: 'Scale' },
  );
  kube.serve('/apis/autoscaling/v2', { name: 'horizontalpodautoscalers', kind: 'HorizontalPodAutoscaler' });
  kube.serve('/apis/forescale.dev/v1alpha1', { name: 'surges', kind: 'Surge' });
}

export const serveKeda = (kube: FakeKube): void =>
  kube.serve('/apis/keda.sh/v1alpha1', { name: 'scaledobjects', kind: 'ScaledObject' });

export function putApp(kube: FakeKube, replicas = 2): void {
  kube.put(DEPLOYMENT_PATH, {
    kind: 'Deployment',
    metadata: {
      name: 'app',
      labels: { app: 'app' },
      managedFields: [writtenBy('owner', ['spec', 'replicas']), writtenBy('owner', ['spec', 'template'])],
    },
    spec: { replicas, selector: {}, template: { spec: { containers: [{ name: 'app' }] } } },
    status: { replicas, readyReplicas: replicas, conditions: [] },
  });
}

export function putHpa(kube: FakeKube, over: Json = {}): void {
  kube.put(HPA_PATH, {
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'app', managedFields: [writtenBy('owner', ['spec', 'minReplicas'])] },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app' },
      minReplicas: 2,
      maxReplicas: 10,
      ...over,
    },
  });
}

/** An entry of `managedFields`. */
export const writtenBy = (manager: string, path: readonly string[]): Json => ({
  manager,
  operation: 'Update',
  time: '2026-11-22T11:00:00Z',
  fieldsV1: path.reduceRight<Json>((below, step) => ({ [`f:${step}`]: below }), {}),
});
