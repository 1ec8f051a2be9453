/**
 * A history of one target: reconcilers that read, decide and write one action at a time, with clocks of their own and
 * crashes in between, while the owner edits, surges change and load moves. After every event the laws that must hold
 * at all times are checked against what the owner wants.
 */
import type { Plan } from '../../src/core/model/plan.ts';
import type { Surge } from '../../src/core/model/surge.ts';
import type { TargetSnapshot } from '../../src/core/model/target.ts';
import {
  asMillis,
  earlier,
  type Instant,
  later,
  type Millis,
  minus,
  plus,
  seconds,
} from '../../src/core/model/time.ts';
import { decide } from '../../src/core/prescale/decide.ts';
import { aLoadOf } from './a-target.ts';
import { applyAction, DEFAULTS, edited, followed, type World } from './a-world.ts';
import { type Edit, type Intent, speak } from './owner-edits.ts';

export type Event =
  | { readonly kind: 'advance'; readonly by: Millis }
  | { readonly kind: 'read' | 'act' | 'finish' | 'crash'; readonly who: number }
  | { readonly kind: 'edit'; readonly edit: Edit }
  | { readonly kind: 'surge'; readonly index: number; readonly change: SurgeChange }
  | { readonly kind: 'load'; readonly replicas: number }
  | { readonly kind: 'pause'; readonly paused: boolean }
  | { readonly kind: 'follow' };

export type SurgeChange =
  | { readonly kind: 'cancel' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'shift' | 'extend'; readonly by: Millis };

interface Pass {
  readonly plan: Plan;
  readonly next: number;
  readonly readAt: Instant;
}

export interface History {
  readonly world: World;
  readonly intent: Intent;
  readonly now: Instant;
  readonly load: number;
  readonly passes: ReadonlyMap<number, Pass>;
  readonly writes: number;
}

/** A request that takes longer than this has been given up by its own client. */
const REQUEST_LASTS = seconds(10);
/** Reconciler n reads the clock that much wrong. */
export const SKEWS: readonly Millis[] = [seconds(0), seconds(-20), seconds(20)];

export const begin = (target: TargetSnapshot, surges: readonly Surge[], now: Instant): History => ({
  world: { target, surges },
  intent: {
    min: target.min,
    max: target.max,
    window: target.scaleDownWindow,
    asleep: target.lever === 'minReplicas' && target.replicas === 0,
  },
  now,
  load: 0,
  passes: new Map(),
  writes: 0,
});

export function happen(history: History, event: Event): History {
  const { world } = history;
  switch (event.kind) {
    case 'advance':
      return { ...history, now: plus(history.now, event.by) };
    case 'read':
      return withPass(history, event.who, { plan: read(history, event.who), next: 0, readAt: history.now });
    case 'act':
      return act(history, event.who);
    case 'finish':
      return finish(history, event.who);
    case 'crash':
      return withPass(history, event.who, undefined);
    case 'edit':
      return { ...history, ...speak(history, event.edit) };
    case 'surge':
      return {
        ...history,
        world: { ...world, surges: changeSurge(world.surges, event.index, event.change) },
      };
    case 'load':
      return follow({ ...history, load: event.replicas });
    case 'pause':
      return { ...history, world: edited(world, { paused: event.paused }) };
    case 'follow':
      return follow(history);
  }
}

/**
 * No more crashes, edits or pauses: the reconcilers look when their plans say so and when something was written, until
 * nothing is due any more.
 */
export function calmDown(history: History, check: Check = () => {}): History {
  let after = happen({ ...history, passes: new Map() }, { kind: 'pause', paused: false });
  for (let round = 0; round < 2_000; round += 1) {
    const before = after.writes;
    for (const who of SKEWS.keys())
      after = happen(checked(after, { kind: 'finish', who }, check), { kind: 'follow' });
    if (after.writes > before) continue;
    const look = nextLook(after);
    if (look === undefined) return after;
    after = { ...after, now: later(plus(after.now, asMillis(1)), look) };
  }
  throw new Error(`expected rest after 2000 rounds: ${JSON.stringify(after.world)}`);
}

/** Plays the events one by one. */
export const replay = (history: History, events: readonly Event[], check: Check = () => {}): History =>
  events.reduce((after, event) => checked(after, event, check), history);

/** A law, to be checked after every event. */
export type Check = (history: History, before: History, event: Event) => void;

function checked(before: History, event: Event, check: Check): History {
  const after = happen(before, event);
  check(after, before, event);
  return after;
}

/** Of the first reconciler to look again, in true time. */
const nextLook = (history: History): Instant | undefined =>
  SKEWS.map((skew, who) => ({ skew, look: read(history, who).nextLook }))
    .flatMap(({ skew, look }) => (look === undefined ? [] : [minus(look, skew)]))
    .reduce<Instant | undefined>(
      (first, look) => (first === undefined ? look : earlier(first, look)),
      undefined,
    );

/** Everything that is due in one go, by a reconciler that is not interrupted. */
export function finish(history: History, who: number): History {
  let after = happen(withPass(history, who, undefined), { kind: 'read', who });
  while (after.passes.has(who)) after = act(after, who);
  return after;
}

function read({ world, now }: History, who: number): Plan {
  return decide(world, DEFAULTS, plus(now, SKEWS[who] ?? seconds(0)));
}

function act(history: History, who: number): History {
  const pass = history.passes.get(who);
  const action = pass?.plan.actions[pass.next];
  if (pass === undefined || action === undefined || history.now > plus(pass.readAt, REQUEST_LASTS))
    return withPass(history, who, undefined);
  const world = applyAction(history.world, action);
  if (world === undefined) return withPass(history, who, undefined);
  const after = { ...history, world, writes: history.writes + 1 };
  return withPass(after, who, { ...pass, next: pass.next + 1 });
}

function withPass(history: History, who: number, pass: Pass | undefined): History {
  const passes = new Map(history.passes);
  if (pass === undefined) passes.delete(who);
  else passes.set(who, pass);
  return { ...history, passes };
}

function follow(history: History): History {
  const world = followed(history.world, history.load);
  const metrics = world.target.lever === 'replicas' ? [] : aLoadOf(history.load, world.target.readyReplicas);
  return { ...history, world: { ...world, target: { ...world.target, metrics } } };
}

function changeSurge(surges: readonly Surge[], index: number, change: SurgeChange): readonly Surge[] {
  const chosen = surges[index % Math.max(1, surges.length)];
  if (chosen === undefined) return surges;
  if (change.kind === 'delete') return surges.filter((surge) => surge !== chosen);
  return surges.map((surge) => (surge === chosen ? changed(surge, change) : surge));
}

function changed(surge: Surge, change: Exclude<SurgeChange, { kind: 'delete' }>): Surge {
  if (change.kind === 'cancel') return { ...surge, cancelled: true };
  const end = plus(surge.end, change.by);
  return change.kind === 'extend'
    ? { ...surge, end }
    : { ...surge, start: plus(surge.start, change.by), end };
}
