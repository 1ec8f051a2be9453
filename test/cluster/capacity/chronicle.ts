/** One raise as it goes, looked at several times a second. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlPlane } from '../support/control-plane.ts';
import { type CapacityWords, capacityOf, floorOf, nodesOf, readyOf } from './readings.ts';

export interface RaiseWords {
  readonly surge: string;
  /** Of the HPA, the Deployment and the NodePool. */
  readonly target: string;
  readonly replicas: number;
}

export interface Chronicle {
  /** When the floor was seen up, and all pods Ready, in milliseconds since 1970. */
  readonly floorAt: number;
  readonly readyAt: number;
  /** Every node that the NodePool ever had meanwhile. */
  readonly nodes: ReadonlySet<string>;
  /** What the surge said of its nodes, each as it was first said. */
  readonly said: readonly CapacityWords[];
}

const EVERY_MILLIS = 200;
/** Nodes that nobody needs come within this time of the pods, or not at all. */
const AFTERMATH_MILLIS = 10_000;
const PATIENCE_MILLIS = 120_000;

export async function chronicle(plane: ControlPlane, words: RaiseWords): Promise<Chronicle> {
  const { surge, target, replicas } = words;
  const nodes = new Set<string>();
  const said = new Map<string, CapacityWords>();
  const deadline = Date.now() + PATIENCE_MILLIS;
  let [floorAt, readyAt] = [Number.NaN, Number.NaN];
  while (!(Date.now() > readyAt + AFTERMATH_MILLIS)) {
    if (Date.now() > deadline) throw new Error(`expected ${target} to be Ready at ${replicas}, it is not`);
    const [floor, ready, capacity, found] = await Promise.all([
      floorOf(plane, target),
      readyOf(plane, target),
      capacityOf(plane, surge),
      nodesOf(plane, target),
    ]);
    if (Number.isNaN(floorAt) && floor === replicas) floorAt = Date.now();
    if (Number.isNaN(readyAt) && ready === replicas) readyAt = Date.now();
    for (const { metadata } of found) nodes.add(metadata?.name ?? '');
    if (capacity !== undefined) {
      const { phase, chunks, message, conditions } = capacity;
      const key = JSON.stringify([
        phase,
        chunks,
        message,
        conditions.map(({ type, status }) => [type, status]),
      ]);
      if (!said.has(key)) said.set(key, capacity);
    }
    await sleep(EVERY_MILLIS);
  }
  return { floorAt, readyAt, nodes, said: [...said.values()] };
}
