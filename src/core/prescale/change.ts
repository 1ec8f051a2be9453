/** The difference between what stands and what should, as the fewest fields that one patch has to carry. */
import type { Bounds, FloorRecord } from '../model/floor-record.ts';
import type { TargetChange } from '../model/plan.ts';

export const changeTo = (live: Bounds, wanted: Bounds): TargetChange => ({
  ...(live.min === wanted.min ? {} : { min: wanted.min ?? null }),
  ...(live.max === wanted.max ? {} : { max: wanted.max ?? null }),
  ...(live.scaleDownSeconds === wanted.scaleDownSeconds
    ? {}
    : { scaleDownSeconds: wanted.scaleDownSeconds ?? null }),
});

export const sameBounds = (a: Bounds, b: Bounds): boolean =>
  a.min === b.min && a.max === b.max && a.scaleDownSeconds === b.scaleDownSeconds;

/** The instant does not count: a record is written for what it says, not for when. */
export const sameRecord = (a: FloorRecord | undefined, b: FloorRecord | undefined): boolean =>
  a === undefined || b === undefined
    ? a === b
    : sameBounds(a.baseline, b.baseline) &&
      sameBounds(a.wrote, b.wrote) &&
      a.wokenFrom === b.wokenFrom &&
      a.reasserts === b.reasserts;
