/** What the HPA controller does about load. */
import { itemsAt, textAt } from '../../../../src/sim/http/field-values.ts';
import type { Behaviour } from '../behaviour.ts';
import { firstStepFact, READING_SLACK, stepsFact, watchSeveral, watchSteps } from '../replica-steps.ts';
import { get, pathOf } from '../requests.ts';
import { passUntil } from '../settling.ts';
import type { Workload } from '../world.ts';
import { onCpu, onRequests } from './load-metrics.ts';

const loaded = (
  name: string,
  replicas: number,
  hpa: NonNullable<Workload['hpa']>,
  perPod = 100,
): Workload => ({
  name,
  replicas,
  hpa,
  rps: replicas * perPod,
});
const byRequests = { minReplicas: 2, maxReplicas: 40, metrics: [onRequests] };

export const HPA_LOAD: readonly Behaviour[] = [
  {
    name: 'a ramp of requests',
    workloads: [loaded('app', 4, byRequests)],
    observe: async (world) => {
      world.offer('app', 6_000);
      const steps = await watchSteps(world, 'app', { start: 4, length: 110, until: 40 });
      const { seconds } = steps;
      return [
        stepsFact('replicas: 4 or double per 15 s, up to max', steps),
        firstStepFact('first step after', steps, READING_SLACK),
        {
          what: 'from the first step to the last',
          seconds: (seconds.at(-1) ?? Number.NaN) - (seconds[0] ?? Number.NaN),
          slack: 2,
        },
      ];
    },
  },
  {
    name: 'the CPU trap',
    workloads: [loaded('app', 10, { minReplicas: 10, maxReplicas: 60, metrics: [onCpu] }, 60)],
    observe: async (world) => {
      world.offer('app', 12_000);
      const steps = await watchSteps(world, 'app', { start: 10, length: 120, until: 60 });
      const most = (index: number) => Math.ceil((steps.counts[index] ?? 0) / 0.6);
      const isBound = steps.counts.every((count, index) => index === 0 || count <= most(index - 1));
      const late = steps.counts.findIndex((count) => count >= 45);
      return [
        { what: 'first step, at 60 % and 20 times the load', value: `10 → ${steps.counts[1]}` },
        firstStepFact('first step after', steps, READING_SLACK),
        { what: 'no step beyond 100/60 of what there was', value: String(isBound) },
        {
          what: '45 replicas or more after',
          seconds: steps.seconds[late - 1] ?? Number.POSITIVE_INFINITY,
          slack: READING_SLACK,
        },
      ];
    },
  },
  {
    name: 'the tolerance',
    workloads: [loaded('above', 10, byRequests), loaded('within', 10, byRequests)],
    observe: async (world) => {
      world.offer('within', 1_080);
      world.offer('above', 1_120);
      const look = { start: 10, length: 50 };
      const [within, above] = await watchSeveral(world, ['within', 'above'], look);
      if (within === undefined || above === undefined) throw new Error('expected the steps of both');
      return [
        stepsFact('replicas at 8 % above the target', within),
        stepsFact('replicas at 12 % above', above),
      ];
    },
  },
  {
    name: 'scale-down stabilization, 45 s by `behavior`',
    workloads: [
      loaded('app', 10, { ...byRequests, behavior: { scaleDown: { stabilizationWindowSeconds: 45 } } }),
    ],
    observe: async (world) => {
      world.offer('app', 300);
      const seen = await passUntil(world, 'a reading of the lower load', 60, async () => {
        const { body } = await get(world, pathOf(world, 'hpas', 'app'));
        const [metric] = itemsAt(body, 'status.currentMetrics');
        return textAt(metric, 'pods.current.averageValue') === '30';
      });
      const steps = await watchSteps(world, 'app', { start: 10, length: 75 });
      return [
        { what: 'the lower load is seen after', seconds: seen, slack: READING_SLACK },
        stepsFact('replicas, the load falls from 10 pods to 3', steps),
        // The last high recommendation is a sync older than the first low one.
        firstStepFact('after that: the window without one sync', steps, 3),
      ];
    },
  },
  {
    name: 'a policy of `behavior`: 2 pods per 15 s down',
    workloads: [
      loaded('app', 10, {
        ...byRequests,
        behavior: {
          scaleDown: {
            stabilizationWindowSeconds: 0,
            policies: [{ type: 'Pods', value: 2, periodSeconds: 15 }],
          },
        },
      }),
    ],
    observe: async (world) => {
      world.offer('app', 300);
      const steps = await watchSteps(world, 'app', { start: 10, length: 110, until: 3 });
      return [stepsFact('replicas, the load falls from 10 pods to 3', steps)];
    },
  },
];
