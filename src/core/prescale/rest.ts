/** A target that was woken from zero goes back there when its surges are over and the load has gone. */
import type { Reason } from '../model/plan.ts';
import type { TargetSnapshot } from '../model/target.ts';
import { earlier, type Instant, plus } from '../model/time.ts';
import type { Ownership } from './baseline.ts';
import type { Choice, Occasion } from './bounds.ts';
import { sameBounds } from './change.ts';
import type { PrescaleConfig } from './config.ts';
import { minOf } from './goal.ts';
import { replicasAsked } from './live-load.ts';
import { waitsUntil } from './lowering.ts';
import { endOfLast } from './window.ts';

/** `owed`: it must go back, but not yet; `due`: now. */
export type Rest =
  | { readonly kind: 'none' | 'due' }
  | { readonly kind: 'owed'; readonly again: Instant | undefined; readonly reasons: readonly Reason[] };

export function decideRest(
  target: TargetSnapshot,
  { surges, active }: Occasion,
  ownership: Ownership,
  choice: Choice,
  config: PrescaleConfig,
  now: Instant,
): Rest {
  if (ownership.wokenFrom === undefined || target.replicas === 0) return { kind: 'none' };
  if (active.length > 0 || !sameBounds(choice.bounds, ownership.baseline))
    return { kind: 'owed', again: undefined, reasons: [] };
  const asked = replicasAsked(target);
  if (asked === undefined || asked <= Math.max(1, minOf(target, ownership.baseline.min)))
    return { kind: 'due' };
  const wroteAt = ownership.record?.at;
  const patient = waitsUntil({ wroteAt, endedAt: endOfLast(surges, now) }, config);
  if (patient !== undefined && patient <= now) return { kind: 'due' };
  const turn = plus(now, config.lowering.every);
  const detail = `not back to zero yet: live load asks for ${asked} replicas`;
  return {
    kind: 'owed',
    again: patient === undefined ? turn : earlier(turn, patient),
    reasons: [{ code: 'LoadStillHigh', detail }],
  };
}
