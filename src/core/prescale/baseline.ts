/**
 * What the owner wants now, by three-way comparison: a live value that differs from what we wrote is the owner's word,
 * one that equals it stands for what the record keeps as baseline.
 */
import type { Bounds, FloorRecord } from '../model/floor-record.ts';
import type { Surge, SurgeTargetStatus } from '../model/surge.ts';
import { keyOf, type TargetSnapshot } from '../model/target.ts';

/** The field manager under which Forescale writes. */
export const FIELD_MANAGER = 'forescale';

export interface Ownership {
  readonly baseline: Bounds;
  /** What stands on the target by our hand; undefined when nothing does. */
  readonly wrote: Bounds | undefined;
  readonly record: FloorRecord | undefined;
  /** Somebody changed the floor after us. */
  readonly overruled: boolean;
  /** The record was lost, the baseline comes from a surge's status. */
  readonly recovered: boolean;
}

export function boundsOf(target: TargetSnapshot): Bounds {
  const window = target.scaleDownWindow;
  return {
    min: target.min,
    max: target.max,
    scaleDownSeconds: window.kind === 'absent' ? 'absent' : window.seconds,
  };
}

export function resolveOwnership(target: TargetSnapshot, surges: readonly Surge[]): Ownership {
  const live = boundsOf(target);
  if (target.record.kind === 'record') return compareWithRecord(target, target.record.record, live);
  const status = lostRecord(target, surges);
  if (status === undefined)
    return { baseline: live, wrote: undefined, record: undefined, overruled: false, recovered: false };
  return { baseline: status.baseline, wrote: live, record: undefined, overruled: false, recovered: true };
}

function compareWithRecord(target: TargetSnapshot, record: FloorRecord, live: Bounds): Ownership {
  const { wrote, baseline } = record;
  return {
    baseline: {
      min: live.min === wrote.min ? baseline.min : live.min,
      max: live.max === wrote.max ? baseline.max : live.max,
      scaleDownSeconds: ownersWindow(target, record, live),
    },
    wrote,
    record,
    overruled: live.min !== wrote.min || live.max !== wrote.max,
    recovered: false,
  };
}

/** An owner who gave the HPA a `behavior` after we had made one keeps it: only our window goes. */
function ownersWindow(target: TargetSnapshot, { wrote, baseline }: FloorRecord, live: Bounds) {
  if (live.scaleDownSeconds !== wrote.scaleDownSeconds) return live.scaleDownSeconds;
  const window = target.scaleDownWindow;
  const ownersNow = baseline.scaleDownSeconds === 'absent' && window.kind === 'present' && !window.onlyOurs;
  return ownersNow ? undefined : baseline.scaleDownSeconds;
}

/**
 * The record is gone although the floor is still ours: the last writer of the field was Forescale, and a surge
 * remembers the baseline of this very object.
 */
function lostRecord(target: TargetSnapshot, surges: readonly Surge[]): SurgeTargetStatus | undefined {
  if (target.minManager !== FIELD_MANAGER) return undefined;
  const key = keyOf(target.ref);
  return surges
    .map((surge) => surge.status[key])
    .filter((status) => status !== undefined)
    .filter(({ phase, uid }) => phase !== 'Ended' && uid === target.uid)
    .filter(({ baseline }) => baseline.min !== target.min)
    .toSorted((a, b) => (b.raisedAt ?? 0) - (a.raisedAt ?? 0))[0];
}
