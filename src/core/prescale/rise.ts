/** What goes up together with a surge: every target that it or a surge beside it raises, from baseline to need. */
import { maxOf, minOf } from '../model/lever.ts';
import type { Surge } from '../model/surge.ts';
import { keyOf, type TargetRef, type TargetSnapshot, type WorkloadProfile } from '../model/target.ts';
import { asMillis } from '../model/time.ts';
import { resolveOwnership } from './baseline.ts';
import { applyCeiling } from './ceiling.ts';
import type { PrescaleConfig } from './config.ts';
import { replicasNeeded } from './demand.ts';
import type { Rise } from './fleet.ts';
import { inOrder, raiseAt } from './window.ts';

/** A target as its owner wants it: figures that move by themselves would be told anew with every look. */
export interface RisingTarget {
  readonly ref: TargetRef;
  readonly min: number;
  /** Undefined = there is none. */
  readonly max: number | undefined;
  readonly profile: WorkloadProfile | undefined;
}

/** Undefined for a target that somebody else scales: it is never raised. */
export function risingTarget(target: TargetSnapshot, all: readonly Surge[]): RisingTarget | undefined {
  if (target.controlledBy !== undefined) return undefined;
  const { baseline } = resolveOwnership(target, all);
  return {
    ref: target.ref,
    min: minOf(target, baseline.min),
    max: maxOf(target, baseline.max),
    profile: target.profile,
  };
}

/** The surge itself, and those whose way up is at the same time as its own. */
export function risingWith(surge: Surge, all: readonly Surge[], config: PrescaleConfig): readonly Surge[] {
  const isBeside = (other: Surge): boolean =>
    !other.cancelled && raiseAt(other, config) <= surge.start && other.start >= raiseAt(surge, config);
  return inOrder(all.filter((other) => other.id === surge.id || isBeside(other)));
}

/** Every target of these, once. */
export function targetsOf(surges: readonly Surge[]): readonly TargetRef[] {
  const refs = surges.flatMap(({ targets }) => targets.map(({ ref }) => [keyOf(ref), ref] as const));
  return [...new Map(refs).values()];
}

export function riseOf(
  surge: Surge,
  together: readonly Surge[],
  targets: readonly RisingTarget[],
  config: PrescaleConfig,
): Rise {
  const added = targets
    .map((target) => podsAdded(surge, together, target, config))
    .filter((pods) => pods > 0);
  return { targets: added.length, pods: added.reduce((sum, pods) => sum + pods, 0) };
}

function podsAdded(
  surge: Surge,
  together: readonly Surge[],
  { ref, min, max, profile }: RisingTarget,
  config: PrescaleConfig,
): number {
  const key = keyOf(ref);
  const naming = together.filter((one) => one.targets.some((target) => keyOf(target.ref) === key));
  const context = { target: ref, baselineMin: min, profile, config };
  const needed = replicasNeeded(naming, context, raiseAt(surge, config), surge.start, asMillis(0));
  return Math.max(0, applyCeiling(needed, max, naming).min - min);
}
