/** The end of a floor: nothing of Forescale's is left on its target. */
import { RECORD_ANNOTATION } from '../../../src/core/model/floor-record.ts';
import type { ControlPlane } from './control-plane.ts';
import { PATHS } from './scene.ts';
import { waitFor } from './wait.ts';

interface Held {
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
}

/** Until nothing in the collections carries a record of Forescale's. */
export async function untilHandedBack(
  { api }: ControlPlane,
  seconds = 60,
  paths: readonly string[] = [PATHS.hpas, PATHS.deployments, PATHS.statefulSets],
): Promise<void> {
  await waitFor(
    'every target to be handed back',
    async () => {
      const objects = (await Promise.all(paths.map((path) => api.list<Held>(path)))).flat();
      const held = objects.filter(({ metadata }) => metadata.annotations?.[RECORD_ANNOTATION] !== undefined);
      if (held.length === 0) return true;
      throw new Error(`${held.length} are held, ${held[0]?.metadata.name} among them`);
    },
    { seconds, everyMillis: 200 },
  );
}
