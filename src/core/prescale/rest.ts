/** A target that was woken from zero goes back there when its surges are over and the load has gone. */
import { minOf } from '../model/lever.ts';
import type { Reason } from '../model/plan.ts';
import { earlier, type Instant, later, plus } from '../model/time.ts';
import type { Choice } from './bounds.ts';
import { sameBounds } from './change.ts';
import { replicasAsked } from './live-load.ts';
import { waitsUntil } from './lowering.ts';
import type { Situation } from './situation.ts';
import { endOfLast } from './window.ts';

/** `owed`: it must go back, but not yet, or has only just gone; `due`: now. */
export interface Rest {
  readonly kind: 'none' | 'owed' | 'due';
  readonly again: Instant | undefined;
  readonly reasons: readonly Reason[];
}

export function decideRest(situation: Situation, choice: Choice): Rest {
  const { target, active, ownership } = situation;
  if (ownership.wokenFrom === undefined || target.paused || choice.contended) return rest('none');
  const returned = active.length === 0 && sameBounds(choice.bounds, ownership.baseline);
  if (!returned) return rest('owed');
  return target.replicas === 0 ? settleDown(situation) : lieDown(situation);
}

function lieDown({ target, surges, ownership, wroteAt, config, now }: Situation): Rest {
  const asked = replicasAsked(target) ?? 0;
  if (asked <= Math.max(1, minOf(target, ownership.baseline.min))) return rest('due');
  const patient = waitsUntil({ wroteAt, endedAt: endOfLast(surges, now) }, config);
  if (patient !== undefined && patient <= now) return rest('due');
  const turn = plus(now, config.lowering.every);
  const detail = `not back to zero yet: live load asks for ${asked} replicas`;
  return {
    kind: 'owed',
    again: patient === undefined ? turn : earlier(turn, patient),
    reasons: [{ code: 'LoadStillHigh', detail }],
  };
}

/** A wake-up that another pass had under way may still come: the record outlives it. */
function settleDown({ surges, wroteAt, config, now }: Situation): Rest {
  if (wroteAt === undefined) return rest('none');
  const quiet = plus(later(wroteAt, endOfLast(surges, now) ?? wroteAt), config.maxClockSkew);
  return quiet > now ? { ...rest('owed'), again: quiet } : rest('none');
}

const rest = (kind: Rest['kind']): Rest => ({ kind, again: undefined, reasons: [] });
