/** The replicas that a surge asks for, worked out a second time and more simply than core does. */
import type { ArrivalCurve, Demand, Surge } from '../../../src/core/model/surge.ts';
import type { TargetRef } from '../../../src/core/model/target.ts';
import {
  asMillis,
  between,
  earlier,
  type Instant,
  later,
  type Millis,
  minus,
  plus,
  seconds,
  toSeconds,
} from '../../../src/core/model/time.ts';
import type { PrescaleConfig } from '../../../src/core/prescale/config.ts';
import type { TargetPlan } from './plan.ts';

const STEP = seconds(5);

export const demandFor = ({ targets, demand }: Surge, { name }: TargetRef): Demand =>
  targets.find(({ ref }) => ref.name === name)?.demand ?? demand;

export const raiseOf = ({ start, lead }: Surge, config: PrescaleConfig): Instant =>
  minus(start, lead ?? config.lead);

export const isSteady = (demand: Demand): boolean =>
  demand.kind === 'replicas' || demand.curve.kind === 'box';

/** When the crowd is at its highest for the first time. */
export function peakOf(surge: Surge, demand: Demand): Instant {
  if (demand.kind === 'replicas') return surge.start;
  const { curve } = demand;
  switch (curve.kind) {
    case 'box':
      return surge.start;
    case 'decay':
      return plus(surge.start, curve.ramp);
    case 'points': {
      const highest = curve.points.reduce((high, point) => (point.share > high.share ? point : high));
      return plus(surge.start, highest.offset);
    }
  }
}

/** The most that the surge needs at any moment from `from` to `until`; a little less is not told apart. */
export function needIn(
  surge: Surge,
  { ref, rpsPerReplica, steadyRps, tellsSteadyRps }: TargetPlan,
  baseline: number,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): number {
  const demand = demandFor(surge, ref);
  if (demand.kind === 'replicas') return demand.replicas;
  const first = between(surge.start, later(from, surge.start));
  const share = highestShare(demand.curve, first, between(surge.start, earlier(until, surge.end)));
  if (demand.kind === 'multiplier')
    return roundUp(Math.max(1, baseline) * (1 + (demand.multiplier - 1) * share));
  const rps = share * peakRpsOf(demand, lengthOf(surge));
  if (rps <= 0) return 0;
  return tellsSteadyRps
    ? roundUp((steadyRps + rps) / rpsPerReplica)
    : baseline + roundUp(rps / rpsPerReplica);
}

const lengthOf = ({ start, end }: Surge): Millis => between(start, end);

function peakRpsOf(demand: Extract<Demand, { kind: 'rps' | 'audience' }>, length: Millis): number {
  if (demand.kind === 'rps') return demand.rps;
  let area = 0;
  for (let at = 0; at < length; at += STEP)
    area += toSeconds(STEP) * shareAt(demand.curve, asMillis(at + STEP / 2));
  const requests = demand.recipients * demand.openRate * demand.requestsPerOpen;
  return area > 0 ? requests / area : 0;
}

function highestShare(curve: ArrivalCurve, from: Millis, until: Millis): number {
  let highest = 0;
  for (let at: number = from; at < until; at += STEP)
    highest = Math.max(highest, shareAt(curve, asMillis(at)));
  return highest;
}

function shareAt(curve: ArrivalCurve, offset: Millis): number {
  switch (curve.kind) {
    case 'box':
      return 1;
    case 'decay': {
      if (offset < curve.ramp) return offset / curve.ramp;
      return Math.exp(-Math.max(0, offset - curve.ramp - curve.plateau) / curve.decay);
    }
    case 'points': {
      const right = curve.points.findIndex((point) => point.offset > offset);
      const [a, b] = [curve.points[right - 1], curve.points[right]];
      if (a === undefined || b === undefined) return 0;
      return a.share + ((b.share - a.share) * (offset - a.offset)) / (b.offset - a.offset);
    }
  }
}

/** The sums above are a little off: what is just above a whole number may be that number. */
const roundUp = (replicas: number): number => Math.ceil(replicas * 0.97 - 0.05);
