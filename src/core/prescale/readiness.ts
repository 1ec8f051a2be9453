/** Replicas are not warmth: Ready pods at or above the floor, for the dwell time. */
import { between, type Instant } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';

export interface Readiness {
  readonly readySince: Instant | undefined;
  readonly warmAt: Instant | undefined;
}

/** The readiness after `now`, from what was known before. Warm stays warm: it is a milestone, not a gauge. */
export function advanceReadiness(
  before: Readiness,
  readyReplicas: number,
  floor: number,
  config: PrescaleConfig,
  now: Instant,
): Readiness {
  if (before.warmAt !== undefined) return before;
  if (readyReplicas < floor) return { readySince: undefined, warmAt: undefined };
  const readySince = before.readySince ?? now;
  return { readySince, warmAt: between(readySince, now) >= config.dwell ? now : undefined };
}
