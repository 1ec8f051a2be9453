/** Waiting, on the cluster's own clock, until what a behaviour needs is there, and its first readings. */
import { itemsAt, numberAt } from '../../../src/sim/http/field-values.ts';
import type { Behaviour } from './behaviour.ts';
import type { World } from './world.ts';

const PATIENCE_SECONDS = 240;
/** Two scrapes and a sync: a sample counts when its whole window lies after the pod was ready. */
const MEASURING_SECONDS = 45;

export async function settle(world: World, { workloads = [] }: Behaviour): Promise<void> {
  if (workloads.length === 0) return;
  const wanted = new Map(workloads.map(({ name, replicas }) => [name, replicas]));
  await passUntil(world, 'all pods of the workloads to be ready', PATIENCE_SECONDS, async () => {
    const { body } = await world.ask({
      method: 'GET',
      path: `/apis/apps/v1/namespaces/${world.namespace}/deployments`,
    });
    return itemsAt(body, 'items').every((deployment) => {
      const name = (deployment as { metadata: { name: string } }).metadata.name;
      return numberAt(deployment, 'status.readyReplicas') === (wanted.get(name) ?? 0);
    });
  });
  if (workloads.some(({ hpa }) => hpa !== undefined)) await world.pass(MEASURING_SECONDS);
}

/** @returns seconds that it took */
export async function passUntil(
  world: World,
  what: string,
  patience: number,
  isSo: () => Promise<boolean>,
  step = 0.5,
): Promise<number> {
  const from = world.now();
  while (!(await isSo())) {
    if (world.now() - from > patience)
      throw new Error(`${world.namespace}: expected ${what} within ${patience} s`);
    await world.pass(step);
  }
  return world.now() - from;
}
