/** What the HPA controller does about bounds: it reads no metrics for them. */
import type { Behaviour } from '../behaviour.ts';
import { firstStepFact, SYNC_SECONDS, stepsFact, watchSteps } from '../replica-steps.ts';
import { conditionOf, patch, pathOf, raiseFloor, scaleTo } from '../requests.ts';
import type { Workload } from '../world.ts';
import { onRequests } from './load-metrics.ts';

const WATCHED = 2 * SYNC_SECONDS + 5;

const quiet = (replicas: number, min: number, more: Partial<Workload> = {}): Workload => ({
  name: 'app',
  replicas,
  rps: 0,
  hpa: { minReplicas: min, maxReplicas: 40, metrics: [onRequests] },
  ...more,
});

export const HPA_FLOOR: readonly Behaviour[] = [
  {
    name: 'a raised floor',
    workloads: [quiet(3, 3)],
    observe: async (world) => {
      await raiseFloor(world, 'app', 20);
      const steps = await watchSteps(world, 'app', { start: 3, length: WATCHED });
      return [stepsFact('replicas, min 3 raised to 20', steps), firstStepFact('after', steps)];
    },
  },
  {
    name: 'a raised floor, followed by `/scale`',
    workloads: [quiet(3, 3)],
    observe: async (world) => {
      await raiseFloor(world, 'app', 12);
      await scaleTo(world, 'app', 12);
      const steps = await watchSteps(world, 'app', { start: 3, length: WATCHED });
      return [stepsFact('replicas: the HPA does not object', steps), firstStepFact('after', steps, 1)];
    },
  },
  {
    name: 'a raised floor, metrics broken',
    workloads: [
      {
        name: 'app',
        replicas: 3,
        hpa: {
          minReplicas: 3,
          maxReplicas: 40,
          metrics: [
            {
              type: 'External',
              external: { metric: { name: 'nobody_has_it' }, target: { type: 'Value', value: '1' } },
            },
          ],
        },
      },
    ],
    observe: async (world) => {
      const before = await conditionOf(world, 'app', 'ScalingActive');
      await raiseFloor(world, 'app', 9);
      const steps = await watchSteps(world, 'app', { start: 3, length: WATCHED });
      return [
        { what: 'ScalingActive before', value: before },
        stepsFact('replicas, min 3 raised to 9', steps),
        firstStepFact('after', steps),
      ];
    },
  },
  {
    name: '`/scale` below the floor',
    workloads: [quiet(6, 6)],
    observe: async (world) => {
      await scaleTo(world, 'app', 2);
      const steps = await watchSteps(world, 'app', { start: 6, length: WATCHED });
      return [stepsFact('replicas', steps)];
    },
  },
  {
    name: 'a ceiling below the replicas',
    workloads: [quiet(10, 1, { rps: 1_000 })],
    observe: async (world) => {
      await patch(world, pathOf(world, 'hpas', 'app'), { spec: { maxReplicas: 4 } });
      const steps = await watchSteps(world, 'app', { start: 10, length: WATCHED });
      return [stepsFact('replicas, max 40 lowered to 4', steps), firstStepFact('after', steps)];
    },
  },
  {
    name: 'a target at zero',
    workloads: [quiet(0, 3)],
    observe: async (world) => {
      const asleep = await watchSteps(world, 'app', { start: 0, length: WATCHED });
      const condition = await conditionOf(world, 'app', 'ScalingActive');
      await scaleTo(world, 'app', 1);
      const woken = await watchSteps(world, 'app', { start: 0, length: WATCHED });
      return [
        stepsFact('replicas, min 3', asleep),
        { what: 'ScalingActive', value: condition },
        stepsFact('replicas once woken by `/scale`', woken),
      ];
    },
  },
  {
    name: 'a lowered floor, after a quiet hold',
    workloads: [
      quiet(20, 20, {
        rps: 200,
        hpa: {
          minReplicas: 20,
          maxReplicas: 40,
          metrics: [onRequests],
          behavior: { scaleDown: { stabilizationWindowSeconds: 30 } },
        },
      }),
    ],
    observe: async (world) => {
      // The window has only the low recommendations in it.
      await world.pass(45);
      await raiseFloor(world, 'app', 3);
      const steps = await watchSteps(world, 'app', { start: 20, length: WATCHED });
      return [stepsFact('replicas, min 20 lowered to 3', steps), firstStepFact('after', steps)];
    },
  },
];
