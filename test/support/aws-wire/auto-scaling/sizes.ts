/** What Auto Scaling makes of the sizes that it is given, or how it refuses them. */
import { validationError } from '../wire-error.ts';
import type { NodeGroup } from './node-group.ts';

export interface SizeWish {
  readonly MinSize?: number | undefined;
  readonly MaxSize?: number | undefined;
  readonly DesiredCapacity?: number | undefined;
}

/** A desired size that is not given moves with the bounds; one that is given must lie within them. */
export function resize(group: NodeGroup, { MinSize, MaxSize, DesiredCapacity }: SizeWish): void {
  const min = MinSize ?? group.min;
  const max = MaxSize ?? group.max;
  if (min > max)
    throw validationError(`Max bound, ${max}, must be greater than or equal to min bound, ${min}`);
  const desired = DesiredCapacity ?? Math.min(Math.max(group.desired, min), max);
  if (desired < min || desired > max)
    throw validationError(
      `Desired capacity:${desired} must be between the specified min size:${min} and max size:${max}`,
    );
  Object.assign(group, { min, max, desired });
  group.settle();
}

export function setDesired(group: NodeGroup, desired: number): void {
  if (desired > group.max)
    throw validationError(
      `New SetDesiredCapacity value ${desired} is above max value ${group.max} for the AutoScalingGroup.`,
    );
  if (desired < group.min)
    throw validationError(
      `New SetDesiredCapacity value ${desired} is below min value ${group.min} for the AutoScalingGroup.`,
    );
  group.desired = desired;
  group.settle();
}
