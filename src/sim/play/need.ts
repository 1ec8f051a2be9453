/** What a load takes at its highest, looked at second by second. */
import { type Instant, type Millis, plus, seconds } from '../../core/model/time.ts';

export function peakRps(offeredRps: (at: Instant) => number, from: Instant, length: Millis): number {
  const step = seconds(1);
  let peak = 0;
  for (let at = from; at <= from + length; at = plus(at, step)) peak = Math.max(peak, offeredRps(at));
  return peak;
}

export const replicasFor = (rps: number, rpsPerReplica: number): number =>
  Math.max(1, Math.ceil(rps / rpsPerReplica - 1e-9));
