/** What tests put on the cluster. */
import type { V1Deployment, V2HorizontalPodAutoscaler, V2MetricSpec } from '@kubernetes/client-node';

export interface DeploymentSpec {
  readonly replicas: number;
  readonly namespace?: string;
  /** Request and limit of each pod. */
  readonly cpu?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Pods have the label `app`, its value is the name. */
export function aDeployment(
  name: string,
  { replicas, namespace = 'default', cpu = '100m', labels = {} }: DeploymentSpec,
): V1Deployment {
  const app = { app: name, ...labels };
  const resources = { requests: { cpu }, limits: { cpu } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels: app },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: app },
        spec: { containers: [{ name: 'app', image: 'registry.example/app:1', resources }] },
      },
    },
  };
}

export interface HpaSpec {
  readonly min: number;
  readonly max: number;
  readonly namespace?: string;
  readonly metrics?: readonly V2MetricSpec[];
}

/** CPU in percent of the request. */
export const cpuAt = (percent: number): V2MetricSpec => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: percent } },
});

/** A custom metric of each pod, for example requests per second. */
export const podMetricAt = (name: string, average: number): V2MetricSpec => ({
  type: 'Pods',
  pods: { metric: { name }, target: { type: 'AverageValue', averageValue: String(average) } },
});

/** Of the Deployment of the same name, by CPU at 60 % unless told otherwise. */
export function anHpa(
  name: string,
  { min, max, namespace = 'default', metrics = [cpuAt(60)] }: HpaSpec,
): V2HorizontalPodAutoscaler {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: min,
      maxReplicas: max,
      metrics: [...metrics],
    },
  };
}
