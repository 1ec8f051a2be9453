/** What Forescale wrote, as the API server wrote it down. */
import { expect } from 'vitest';
import { writesOfForescale } from '../support/calls.ts';
import type { ControlPlane } from '../support/control-plane.ts';
import { waitFor } from '../support/wait.ts';

/** Housekeeping, which says nothing about the targets. */
const OWN_BUSINESS = new Set(['surges', 'surgeschedules', 'capacitybuffers']);

/** Writes to targets and their scale: `patch horizontalpodautoscalers shop/web`. */
export const targetWrites = (plane: ControlPlane): readonly string[] =>
  writesOfForescale(plane)
    .filter(({ objectRef }) => !OWN_BUSINESS.has(objectRef?.resource ?? ''))
    .map(
      ({ verb, objectRef }) => `${verb} ${objectRef?.resource} ${objectRef?.namespace}/${objectRef?.name}`,
    );

/** Until nothing has been written for as long: a steady state writes nothing. */
export async function untilQuiet(plane: ControlPlane, seconds = 3): Promise<void> {
  let [written, since] = [-1, performance.now()];
  await waitFor(
    'an end of writing',
    () => {
      const now = writesOfForescale(plane).length;
      if (now !== written) [written, since] = [now, performance.now()];
      return performance.now() - since > seconds * 1_000;
    },
    { everyMillis: 500 },
  );
}

/** @param targets `namespace/name` of all that surges name */
export function expectOnlyTargetsWritten(plane: ControlPlane, targets: readonly string[]): void {
  const named = targetWrites(plane).map((write) => write.split(' ').at(-1) ?? '');
  expect([...new Set(named)].filter((name) => !targets.includes(name))).toEqual([]);
}
