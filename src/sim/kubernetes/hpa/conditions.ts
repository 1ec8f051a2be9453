/** The conditions an HPA reports, worded as upstream words them. */
import { formatInstant, type Instant } from '../../../core/model/time.ts';
import type { Condition } from '../../api/objects.ts';
import type { LimitReason } from './rate-limits.ts';

/** A condition before it is known whether its status changed. */
export interface Finding {
  readonly type: 'AbleToScale' | 'ScalingActive' | 'ScalingLimited';
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

const finding = (
  type: Finding['type'],
  status: Finding['status'],
  reason: string,
  message: string,
): Finding => ({ type, status, reason, message });

export const GOT_SCALE = finding(
  'AbleToScale',
  'True',
  'SucceededGetScale',
  "the HPA controller was able to get the target's current scale",
);
export const SCALING_DISABLED = finding(
  'ScalingActive',
  'False',
  'ScalingDisabled',
  'scaling is disabled since the replica count of the target is zero',
);
export const READY_FOR_NEW_SCALE = finding(
  'AbleToScale',
  'True',
  'ReadyForNewScale',
  'recommended size matches current size',
);
export const SCALE_UP_STABILIZED = finding(
  'AbleToScale',
  'True',
  'ScaleUpStabilized',
  'recent recommendations were lower than current one, applying the lowest recent recommendation',
);
export const SCALE_DOWN_STABILIZED = finding(
  'AbleToScale',
  'True',
  'ScaleDownStabilized',
  'recent recommendations were higher than current one, applying the highest recent recommendation',
);

export const noScale = (why: string): Finding =>
  finding(
    'AbleToScale',
    'False',
    'FailedGetScale',
    `the HPA controller was unable to get the target's current scale: ${why}`,
  );
export const rescaled = (replicas: number): Finding =>
  finding(
    'AbleToScale',
    'True',
    'SucceededRescale',
    `the HPA controller was able to update the target scale to ${replicas}`,
  );
export const notRescaled = (why: string): Finding =>
  finding(
    'AbleToScale',
    'False',
    'FailedUpdateScale',
    `the HPA controller was unable to update the target scale: ${why}`,
  );
export const metricFound = (name: string): Finding =>
  finding(
    'ScalingActive',
    'True',
    'ValidMetricFound',
    `the HPA was able to successfully calculate a replica count from ${name}`,
  );
export const metricFailed = (reason: string, why: string): Finding =>
  finding('ScalingActive', 'False', reason, `the HPA was unable to compute the replica count: ${why}`);

const LIMITS: Readonly<Record<LimitReason, string>> = {
  DesiredWithinRange: 'the desired count is within the acceptable range',
  ScaleUpLimit: 'the desired replica count is increasing faster than the maximum scale rate',
  ScaleDownLimit: 'the desired replica count is decreasing faster than the maximum scale rate',
  TooManyReplicas: 'the desired replica count is more than the maximum replica count',
  TooFewReplicas: 'the desired replica count is less than the minimum replica count',
};

export const limited = (reason: LimitReason): Finding =>
  finding('ScalingLimited', reason === 'DesiredWithinRange' ? 'False' : 'True', reason, LIMITS[reason]);

/**
 * The last finding of a type counts; a condition that nothing was found about stays as it was. Gives back
 * `conditions` itself when nothing changes.
 */
export function withFindings(
  conditions: readonly Condition[],
  findings: readonly Finding[],
  now: Instant,
): readonly Condition[] {
  const last = findings.filter(
    ({ type }, index) => !findings.slice(index + 1).some((later) => later.type === type),
  );
  return last.reduce((all, found) => withFinding(all, found, now), conditions);
}

function withFinding(all: readonly Condition[], found: Finding, now: Instant): readonly Condition[] {
  const index = all.findIndex(({ type }) => type === found.type);
  const before = all[index];
  if (before === undefined) return [...all, { ...found, lastTransitionTime: formatInstant(now) }];
  const { status, reason, message } = found;
  if (before.status === status && before.reason === reason && before.message === message) return all;
  const lastTransitionTime =
    before.status === status ? (before.lastTransitionTime ?? formatInstant(now)) : formatInstant(now);
  return all.with(index, { ...found, lastTransitionTime });
}
