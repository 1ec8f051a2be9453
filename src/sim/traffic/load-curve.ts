/** Offered requests per second at any instant: from pushes on a steady rate, from points, or from a trace of minutes. */
import type { ArrivalCurve } from '../../core/model/surge.ts';
import { asInstant, between, type Instant, plus, seconds } from '../../core/model/time.ts';
import { breakpointsOf, shareAt } from '../../core/prescale/curve.ts';

export interface LoadCurve {
  readonly rpsAt: (at: Instant) => number;
  /** The highest rate there ever is. */
  readonly peakRps: number;
}

export interface Push {
  readonly at: Instant;
  /** Requests per second at the peak, steady rate included. */
  readonly peakRps: number;
  readonly curve: ArrivalCurve;
}

/** A steady rate on which every push puts its own crowd; crowds that overlap add up. */
export function buildPushCurve(steadyRps: number, pushes: readonly Push[]): LoadCurve {
  const rpsAt = (at: Instant): number => {
    let rps = steadyRps;
    for (const push of pushes) rps += (push.peakRps - steadyRps) * shareAt(push.curve, between(push.at, at));
    return rps;
  };
  // Between its breakpoints the sum is convex, so the highest value lies at one of them.
  const tops = pushes.flatMap(({ at, curve }) => [
    at,
    ...breakpointsOf(curve).map((offset) => plus(at, offset)),
  ]);
  return { rpsAt, peakRps: tops.reduce((peak, at) => Math.max(peak, rpsAt(at)), steadyRps) };
}

export interface LoadPoint {
  readonly at: Instant;
  readonly rps: number;
}

/** Straight lines between points in ascending order; before the first and after the last their own rate. */
export function buildPointCurve(points: readonly LoadPoint[]): LoadCurve {
  const rpsAt = (at: Instant): number => {
    const next = indexAfter(points, at);
    const left = points[next - 1];
    const right = points[next];
    if (left === undefined) return right?.rps ?? 0;
    if (right === undefined) return left.rps;
    return left.rps + (right.rps - left.rps) * (between(left.at, at) / between(left.at, right.at));
  };
  return { rpsAt, peakRps: points.reduce((peak, { rps }) => Math.max(peak, rps), 0) };
}

/** The index of the first point later than `at`. */
function indexAfter(points: readonly LoadPoint[], at: Instant): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((points[middle]?.at ?? Number.POSITIVE_INFINITY) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

const HALF_MINUTE = seconds(30);

/**
 * Straight lines between the edges and the centre of each minute, so laid that every minute holds exactly the
 * requests counted in it and no rate is negative. Before the trace and after it, the rate at its end.
 */
export function buildTraceCurve(start: Instant, requestsPerMinute: Float64Array): LoadCurve {
  const knots = knotsOf(requestsPerMinute);
  const last = knots.length - 1;
  const rpsAt = (at: Instant): number => {
    const along = Math.min(last, Math.max(0, between(start, at) / HALF_MINUTE));
    const left = Math.floor(along);
    const rps = knots[left] ?? 0;
    return rps + ((knots[left + 1] ?? rps) - rps) * (along - left);
  };
  return { rpsAt, peakRps: knots.reduce((peak, rps) => Math.max(peak, rps), 0) };
}

/** Rates at the edges (even indices) and centres (odd indices) of the minutes. */
function knotsOf(requests: Float64Array): Float64Array {
  const knots = new Float64Array(2 * requests.length + 1);
  for (let minute = 0; minute <= requests.length; minute += 1) {
    const after = (requests[minute] ?? requests[minute - 1] ?? 0) / 60;
    const before = (requests[minute - 1] ?? requests[minute] ?? 0) / 60;
    // At most twice the smaller neighbour: more at an edge would ask for a negative centre.
    knots[2 * minute] = Math.min((before + after) / 2, 2 * before, 2 * after);
  }
  for (let minute = 0; minute < requests.length; minute += 1) {
    const edges = ((knots[2 * minute] ?? 0) + (knots[2 * minute + 2] ?? 0)) / 2;
    knots[2 * minute + 1] = Math.max(0, (2 * (requests[minute] ?? 0)) / 60 - edges);
  }
  return knots;
}

const SECOND = seconds(1);

/**
 * The least pod-seconds that serve every request: in each second as many ready pods as its offered requests take, and
 * never none. As the traffic is metered: the rate in the middle of a second is that of the whole second.
 */
export function oraclePodSeconds(
  rpsAt: (at: Instant) => number,
  from: Instant,
  until: Instant,
  rpsPerReplica: number,
): number {
  let podSeconds = 0;
  for (let second = Math.floor(from / SECOND); second * SECOND < until; second += 1) {
    const rps = rpsAt(asInstant((second + 0.5) * SECOND));
    const length = (Math.min((second + 1) * SECOND, until) - Math.max(second * SECOND, from)) / SECOND;
    // A pod that is full to the last bits of a floating-point quotient needs no other beside it.
    podSeconds += length * Math.max(1, Math.ceil(rps / rpsPerReplica - 1e-9));
  }
  return podSeconds;
}
