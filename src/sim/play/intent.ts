/** Are the targets as their owners want them? Compared with what the owners deployed, to the letter. */
import { isDeepStrictEqual } from 'node:util';
import type { ClusterView } from '../cluster.ts';
import type { WorkloadSpec } from '../cluster-spec.ts';

/** Taken before anything else runs; the function it returns compares a later moment with it. */
export function rememberIntent(cluster: ClusterView, workloads: readonly WorkloadSpec[]): () => boolean {
  const read = () => workloads.map((workload) => ownedState(cluster, workload));
  const wanted = read();
  return () => isDeepStrictEqual(read(), wanted);
}

/** The replicas of a workload under an HPA are the HPA's business, not the owner's. */
function ownedState({ api }: ClusterView, { namespace, name, hpa }: WorkloadSpec) {
  if (hpa === undefined) {
    const workload = api.find('Deployment', namespace, name);
    return { spec: workload?.spec, annotations: workload?.metadata.annotations };
  }
  const autoscaler = api.find('HorizontalPodAutoscaler', namespace, name);
  return { spec: autoscaler?.spec, annotations: autoscaler?.metadata.annotations };
}
