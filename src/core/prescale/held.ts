/** Targets that a surge which is over has not been handed back yet. */
import type { Surge } from '../model/surge.ts';
import { keyOf, type TargetRef } from '../model/target.ts';
import { type Instant, plus } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';
import { isActive, isOver } from './window.ts';

/** Not asked before by any clock. */
export const mayBeOver = (surge: Surge, config: PrescaleConfig, now: Instant): boolean =>
  isOver(surge, plus(now, config.maxClockSkew));

/** Those of its targets that carry a record, and that no other surge is raising by now. */
export function heldTargets(
  surge: Surge,
  recorded: readonly TargetRef[],
  all: readonly Surge[],
  config: PrescaleConfig,
  now: Instant,
): readonly TargetRef[] {
  const own = new Set(surge.targets.map(({ ref }) => keyOf(ref)));
  const held = recorded.filter((ref) => own.has(keyOf(ref)));
  if (held.length === 0) return [];
  const others = all.filter((other) => other.id !== surge.id && isActive(other, config, now));
  const raised = new Set(others.flatMap(({ targets }) => targets.map(({ ref }) => keyOf(ref))));
  return held.filter((ref) => !raised.has(keyOf(ref)));
}
