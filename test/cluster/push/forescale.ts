/** What a push needs of Forescale on real parts: its surges told, and its writes counted. */
import type { Surge } from '../../../src/core/model/surge.ts';
import type { Instant } from '../../../src/core/model/time.ts';
import { surgeManifest } from '../../../src/resources/surge/codec.ts';
import { writesOfForescale } from '../support/calls.ts';
import type { ControlPlane } from '../support/control-plane.ts';

/** As a person would, with kubectl. */
export async function tellSurges(
  { kubectl }: ControlPlane,
  surges: readonly Surge[],
  onWall: (at: Instant) => Instant,
): Promise<void> {
  const told = surges.map((surge) =>
    surgeManifest({ ...surge, start: onWall(surge.start), end: onWall(surge.end) }),
  );
  await kubectl.apply(told);
}

/** Writes of Forescale that the API server wrote down, those that were refused too. */
export const countWrites = (plane: ControlPlane): number => writesOfForescale(plane).length;
