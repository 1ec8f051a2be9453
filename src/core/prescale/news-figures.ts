/** What a target says now, as far as news are told of it: how many pods are Ready, of how many that are asked for. */
import { minOf } from '../model/lever.ts';
import type { Surge } from '../model/surge.ts';
import { keyOf, type TargetRef, type TargetSnapshot } from '../model/target.ts';
import { asMillis, between, type Instant, plus } from '../model/time.ts';
import { resolveOwnership } from './baseline.ts';
import type { PrescaleConfig } from './config.ts';
import { type DemandContext, replicasNeeded } from './demand.ts';
import { isActive, raiseAt, tickAt } from './window.ts';

export interface TargetFigures {
  readonly ref: TargetRef;
  readonly ready: number;
  /** The floor asked for now, by baseline and all surges on it, before any ceiling. */
  readonly floor: number;
  /** The most that this surge by itself asks for, or the baseline where that is more. */
  readonly most: number;
}

interface FiguresContext {
  readonly surge: Surge;
  /** All there are. */
  readonly surges: readonly Surge[];
  readonly config: PrescaleConfig;
  readonly now: Instant;
}

/** Of a target that is missing nothing is ready, of what can be told of its floor. */
export function figuresOf(
  ref: TargetRef,
  target: TargetSnapshot | undefined,
  { surge, surges, config, now }: FiguresContext,
): TargetFigures {
  const key = keyOf(ref);
  const naming = surges.filter(({ targets }) => targets.some((one) => keyOf(one.ref) === key));
  const baselineMin =
    target === undefined
      ? (surge.status[key]?.baseline.min ?? 1)
      : minOf(target, resolveOwnership(target, naming).baseline.min);
  const context: DemandContext = { target: ref, baselineMin, profile: target?.profile, config };
  const active = naming.filter((one) => isActive(one, config, now));
  // As the floor is read by which a target is warm.
  const tick = tickAt(now, config);
  const asked = replicasNeeded(active, context, tick, plus(tick, config.curveStep), asMillis(0));
  // Of one that was called off, what it asked for when it was not.
  const { start, end } = surge;
  const length = between(start, end);
  const alone = replicasNeeded(
    [{ ...surge, cancelled: false }],
    context,
    raiseAt(surge, config),
    start,
    length,
  );
  return {
    ref,
    ready: target?.readyReplicas ?? 0,
    floor: Math.max(baselineMin, asked),
    most: Math.max(baselineMin, alone),
  };
}
