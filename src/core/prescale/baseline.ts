/**
 * What the owner wants now, by three-way comparison: a live value that differs from what we wrote is the owner's word,
 * one that equals it stands for what the record keeps as baseline.
 */
import type { Bounds, FloorRecord } from '../model/floor-record.ts';
import { maxOf, minOf } from '../model/lever.ts';
import type { Surge, SurgeTargetStatus } from '../model/surge.ts';
import { keyOf, type TargetSnapshot } from '../model/target.ts';
import { sameBounds } from './change.ts';

/** The field manager under which Forescale writes. */
export const FIELD_MANAGER = 'forescale';

export interface Ownership {
  readonly baseline: Bounds;
  /** What stands on the target by our hand; undefined when nothing does. */
  readonly wrote: Bounds | undefined;
  readonly record: FloorRecord | undefined;
  /** The workload stood at zero before we woke it. */
  readonly wokenFrom: 0 | undefined;
  /** Somebody changed the floor after us. */
  readonly overruled: boolean;
  /** The record was lost, what is known comes from a surge's status. */
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
  const known = surges
    .map((surge) => surge.status[keyOf(target.ref)])
    .filter((status) => status !== undefined)
    .filter(({ phase, uid }) => phase !== 'Ended' && uid === target.uid);
  const lost = lostBaseline(target, known);
  const wokenFrom = known.some(({ woken }) => woken === true) && target.replicas > 0 ? 0 : undefined;
  return {
    baseline: lost ?? live,
    wrote: lost === undefined ? undefined : live,
    record: undefined,
    wokenFrom,
    overruled: false,
    recovered: lost !== undefined || wokenFrom === 0,
  };
}

function compareWithRecord(target: TargetSnapshot, record: FloorRecord, live: Bounds): Ownership {
  const { wrote, baseline } = record;
  const min = live.min === wrote.min ? baseline.min : live.min;
  return {
    baseline: {
      min,
      max: live.max === wrote.max ? maxOver(target, baseline.max, min) : live.max,
      scaleDownSeconds:
        live.scaleDownSeconds === wrote.scaleDownSeconds
          ? ownersWindow(target, baseline.scaleDownSeconds)
          : live.scaleDownSeconds,
    },
    wrote,
    record,
    wokenFrom: record.wokenFrom,
    overruled: live.min !== wrote.min,
    recovered: false,
  };
}

/** An owner whose minimum is above the old maximum saw the one that we had lifted: at least that much is meant. */
function maxOver(target: TargetSnapshot, max: number | undefined, min: number | undefined) {
  const least = minOf(target, min);
  return (maxOf(target, max) ?? least) < least ? least : max;
}

/** An owner who gave the HPA a `behavior` after we had made one keeps it: only our window goes. */
function ownersWindow({ scaleDownWindow }: TargetSnapshot, before: Bounds['scaleDownSeconds']) {
  if (scaleDownWindow.kind === 'absent') return 'absent';
  return before === 'absent' && !scaleDownWindow.onlyOurs ? undefined : before;
}

/** The record is gone although something of ours still stands, and a surge remembers this very object without it. */
function lostBaseline(target: TargetSnapshot, known: readonly SurgeTargetStatus[]): Bounds | undefined {
  return known
    .toSorted((a, b) => (b.raisedAt ?? 0) - (a.raisedAt ?? 0))
    .map(({ baseline }) => rememberedBaseline(target, baseline))
    .find((baseline) => !sameBounds(baseline, boundsOf(target)));
}

/** Ours is what Forescale wrote last; a window that the owner had set is none that we wrote over. */
function rememberedBaseline(target: TargetSnapshot, { min, max, scaleDownSeconds: before }: Bounds): Bounds {
  const live = boundsOf(target);
  const isWindowOurs =
    target.windowManager === FIELD_MANAGER &&
    typeof live.scaleDownSeconds === 'number' &&
    typeof before !== 'number';
  return {
    min: target.minManager === FIELD_MANAGER ? min : live.min,
    max: target.maxManager === FIELD_MANAGER ? max : live.max,
    scaleDownSeconds: isWindowOurs ? ownersWindow(target, before) : live.scaleDownSeconds,
  };
}
