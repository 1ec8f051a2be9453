/** Two hundred HPAs raised at once: the limits of the controller manager's own clients. */
import { itemsAt, numberAt } from '../../../../src/sim/http/field-values.ts';
import type { Behaviour, Fact } from '../behaviour.ts';
import { get, pathOf, raiseFloor, scaleTo } from '../requests.ts';
import { passUntil } from '../settling.ts';
import type { Workload, World } from '../world.ts';
import { onRequests } from './load-metrics.ts';

const FLEET = 200;
const RAISED = [2, 3] as const;
const AT_ONCE = 20;
const PATIENCE = 240;
/** The floors take two seconds to write on a real cluster, none on the other. */
const SLACK = 3;

const names = Array.from({ length: FLEET }, (_, index) => `app-${index}`);

const workloads = names.map(
  (name): Workload => ({
    name,
    replicas: 1,
    rps: 0,
    hpa: { minReplicas: 1, maxReplicas: 10, metrics: [onRequests] },
  }),
);

async function countAt(world: World, replicas: number): Promise<number> {
  const { body } = await get(world, pathOf(world, 'deployments'));
  return itemsAt(body, 'items').filter((one) => numberAt(one, 'spec.replicas') >= replicas).length;
}

async function raiseAll(world: World, replicas: number, withScale: boolean): Promise<void> {
  for (let from = 0; from < FLEET; from += AT_ONCE) {
    const some = names.slice(from, from + AT_ONCE);
    await Promise.all(some.map((name) => raiseFloor(world, name, replicas)));
    if (withScale) await Promise.all(some.map((name) => scaleTo(world, name, replicas)));
  }
}

async function untilPods(world: World, count: number): Promise<void> {
  await passUntil(world, `${count} pods`, PATIENCE, async () => {
    const { body } = await get(world, pathOf(world, 'deployments'));
    const replicas = itemsAt(body, 'items').map((one) => numberAt(one, 'status.replicas'));
    return replicas.reduce((sum, one) => sum + one, 0) >= count;
  });
}

async function raiseByFloor(world: World, replicas: number): Promise<readonly Fact[]> {
  const from = world.now();
  const elapsed = () => world.now() - from;
  await raiseAll(world, replicas, false);
  const isAt = (share: number) => async () => (await countAt(world, replicas)) >= FLEET * share;
  await passUntil(world, 'half of the fleet to be raised', PATIENCE, isAt(0.5));
  const half = elapsed();
  await passUntil(world, 'the fleet to be raised', PATIENCE, isAt(1));
  const last = elapsed();
  await untilPods(world, FLEET * replicas);
  return [
    { what: 'half of the Deployments at their new count after', seconds: half, slack: SLACK },
    { what: 'the last Deployment after', seconds: last, slack: SLACK },
    { what: 'the last pod created after', seconds: elapsed(), slack: SLACK },
  ];
}

async function raiseWithScale(world: World, replicas: number): Promise<readonly Fact[]> {
  const from = world.now();
  await raiseAll(world, replicas, true);
  const isRaised = async () => (await countAt(world, replicas)) === FLEET;
  await passUntil(world, 'the fleet to be raised', PATIENCE, isRaised);
  const what = 'with `/scale` in the same pass: the last Deployment after';
  return [{ what, seconds: world.now() - from, slack: SLACK }];
}

export const FLEETS: readonly Behaviour[] = [
  {
    name: 'a fleet of 200 HPAs raised by one replica',
    workloads,
    alone: true,
    observe: async (world) => [
      ...(await raiseByFloor(world, RAISED[0])),
      ...(await raiseWithScale(world, RAISED[1])),
    ],
  },
];
