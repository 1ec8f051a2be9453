/**
 * From what the surges expect to how many replicas it takes. Replicas and multipliers compose by maximum; crowds
 * (rps, audience) add up while they overlap and become replicas through the workload's profile.
 */
import type { Demand, Surge } from '../model/surge.ts';
import { keyOf, type TargetRef, type WorkloadProfile } from '../model/target.ts';
import {
  asInstant,
  asMillis,
  between,
  earlier,
  type Instant,
  later,
  type Millis,
  minus,
  plus,
} from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';
import { areaOf, breakpointsOf, shareAt } from './curve.ts';
import { leadOf, raiseAt } from './window.ts';

export interface DemandContext {
  readonly target: TargetRef;
  readonly baselineMin: number;
  readonly profile: WorkloadProfile | undefined;
  readonly config: PrescaleConfig;
}

/** The demand a surge places on one of its targets. */
export const demandOn = (surge: Surge, target: TargetRef): Demand =>
  demandsOf(surge.targets).get(keyOf(target)) ?? surge.demand;

/** Read once for a list of targets: a push to everybody names thousands, and each of them asks. */
function demandsOf(targets: Surge['targets']): ReadonlyMap<string, Demand | undefined> {
  const known = demandsByTargets.get(targets);
  if (known !== undefined) return known;
  // Of a target that is named twice the first counts.
  const demands = new Map(targets.toReversed().map(({ ref, demand }) => [keyOf(ref), demand]));
  demandsByTargets.set(targets, demands);
  return demands;
}

const demandsByTargets = new WeakMap<Surge['targets'], ReadonlyMap<string, Demand | undefined>>();

export const isCrowd = (demand: Demand): boolean => demand.kind === 'rps' || demand.kind === 'audience';

/**
 * The replicas that these surges need at most from `from` on; 0 when they need none. In sight are those to be raised
 * by `now + beyond`, as far ahead as the longest lead of them reaches: who completes a crowd decides when it is met.
 * Exact: the crowds' sum is convex between breakpoints, so its maximum lies at one of them.
 */
export function replicasNeeded(
  surges: readonly Surge[],
  context: DemandContext,
  from: Instant,
  now: Instant,
  beyond: Millis,
): number {
  const until = plus(now, beyond);
  const inSight = surges.filter(
    (surge) => !surge.cancelled && surge.end > from && raiseAt(surge, context.config) <= until,
  );
  const horizon = inSight.map((surge) => plus(until, leadOf(surge, context.config))).reduce(later, until);
  let floor = 0;
  let crowd = 0;
  for (const at of candidates(inSight, context, from, horizon)) {
    let rps = 0;
    for (const surge of inSight) {
      if (at < surge.start || at >= surge.end) continue;
      const demand = demandOn(surge, context.target);
      if (isCrowd(demand)) rps += crowdRps(demand, surge, at);
      else floor = Math.max(floor, replicasOf(demand, surge, context.baselineMin, at));
    }
    crowd = Math.max(crowd, rps);
  }
  return Math.max(floor, crowdReplicas(crowd, context));
}

/** Does this surge by itself, at an instant, ask for more than the baseline? */
export const isAskingAlone = (surge: Surge, context: DemandContext, at: Instant): boolean =>
  replicasNeeded([surge], context, at, at, asMillis(0)) > context.baselineMin;

function candidates(
  surges: readonly Surge[],
  context: DemandContext,
  from: Instant,
  horizon: Instant,
): Set<Instant> {
  const instants = new Set<Instant>();
  for (const surge of surges) {
    const first = later(from, surge.start);
    // A window is open at its end: the last instant inside counts.
    const last = earlier(horizon, minus(surge.end, asMillis(1)));
    if (last < first) continue;
    instants.add(first).add(last);
    for (const offset of curveOffsets(demandOn(surge, context.target))) {
      const at = asInstant(surge.start + offset);
      if (at > first && at < last) instants.add(at);
    }
  }
  return instants;
}

const curveOffsets = (demand: Demand): readonly Millis[] =>
  demand.kind === 'replicas' ? [] : breakpointsOf(demand.curve);

function replicasOf(demand: Demand, surge: Surge, baselineMin: number, at: Instant): number {
  if (demand.kind === 'replicas') return demand.replicas;
  if (demand.kind !== 'multiplier') return 0;
  const share = shareAt(demand.curve, between(surge.start, at));
  return ceil(Math.max(1, baselineMin) * (1 + (demand.multiplier - 1) * share));
}

function crowdRps(demand: Demand, surge: Surge, at: Instant): number {
  const offset = between(surge.start, at);
  if (demand.kind === 'rps') return demand.rps * shareAt(demand.curve, offset);
  if (demand.kind !== 'audience') return 0;
  const seconds = areaOf(demand.curve, between(surge.start, surge.end));
  if (seconds <= 0) return 0;
  const requests = demand.recipients * demand.openRate * demand.requestsPerOpen;
  return (requests / seconds) * shareAt(demand.curve, offset);
}

function crowdReplicas(rps: number, { profile, config, baselineMin }: DemandContext): number {
  if (rps <= 0 || profile === undefined) return 0;
  const perReplica = profile.rpsPerReplica;
  if (profile.steadyRps !== undefined)
    return ceil(((profile.steadyRps + rps) * (1 + config.headroom)) / perReplica);
  return baselineMin + ceil((rps * (1 + config.headroom)) / perReplica);
}

/** Rounds up, but not for the last bits of a floating-point product: 20 * 1.1 / 2.2 is 10, not 11. */
const ceil = (value: number): number => Math.ceil(value - 1e-9);
