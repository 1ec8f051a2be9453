/** What the owner of a workload brings to the cluster: a Deployment, and its HPA and budget where it has them. */
import { formatProfile, PROFILE_ANNOTATION } from '../core/model/workload-profile.ts';
import type { ApiServer, Draft } from './api/server.ts';
import type { WorkloadSpec } from './cluster-spec.ts';

/** The field manager of those who own the workloads. */
export const OWNER = 'owner';

export function deploy(workload: WorkloadSpec, api: ApiServer): void {
  const { deployment, budget, autoscaler } = draftWorkload(workload);
  const byOwner = { manager: OWNER };
  api.create('Deployment', deployment, byOwner);
  if (budget !== undefined) api.create('PodDisruptionBudget', budget, byOwner);
  if (autoscaler !== undefined) api.create('HorizontalPodAutoscaler', autoscaler, byOwner);
}

export function draftWorkload(workload: WorkloadSpec) {
  const { hpa, podDisruptionBudget } = workload;
  return {
    deployment: deploymentOf(workload),
    budget: podDisruptionBudget && budgetOf(workload, podDisruptionBudget),
    autoscaler: hpa && autoscalerOf(workload, hpa),
  };
}

function deploymentOf(workload: WorkloadSpec): Draft<'Deployment'> {
  const { namespace, name, replicas, template, hpa } = workload;
  const labels = labelsOf(workload);
  return {
    apiVersion: 'apps/v1',
    metadata: { namespace, name, ...(hpa === undefined ? profileOf(workload) : {}) },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}

function budgetOf(
  workload: WorkloadSpec,
  budget: NonNullable<WorkloadSpec['podDisruptionBudget']>,
): Draft<'PodDisruptionBudget'> {
  const { namespace, name } = workload;
  return {
    apiVersion: 'policy/v1',
    metadata: { namespace, name },
    spec: { selector: { matchLabels: labelsOf(workload) }, ...budget },
  };
}

function autoscalerOf(
  workload: WorkloadSpec,
  hpa: NonNullable<WorkloadSpec['hpa']>,
): Draft<'HorizontalPodAutoscaler'> {
  const { namespace, name } = workload;
  return {
    apiVersion: 'autoscaling/v2',
    metadata: { namespace, name, ...profileOf(workload) },
    spec: { ...hpa, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } },
  };
}

const labelsOf = ({ name, template }: WorkloadSpec): Readonly<Record<string, string>> =>
  template.metadata?.labels ?? { app: name };

const profileOf = ({ profile }: WorkloadSpec) => ({
  annotations: { [PROFILE_ANNOTATION]: formatProfile(profile) },
});
