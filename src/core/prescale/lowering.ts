/**
 * The walk down. A floor that may come down does so in steps, each at most a share of it, and never under what live
 * load asks for: lowering `minReplicas` after a quiet hold would let the HPA drop everything in one sync.
 */
import type { Reason } from '../model/plan.ts';
import { type Instant, plus } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';

export interface Lowering {
  readonly from: number;
  readonly to: number;
  /** Replicas that live load asks for; undefined when nothing is measured. */
  readonly asked: number | undefined;
  /** A surge is still on: the floor follows its curve. */
  readonly inSurge: boolean;
  /** When the floor was written last; undefined when it never was. */
  readonly wroteAt: Instant | undefined;
}

export interface Step {
  readonly min: number;
  /** When the next step may be taken; undefined when the walk is over. */
  readonly again: Instant | undefined;
  readonly reason: Reason | undefined;
}

/** Changes smaller than this share are saved up, so that a fleet is not written pod by pod. */
const LEAST_SHARE = 0.05;

export function lowerFloor(lowering: Lowering, config: PrescaleConfig, now: Instant): Step {
  const { from, to, wroteAt, inSurge } = lowering;
  const { share, every } = config.lowering;
  const due = wroteAt === undefined ? now : plus(wroteAt, every);
  if (now < due) return { min: from, again: due, reason: undefined };
  const again = plus(now, every);
  const guard = guardOf(lowering, config);
  if (guard >= from) return waitForLoad(lowering, config, now);
  const wanted = Math.max(to, from - Math.max(1, Math.floor(from * share)), guard);
  if (inSurge && from - wanted < from * LEAST_SHARE) return { min: from, again, reason: undefined };
  return { min: wanted, again: wanted === to ? undefined : again, reason: stepReason(from, wanted, inSurge) };
}

/**
 * The load asks for as many as the floor: it is the HPA that holds them, not the floor. When it has done so for long
 * enough to remember it (its own stabilization window), the rest is handed back at once, and nothing drops.
 */
function waitForLoad(
  { from, to, asked, wroteAt, inSurge }: Lowering,
  config: PrescaleConfig,
  now: Instant,
): Step {
  const { every, patience } = config.lowering;
  if (!inSurge && wroteAt !== undefined && plus(wroteAt, patience) <= now) {
    const detail = `live load holds ${asked ?? 0} replicas by itself: floor ${from} to ${to}`;
    return { min: to, again: undefined, reason: { code: 'Returning', detail } };
  }
  const detail = `floor stays at ${from}: live load asks for ${asked ?? 0} replicas`;
  return { min: from, again: plus(now, every), reason: { code: 'LoadStillHigh', detail } };
}

/** How long the walk from one floor to another takes when no load holds it up. */
export function stepsBetween(from: number, to: number, share: number): number {
  let steps = 0;
  for (let floor = from; floor > to; steps += 1) floor -= Math.max(1, Math.floor(floor * share));
  return steps;
}

function guardOf({ from, asked, inSurge }: Lowering, config: PrescaleConfig): number {
  if (asked === undefined) return 0;
  const margin = inSurge ? 0 : config.lowering.loadMargin;
  return Math.min(from, Math.ceil(asked * (1 + margin) - 1e-9));
}

const stepReason = (from: number, to: number, inSurge: boolean): Reason =>
  inSurge
    ? { code: 'CurveFollowed', detail: `the expected load is past its peak: floor ${from} to ${to}` }
    : { code: 'Returning', detail: `handing back in steps: floor ${from} to ${to}` };
