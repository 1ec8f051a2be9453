/**
 * One target and its surges as an API server would keep them: the plan's actions are carried out on it one by one,
 * with the preconditions, refusals and defaults of the real thing.
 */
import { type FloorRecord, formatRecord, parseRecord } from '../../src/core/model/floor-record.ts';
import { maxOf, minOf } from '../../src/core/model/lever.ts';
import type { Action, Plan, TargetChange } from '../../src/core/model/plan.ts';
import type { Surge } from '../../src/core/model/surge.ts';
import { keyOf, type ScaleDownWindow, type TargetSnapshot } from '../../src/core/model/target.ts';
import type { Instant } from '../../src/core/model/time.ts';
import { type PrescaleConfig, parsePrescaleConfig } from '../../src/core/prescale/config.ts';
import { decide } from '../../src/core/prescale/decide.ts';

export interface World {
  readonly target: TargetSnapshot;
  readonly surges: readonly Surge[];
}

export const DEFAULTS: PrescaleConfig = parsePrescaleConfig({});

/** The world after the action; undefined when the API server answers with a conflict. */
export function applyAction(world: World, action: Action): World | undefined {
  switch (action.kind) {
    case 'PatchSurgeStatus':
      return { ...world, surges: world.surges.map((surge) => withNewStatus(surge, action)) };
    case 'ScaleTarget':
      return action.from === world.target.replicas
        ? { ...world, target: { ...world.target, replicas: action.replicas } }
        : undefined;
    case 'PatchTarget':
      return action.resourceVersion === world.target.resourceVersion
        ? { ...world, target: patched(world.target, action.change, action.record) }
        : undefined;
  }
}

/** One pass, every action of which succeeds. */
export function passOver(
  world: World,
  now: Instant,
  config = DEFAULTS,
): { readonly world: World; readonly plan: Plan } {
  const plan = decide(world, config, now);
  let after = world;
  for (const action of plan.actions) after = applyAction(after, action) ?? after;
  return { world: after, plan };
}

/** Passes until one finds nothing to do; a plan that never rests is an error. */
export function settle(
  world: World,
  now: Instant,
  config = DEFAULTS,
): { readonly world: World; readonly plan: Plan } {
  let after = world;
  for (let pass = 0; pass < 5; pass += 1) {
    const { world: next, plan } = passOver(after, now, config);
    if (plan.actions.length === 0) return { world: next, plan };
    after = next;
  }
  throw new Error(`expected a pass without actions, still at it after 5: ${JSON.stringify(after.target)}`);
}

/** Looks whenever the plan says so, the cluster following at once, until `end` or until nothing more is to come. */
export function runUntil(world: World, from: Instant, end: Instant, config = DEFAULTS): readonly Step[] {
  const steps: Step[] = [];
  let now: Instant | undefined = from;
  let after = world;
  while (now !== undefined && now <= end) {
    const settled: { readonly world: World; readonly plan: Plan } = settle(followed(after), now, config);
    after = settled.world;
    steps.push({ at: now, world: after });
    const next: Instant | undefined = settled.plan.nextLook;
    if (next !== undefined && next <= now) throw new Error(`expected nextLook after ${now}, got ${next}`);
    now = next;
  }
  return steps;
}

export interface Step {
  readonly at: Instant;
  readonly world: World;
}

/** The HPA and its pods have caught up: at least the floor, at most the maximum. Zero stays zero. */
export function followed(world: World, load = 0): World {
  const { target } = world;
  const [floor, ceiling] = [minOf(target, target.min), maxOf(target, target.max)];
  const wanted = Math.max(floor, Math.min(load, ceiling ?? load));
  const replicas = target.lever === 'replicas' ? floor : isLeftAtZero(target) ? 0 : wanted;
  return { ...world, target: { ...target, replicas, readyReplicas: replicas } };
}

