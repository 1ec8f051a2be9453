/**
 * The walk down. A floor that may come down does so in steps, each at most a share of it, and never under what live
 * load asks for: lowering `minReplicas` after a quiet hold would let the HPA drop everything in one sync.
 */
import type { Reason } from '../model/plan.ts';
import { earlier, type Instant, later, plus } from '../model/time.ts';
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
  /** When the last surge ended; undefined when none is known. */
  readonly endedAt: Instant | undefined;
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
  if (inSurge && from - Math.max(to, guard) < from * LEAST_SHARE)
    return { min: from, again, reason: undefined };
  const wanted = Math.max(to, from - Math.max(1, Math.floor(from * share)), guard);
  return { min: wanted, again: wanted === to ? undefined : again, reason: stepReason(from, wanted, inSurge) };
}

/**
 * The load asks for as many as the floor: it is the HPA that holds them, not the floor. When it has done so for long
 * enough to remember it (its own stabilization window), the rest is handed back at once, and nothing drops.
 */
function waitForLoad(lowering: Lowering, config: PrescaleConfig, now: Instant): Step {
  const { from, to, asked, inSurge } = lowering;
  const patient = waitsUntil(lowering, config);
  if (!inSurge && patient !== undefined && patient <= now) {
    const detail = `live load holds ${asked ?? 0} replicas by itself: floor ${from} to ${to}`;
    return { min: to, again: undefined, reason: { code: 'Returning', detail } };
  }
  const turn = plus(now, config.lowering.every);
  const again = inSurge || patient === undefined ? turn : earlier(turn, patient);
  const detail = `floor stays at ${from}: live load asks for ${asked ?? 0} replicas`;
  return { min: from, again, reason: { code: 'LoadStillHigh', detail } };
}

/** Patience counts from the last step and, for load that came with a surge, from its end. */
export function waitsUntil(
  { wroteAt, endedAt }: Pick<Lowering, 'wroteAt' | 'endedAt'>,
  config: PrescaleConfig,
): Instant | undefined {
  if (wroteAt === undefined) return undefined;
  return plus(endedAt === undefined ? wroteAt : later(wroteAt, endedAt), config.lowering.patience);
}

/** How long the walk from one floor to another takes when no load holds it up. */
export function stepsBetween(from: number, to: number, share: number): number {
  let steps = 0;
  for (let floor = from; floor > to; steps += 1) floor -= Math.max(1, Math.floor(floor * share));
  return steps;
}

function guardOf({ from, to, asked, inSurge }: Lowering, config: PrescaleConfig): number {
  // What the goal carries needs no margin: that much the owner wants anyway.
  if (asked === undefined || asked <= to) return 0;
  const margin = inSurge ? 0 : config.lowering.loadMargin;
  return Math.min(from, Math.ceil(asked * (1 + margin) - 1e-9));
}

const stepReason = (from: number, to: number, inSurge: boolean): Reason =>
  inSurge
    ? { code: 'CurveFollowed', detail: `less load is expected from now on: floor ${from} to ${to}` }
    : { code: 'Returning', detail: `handing back in steps: floor ${from} to ${to}` };
