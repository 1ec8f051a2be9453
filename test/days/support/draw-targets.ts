/** Draws the targets of a day: HPAs of all shapes, now and then a plain Deployment, and a bystander at the end. */
import type { V2MetricSpec } from '@kubernetes/client-node';
import type { TargetRef } from '../../../src/core/model/target.ts';
import type { JsonObject } from '../../../src/resources/json.ts';
import type { Random } from '../../../src/sim/random.ts';
import type { TargetPlan } from './plan.ts';

export const NAMESPACE = 'news';

/** What owners write under `spec.behavior`; none of the windows is one that Forescale would write. */
export const BEHAVIORS: readonly JsonObject[] = [
  { scaleDown: { policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }] } },
  { scaleUp: { stabilizationWindowSeconds: 30 } },
  { scaleDown: { stabilizationWindowSeconds: 120 } },
  { scaleDown: { stabilizationWindowSeconds: 300, selectPolicy: 'Min' } },
  { scaleUp: { policies: [{ type: 'Pods', value: 2, periodSeconds: 30 }] }, scaleDown: {} },
];

export function drawTargets(random: Random): readonly TargetPlan[] {
  const count = random.pick([1, 1, 1, 2, 2, 3]);
  const named = Array.from({ length: count }, (_, index) => drawTarget(random, `app-${index + 1}`, true));
  return [...named, drawTarget(random, 'bystander', false)];
}

function drawTarget(random: Random, name: string, isNamed: boolean): TargetPlan {
  const plain = isNamed && random.chance(0.15);
  const asleep = isNamed && random.chance(0.12);
  const min = random.whole(1, 4);
  const kind = plain ? 'Deployment' : 'HorizontalPodAutoscaler';
  const ref: TargetRef = { kind, namespace: NAMESPACE, name };
  return {
    ref,
    hpa: plain ? undefined : drawHpa(random, min),
    replicas: asleep ? 0 : min,
    rpsPerReplica: 100,
    steadyRps: random.whole(20, 60 * min),
    tellsSteadyRps: random.chance(0.5),
    pushes: [],
  };
}

function drawHpa(random: Random, minReplicas: number): TargetPlan['hpa'] {
  const maxReplicas = minReplicas + random.whole(2, 14);
  const metrics = [drawMetric(random)];
  const behavior = random.chance(0.5) ? random.pick(BEHAVIORS) : undefined;
  return { minReplicas, maxReplicas, metrics, ...(behavior === undefined ? {} : { behavior }) };
}

const drawMetric = (random: Random): V2MetricSpec =>
  random.chance(0.5)
    ? { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } }
    : {
        type: 'Pods',
        pods: {
          metric: { name: 'requests_per_second' },
          target: { type: 'AverageValue', averageValue: '60' },
        },
      };
