/** How large a crowd is, as a share of its peak, over the time since its surge began. */
import type { ArrivalCurve, CurvePoint } from '../model/surge.ts';
import { asMillis, type Millis, toSeconds } from '../model/time.ts';

/** The share at `offset`, from 0 to 1. */
export function shareAt(curve: ArrivalCurve, offset: Millis): number {
  if (offset < 0) return 0;
  switch (curve.kind) {
    case 'box':
      return 1;
    case 'decay': {
      if (offset < curve.ramp) return offset / curve.ramp;
      const since = offset - curve.ramp - curve.plateau;
      if (since <= 0) return 1;
      return curve.decay > 0 ? Math.exp(-since / curve.decay) : 0;
    }
    case 'points':
      return shareBetween(curve.points, offset);
  }
}

/** Offsets between which the curve is convex, so that its maximum over a stretch lies at one of them or at an end. */
export function breakpointsOf(curve: ArrivalCurve): readonly Millis[] {
  switch (curve.kind) {
    case 'box':
      return [];
    case 'decay':
      return [curve.ramp, asMillis(curve.ramp + curve.plateau)];
    case 'points':
      return curve.points.map(({ offset }) => offset);
  }
}

/** The integral of the share from 0 to `length`, in seconds: a crowd of one per second at the peak. */
export function areaOf(curve: ArrivalCurve, length: Millis): number {
  switch (curve.kind) {
    case 'box':
      return toSeconds(length);
    case 'decay': {
      const ramp = Math.min(length, curve.ramp);
      const plateau = Math.max(0, Math.min(length - curve.ramp, curve.plateau));
      const tail = Math.max(0, length - curve.ramp - curve.plateau);
      const ramped = curve.ramp > 0 ? (ramp * ramp) / (2 * curve.ramp) : 0;
      const decayed = curve.decay > 0 ? curve.decay * -Math.expm1(-tail / curve.decay) : 0;
      return toSeconds(asMillis(ramped + plateau + decayed));
    }
    case 'points':
      return areaUnder(curve.points, length);
  }
}

/** Does the curve come down within the first `length`? */
export function isFalling(curve: ArrivalCurve, length: Millis): boolean {
  switch (curve.kind) {
    case 'box':
      return false;
    case 'decay':
      return curve.ramp + curve.plateau < length;
    case 'points':
      return curve.points.some(({ offset, share }, index) => {
        const next = curve.points[index + 1]?.share ?? 0;
        return offset < length && next < share;
      });
  }
}

function shareBetween(points: readonly CurvePoint[], offset: Millis): number {
  // Where the curve jumps, the higher end counts: the crowd of the moment before has not gone yet.
  const here = points.filter((point) => point.offset === offset).map(({ share }) => share);
  if (here.length > 0) return Math.max(...here);
  const next = points.findIndex((point) => point.offset > offset);
  const left = points[next - 1];
  const right = points[next];
  return left === undefined || right === undefined ? 0 : shareOn(left, right, offset);
}

function shareOn(left: CurvePoint, right: CurvePoint, offset: Millis): number {
  if (right.offset === left.offset) return right.share;
  const along = (offset - left.offset) / (right.offset - left.offset);
  return left.share + (right.share - left.share) * along;
}

function areaUnder(points: readonly CurvePoint[], length: Millis): number {
  let area = 0;
  for (const [index, right] of points.entries()) {
    const left = points[index - 1];
    if (left === undefined || left.offset >= length) continue;
    const end = asMillis(Math.min(right.offset, length));
    area += ((left.share + shareOn(left, right, end)) / 2) * (end - left.offset);
  }
  return toSeconds(asMillis(area));
}
