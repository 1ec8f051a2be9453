/** Raises of the same kind at the same time, with nodes ahead and without, each on a NodePool of its own. */
import { aNodePool } from '../support/machine-types.ts';
import type { Scene } from '../support/scene.ts';
import { waitFor } from '../support/wait.ts';
import { type Chronicle, chronicle } from './chronicle.ts';
import { readyOf } from './readings.ts';
import { aRaise, aWorkload, PODS_PER_MACHINE } from './scene.ts';

/** Of the workloads, their NodePools and their surges. */
export const NAMES = ['ahead', 'behind'] as const;
const REPLICAS = 3 * PODS_PER_MACHINE;
/** Of `peak`, a second surge on `ahead`, which comes when the first one is warm. */
export const PEAK = 4 * PODS_PER_MACHINE;
const PEAK_AFTER_SECONDS = 20;
const NODE_LEAD_SECONDS = 30;
/** Until kubectl has made all of them. */
const TELLING_SECONDS = 10;

export interface Raises {
  readonly ahead: Chronicle;
  readonly peak: Chronicle;
  readonly behind: Chronicle;
}

/** Forescale and Karpenter run. Returns when all surges are warm, and lets them stand. */
export async function playRaises({ plane }: Scene): Promise<Raises> {
  // Empty nodes go soon here: only the buffer keeps them.
  for (const name of NAMES)
    await plane.kubectl.apply([...aNodePool(name, { consolidateAfter: '3s' }), ...aWorkload(name, name)]);
  for (const name of NAMES)
    await waitFor(`the pods of ${name}`, async () => (await readyOf(plane, name)) === PODS_PER_MACHINE);
  await plane.kubectl.apply(surgesFrom(TELLING_SECONDS + NODE_LEAD_SECONDS));
  const [ahead, peak, behind] = await Promise.all([
    chronicle(plane, { surge: 'ahead', target: 'ahead', replicas: REPLICAS }),
    chronicle(plane, { surge: 'peak', target: 'ahead', replicas: PEAK }),
    chronicle(plane, { surge: 'behind', target: 'behind', replicas: REPLICAS }),
  ]);
  return { ahead, peak, behind };
}

/** The nodes of both surges on `ahead` are due at the same time, and asked for once: the larger one is made first. */
function surgesFrom(startsInSeconds: number): readonly object[] {
  return [
    aRaise('peak', 'ahead', {
      replicas: PEAK,
      startsInSeconds: startsInSeconds + PEAK_AFTER_SECONDS,
      nodeLeadSeconds: NODE_LEAD_SECONDS + PEAK_AFTER_SECONDS,
    }),
    aRaise('ahead', 'ahead', { replicas: REPLICAS, startsInSeconds, nodeLeadSeconds: NODE_LEAD_SECONDS }),
    aRaise('behind', 'behind', { replicas: REPLICAS, startsInSeconds }),
  ];
}
