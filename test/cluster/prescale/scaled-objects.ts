/** KEDA's ScaledObject of a Deployment of the same name; KEDA's operator does not run here. */
import { NAMESPACE } from '../support/scene.ts';

/** Between 3 and 50. */
export const aScaledObject = (name: string): object => ({
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  metadata: { name, namespace: NAMESPACE },
  spec: {
    scaleTargetRef: { name },
    minReplicaCount: 3,
    maxReplicaCount: 50,
    triggers: [{ type: 'cpu', metricType: 'Utilization', metadata: { value: '60' } }],
  },
});
