/** What becomes of a floor above `maxReplicas`: held at max, or max lifted up to the ceiling a surge states. */
import type { Surge } from '../model/surge.ts';

export interface Ceiling {
  readonly min: number;
  /** Undefined on targets that have no maximum. */
  readonly max: number | undefined;
  readonly capped: boolean;
}

/** `bridged` are surges to come for which the floor is kept up meanwhile: their ceilings count, their pins do not. */
export function applyCeiling(
  floor: number,
  baselineMax: number | undefined,
  active: readonly Surge[],
  bridged: readonly Surge[] = [],
): Ceiling {
  const pinned = active.some((surge) => surge.override?.pin === true);
  if (baselineMax === undefined) return { min: floor, max: undefined, capped: false };
  const max = floor > baselineMax ? liftedMax(baselineMax, [...active, ...bridged]) : baselineMax;
  const min = Math.min(floor, max);
  return { min, max: pinned ? Math.max(1, min) : max, capped: floor > max };
}

function liftedMax(baselineMax: number, surges: readonly Surge[]): number {
  const ceilings = surges.map(({ ceiling }) => (ceiling.kind === 'raise' ? ceiling.to : 0));
  return Math.max(baselineMax, ...ceilings);
}
