/** `spec.behavior` of autoscaling/v2, read: windows, policies, tolerances. */
import type { V2HorizontalPodAutoscalerSpec, V2HPAScalingRules } from '@kubernetes/client-node';
import { parseQuantity } from '../../../core/model/quantity.ts';
import { type Millis, seconds } from '../../../core/model/time.ts';
import type { Tolerances } from './recommend.ts';

export interface ScalingPolicy {
  readonly type: 'Pods' | 'Percent';
  readonly value: number;
  readonly period: Millis;
}

export interface ScalingRules {
  readonly window: Millis;
  readonly select: 'Max' | 'Min' | 'Disabled';
  readonly policies: readonly ScalingPolicy[];
}

export interface Behavior {
  readonly up: ScalingRules;
  readonly down: ScalingRules;
}

/** undefined when the HPA has none: then other rules hold, not the same ones with default numbers. */
export function readBehavior(spec: V2HorizontalPodAutoscalerSpec, downWindow: Millis): Behavior | undefined {
  const { behavior } = spec;
  if (behavior === undefined) return undefined;
  return { up: readRules(behavior.scaleUp, seconds(0)), down: readRules(behavior.scaleDown, downWindow) };
}

export function readTolerances(spec: V2HorizontalPodAutoscalerSpec, fallback: number): Tolerances {
  return {
    up: readTolerance(spec.behavior?.scaleUp, fallback),
    down: readTolerance(spec.behavior?.scaleDown, fallback),
  };
}

function readRules(rules: V2HPAScalingRules | undefined, window: Millis): ScalingRules {
  const ownWindow = rules?.stabilizationWindowSeconds;
  return {
    window: ownWindow === undefined ? window : seconds(ownWindow),
    select: readSelect(rules?.selectPolicy),
    policies: (rules?.policies ?? []).map(({ type, value, periodSeconds }) => ({
      type: type === 'Percent' ? 'Percent' : 'Pods',
      value,
      period: seconds(periodSeconds),
    })),
  };
}

const readSelect = (text: string | undefined): ScalingRules['select'] =>
  text === 'Min' || text === 'Disabled' ? text : 'Max';

const readTolerance = (rules: V2HPAScalingRules | undefined, fallback: number): number =>
  rules?.tolerance === undefined ? fallback : (parseQuantity(rules.tolerance) ?? fallback);
