/** What the platform would do about a push on its own, told before it: warnings from an HPA's shape, never a refusal. */
import { type Millis, toSeconds } from '../model/time.ts';
import {
  type ExpectedCrowd,
  growthOf,
  needOf,
  podsOnNodes,
  predictRamp,
  type Ramp,
  type ScalingShape,
} from './ramp.ts';

export type WarningCode =
  | 'MetricBlind'
  | 'MetricSaturates'
  | 'RampBehindCrowd'
  | 'MaxBelowNeed'
  | 'NodesBelowNeed';

export interface Warning {
  readonly code: WarningCode;
  /** One sentence for a person on call. */
  readonly message: string;
}

export function warnAhead(shape: ScalingShape, crowd: ExpectedCrowd): readonly Warning[] {
  const { serving, atTarget } = needOf(shape, crowd);
  const need = `${serving} pods serve ${crowd.multiplier} times the load, ${atTarget} at the HPA's target`;
  const warnings = serving > shape.replicas ? [warnOfRamp(shape, crowd)] : [];
  if (shape.maxReplicas < atTarget)
    warnings.push({ code: 'MaxBelowNeed', message: `maxReplicas is ${shape.maxReplicas}, but ${need}.` });
  if (shape.nodes !== undefined && podsOnNodes(shape.nodes) < atTarget)
    warnings.push({
      code: 'NodesBelowNeed',
      message: `The node group's ${shape.nodes.max} nodes hold ${podsOnNodes(shape.nodes)} pods at most, but ${need}.`,
    });
  return warnings;
}

function warnOfRamp(shape: ScalingShape, crowd: ExpectedCrowd): Warning {
  const ramp = predictRamp(shape, crowd);
  const growth = growthOf(shape.metric);
  if (growth === 1)
    return {
      code: 'MetricBlind',
      message: 'CPU at its limit is within tolerance of the target: the HPA does not scale up for any crowd.',
    };
  if (ramp.waves > 1 && Number.isFinite(growth))
    return {
      code: 'MetricSaturates',
      message:
        `CPU shows no more than its limit, so the HPA grows ${growth.toFixed(2)} times per start of pods at most: ` +
        `${outcomeOf(ramp, crowd)}.`,
    };
  return {
    code: 'RampBehindCrowd',
    message: `Left alone, the HPA comes after the crowd: ${outcomeOf(ramp, crowd)}.`,
  };
}

function outcomeOf({ steps, served }: Ramp, { multiplier }: ExpectedCrowd): string {
  const outcome = served === undefined ? 'is never served' : `is served after about ${formatLength(served)}`;
  return `${steps.join(', ')} replicas, and ${multiplier} times the load ${outcome}`;
}

function formatLength(length: Millis): string {
  const whole = Math.round(toSeconds(length));
  return whole < 120 ? `${whole} s` : `${Math.round(whole / 60)} min`;
}
