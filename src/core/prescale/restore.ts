/**
 * Handing a target back at once, for whoever takes Forescale out of a cluster: no walk, as nobody would be left to walk it.
 * What the owner asks for is written; what that may drop is said, so that a person can choose the moment.
 */

import type { Bounds } from '../model/floor-record.ts';
import { maxFieldOf, maxOf, minOf } from '../model/lever.ts';
import type { Action } from '../model/plan.ts';
import type { TargetRef, TargetSnapshot } from '../model/target.ts';
import { boundsOf, type Ownership, resolveOwnership } from './baseline.ts';
import { changeTo, sameBounds } from './change.ts';
import { replicasAsked } from './live-load.ts';
import type { PrescaleSnapshot } from './situation.ts';

export type RestoreOutcome =
  /** Nothing of Forescale's stands there. */
  | 'AsItWas'
  | 'HandedBack'
  /** Its owner has paused it: nothing is written, the record stays. */
  | 'Paused';

export interface RestorePlan {
  readonly target: TargetRef;
  readonly outcome: RestoreOutcome;
  /** In order. The patch carries the version that was read, `/scale` the count. */
  readonly actions: readonly Action[];
  /** One sentence for the person who restores: from what to what, and what it may drop. */
  readonly detail: string;
}

export function decideRestore({ target, surges }: PrescaleSnapshot): RestorePlan {
  const ownership = resolveOwnership(target, surges);
  const to = target.controlledBy === undefined ? ownership.baseline : boundsOf(target);
  const isOurs = target.record.kind !== 'none' || ownership.recovered;
  if (!isOurs)
    return { target: target.ref, outcome: 'AsItWas', actions: [], detail: 'as its owner wants it' };
  if (target.paused)
    return {
      target: target.ref,
      outcome: 'Paused',
      actions: [],
      detail: `paused by annotation: left at ${rangeOf(target, boundsOf(target))}`,
    };
  const liesDown = goesToZero(target, ownership);
  return {
    target: target.ref,
    outcome: 'HandedBack',
    actions: [...(liesDown ? [scaleToZero(target)] : []), patchTo(target, to)],
    detail: [describeChange(target, to), ...describeDrop(target, to, liesDown, ownership)].join('; '),
  };
}

/** The record outlives the write that it promises: down first, then the patch that takes it away. */
const scaleToZero = ({ ref, replicas }: TargetSnapshot): Action => ({
  kind: 'ScaleTarget',
  target: ref,
  from: replicas,
  replicas: 0,
});

const patchTo = (target: TargetSnapshot, to: Bounds): Action => ({
  kind: 'PatchTarget',
  target: target.ref,
  resourceVersion: target.resourceVersion,
  change: changeTo(boundsOf(target), to),
  record: null,
});

/** Its owner left it at zero; while it serves somebody it stays up, which nobody puts down after us. */
function goesToZero(target: TargetSnapshot, { wokenFrom, baseline }: Ownership): boolean {
  if (wokenFrom === undefined || target.replicas === 0) return false;
  return (replicasAsked(target) ?? 0) <= Math.max(1, minOf(target, baseline.min));
}

const describeChange = (target: TargetSnapshot, to: Bounds): string =>
  sameBounds(boundsOf(target), to)
    ? `stays at ${rangeOf(target, to)}, its record goes`
    : `${rangeOf(target, boundsOf(target))} to ${rangeOf(target, to)}`;

function describeDrop(
  target: TargetSnapshot,
  to: Bounds,
  liesDown: boolean,
  { wokenFrom }: Ownership,
): readonly string[] {
  if (liesDown) return [`${target.replicas} replicas go to zero, where its owner had left them`];
  const asked = replicasAsked(target);
  const least = Math.max(minOf(target, to.min), asked ?? 0);
  const load = asked === undefined ? 'no load is measured' : `live load asks for ${asked}`;
  return [
    ...(target.replicas > least ? [`${target.replicas} replicas may drop to ${least} at once: ${load}`] : []),
    ...(wokenFrom === undefined || target.replicas === 0
      ? []
      : [`its owner had left it at zero, but ${load}: put it back to zero by hand`]),
  ];
}

function rangeOf(target: TargetSnapshot, bounds: Bounds): string {
  const max = maxOf(target, bounds.max);
  const min = `${target.lever} ${minOf(target, bounds.min)}`;
  return max === undefined ? min : `${min}, ${maxFieldOf(target)} ${max}`;
}