/** KEDA wakes a workload whose floor is above zero; an HPA never does. */
const isLeftAtZero = ({ lever, replicas }: TargetSnapshot): boolean =>
  lever === 'minReplicas' && replicas === 0;

/** Somebody else writes the object: everything but our own fields may change, and the version moves on. */
export const edited = (
  world: World,
  over: Partial<TargetSnapshot>,
  manager: string | undefined = 'kubectl',
): World => ({
  ...world,
  target: {
    ...world.target,
    ...over,
    resourceVersion: nextVersion(world.target),
    ...managersAfter(world.target, over, manager),
  },
});

export const replaceSurge = (world: World, surge: Surge): World => ({
  ...world,
  surges: world.surges.map((known) => (known.id === surge.id ? { ...surge, status: known.status } : known)),
});

export const floorsOf = (steps: readonly Step[]): readonly (number | undefined)[] =>
  steps.map(({ world }) => world.target.min);

export const lastOf = (steps: readonly Step[]): World => {
  const last = steps.at(-1);
  if (last === undefined) throw new Error('expected at least one step');
  return last.world;
};

function withNewStatus(surge: Surge, action: Action & { kind: 'PatchSurgeStatus' }): Surge {
  if (surge.id !== action.surge) return surge;
  const stored = JSON.parse(JSON.stringify(action.status)) as typeof action.status;
  return { ...surge, status: { ...surge.status, [keyOf(action.target)]: stored } };
}

function patched(target: TargetSnapshot, change: TargetChange, record: FloorRecord | null): TargetSnapshot {
  const min = minAfter(target, change);
  const max = change.max === undefined ? target.max : (change.max ?? undefined);
  const [floor, ceiling] = [minOf(target, min), maxOf(target, max)];
  if (ceiling !== undefined && floor > ceiling)
    throw new Error(`refused: minReplicas ${floor} is above maxReplicas ${ceiling}`);
  const scaleDownWindow = windowAfter(target.scaleDownWindow, change.scaleDownSeconds);
  const kept = record === null ? undefined : parseRecord(formatRecord(record));
  return {
    ...target,
    min,
    max,
    scaleDownWindow,
    replicas: target.lever === 'replicas' ? minOf(target, min) : target.replicas,
    record: kept === undefined ? { kind: 'none' } : { kind: 'record', record: kept },
    resourceVersion: nextVersion(target),
    ...managersAfter(
      target,
      { ...('min' in change ? { min } : {}), ...('max' in change ? { max } : {}), scaleDownWindow },
      'forescale',
    ),
  };
}

/** What is taken out of an HPA the API server fills in again. */
function minAfter(target: TargetSnapshot, { min = target.min }: TargetChange): number | undefined {
  return min ?? (target.lever === 'minReplicas' ? 1 : undefined);
}

/** Whoever wrote a field last; of the window only its seconds count. */
function managersAfter(before: TargetSnapshot, over: Partial<TargetSnapshot>, manager: string | undefined) {
  const { scaleDownWindow = before.scaleDownWindow } = over;
  const sameWindow = secondsOf(scaleDownWindow) === secondsOf(before.scaleDownWindow);
  return {
    minManager: 'min' in over ? manager : before.minManager,
    maxManager: 'max' in over ? manager : before.maxManager,
    windowManager: sameWindow ? before.windowManager : manager,
  };
}

const secondsOf = (window: ScaleDownWindow): number | undefined =>
  window.kind === 'present' ? window.seconds : undefined;

/** A `behavior` that we make is ours alone; one that was there keeps its other fields. */
function windowAfter(before: ScaleDownWindow, change: TargetChange['scaleDownSeconds']): ScaleDownWindow {
  if (change === undefined) return before;
  if (change === 'absent') return { kind: 'absent' };
  const onlyOurs = before.kind === 'absent' || before.onlyOurs;
  return { kind: 'present', seconds: change ?? undefined, onlyOurs };
}

const nextVersion = ({ resourceVersion }: TargetSnapshot): string => String(Number(resourceVersion) + 1);
