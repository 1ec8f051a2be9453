/** The steps of Deployments' replicas, looked at twice a second. */
import type { Fact } from './behaviour.ts';
import { replicasOf } from './requests.ts';
import type { World } from './world.ts';

export interface ReplicaSteps {
  /** The first is what the replicas were before. */
  readonly counts: readonly number[];
  /** Of each step, from the beginning of the look. */
  readonly seconds: readonly number[];
}

export interface Look {
  /** What the replicas are before; a change that is seen at the first look is the first step. */
  readonly start: number;
  readonly length: number;
  /** Ends the look. */
  readonly until?: number;
}

/** An HPA looks at its target that often. */
export const SYNC_SECONDS = 15;
const LOOK_SECONDS = 0.5;

export async function watchSteps(world: World, name: string, look: Look): Promise<ReplicaSteps> {
  const [steps] = await watchSeveral(world, [name], look);
  return steps as ReplicaSteps;
}

/** One clock is moved for all of them. */
export async function watchSeveral(
  world: World,
  names: readonly string[],
  { start, length, until }: Look,
): Promise<readonly ReplicaSteps[]> {
  const from = world.now();
  const seen = names.map((name) => ({ name, counts: [start], seconds: [] as number[] }));
  while (world.now() - from < length && !seen.every(({ counts }) => counts.at(-1) === until)) {
    for (const { name, counts, seconds } of seen) {
      const replicas = await replicasOf(world, name);
      if (replicas === counts.at(-1)) continue;
      counts.push(replicas);
      seconds.push(world.now() - from);
    }
    await world.pass(LOOK_SECONDS);
  }
  return seen;
}

/** `3 → 20` */
export const stepsFact = (what: string, { counts }: ReplicaSteps): Fact => ({
  what,
  value: counts.join(' → '),
});

/** What sixteen draws of a phase may miss of its ends. */
const PHASE_SLACK = 5;
/** A sync sees what the last scrape saw: two phases, whose common ends are rare. */
export const READING_SLACK = 15;

/** Never = a figure that agrees with nothing but never. */
export const firstStepFact = (
  what: string,
  { seconds }: ReplicaSteps,
  slack: number = PHASE_SLACK,
): Fact => ({
  what,
  seconds: seconds[0] ?? Number.POSITIVE_INFINITY,
  slack,
});
