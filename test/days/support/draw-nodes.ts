/** Draws who wants nodes before pods, and whether anybody takes the buffers that ask for them. */
import type { Surge } from '../../../src/core/model/surge.ts';
import { minutes } from '../../../src/core/model/time.ts';
import type { Random } from '../../../src/sim/random.ts';
import type { ClusterPlan } from './plan.ts';

export const drawNodeLeads = (random: Random, surges: readonly Surge[]): readonly Surge[] =>
  surges.map((surge) =>
    random.chance(0.5) ? { ...surge, nodeLead: minutes(random.pick([0, 1, 3, 3, 10])) } : surge,
  );

export const drawBuffers = (random: Random): ClusterPlan['buffers'] =>
  random.pick(['on', 'on', 'on', 'off', 'missing']);
