/** A surge may name a target that is not there, or not any more: it says so, and looks again when one may be. */
import type { Plan } from '../model/plan.ts';
import type { Surge } from '../model/surge.ts';
import { keyOf, type TargetRef } from '../model/target.ts';
import type { Instant } from '../model/time.ts';
import { standAside } from './aside.ts';
import type { PrescaleConfig } from './config.ts';

export function decideMissing(
  ref: TargetRef,
  surges: readonly Surge[],
  config: PrescaleConfig,
  readAt: Instant,
): Plan {
  const condition = { type: 'TargetMissing', message: `${keyOf(ref)} does not exist` } as const;
  return standAside(ref, surges, condition, config, readAt);
}
