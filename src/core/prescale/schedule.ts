/**
 * From a schedule and the surges it has made to those it should have. Level-based: what it made is known by its name, which
 * comes from the start of the window, so that a pass that is repeated, late or cut short ends in the same place.
 */
import type { Surge } from '../model/surge.ts';
import { asMillis, earlier, type Instant, minutes, plus } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';
import { type SurgeWindow, surgesOf } from './occurrences.ts';
import { isBegun, isPast } from './schedule-progress.ts';
import { firstWindow, windowsAhead } from './schedule-windows.ts';
import type { SurgeSchedule } from './surge-schedule.ts';

/** A surge that belongs to a schedule, as it was read. */
export interface OwnedSurge {
  readonly surge: Surge;
  readonly resourceVersion: string;
}

export type ScheduleAction =
  | { readonly kind: 'CreateSurge'; readonly surge: Surge }
  /** Replaces the spec; refused when the object is newer, so that a cancel is never written over. */
  | { readonly kind: 'ReplaceSurge'; readonly surge: Surge; readonly resourceVersion: string }
  | { readonly kind: 'DeleteSurge'; readonly surge: string; readonly resourceVersion: string };

export interface SchedulePlan {
  readonly actions: readonly ScheduleAction[];
  /** Of the windows that will be: of a schedule that is suspended there is none. */
  readonly nextStart: Instant | undefined;
  readonly lastStart: Instant | undefined;
  readonly nextLook: Instant;
}

/** Surges that are over are kept, the latest of them, to be looked back on. */
const HISTORY = 3;
const LOOK = minutes(60);

export function decideSchedule(
  schedule: SurgeSchedule,
  owned: readonly OwnedSurge[],
  config: PrescaleConfig,
  now: Instant,
): SchedulePlan {
  const windows = schedule.suspended ? [] : windowsAhead(schedule, config, now);
  const wanted = new Map(surgesOf(schedule.template, windows).map((surge) => [surge.id, surge]));
  const known = new Map(owned.map((one) => [one.surge.id, one]));
  const next = schedule.suspended ? undefined : firstWindow(schedule, now, cancelledStarts(owned));
  return {
    actions: [
      ...[...wanted.values()].flatMap((surge) => putAction(surge, known.get(surge.id), config, now)),
      ...owned.filter((one) => !wanted.has(one.surge.id)).flatMap((one) => dropAction(one, config, now)),
      ...pruneActions(owned, now),
    ],
    nextStart: next?.start,
    lastStart: lastStartOf(owned, now),
    nextLook: nextLookAt(next, now),
  };
}

function putAction(
  wanted: Surge,
  known: OwnedSurge | undefined,
  config: PrescaleConfig,
  now: Instant,
): readonly ScheduleAction[] {
  if (known === undefined) return [{ kind: 'CreateSurge', surge: wanted }];
  const { surge, resourceVersion } = known;
  // What has begun goes on as it was announced; what somebody has called off stays so.
  if (surge.cancelled || isBegun(surge, config, now) || asksTheSame(surge, wanted)) return [];
  return [{ kind: 'ReplaceSurge', surge: { ...wanted, status: surge.status }, resourceVersion }];
}

/** No window of the schedule any more. */
function dropAction(
  { surge, resourceVersion }: OwnedSurge,
  config: PrescaleConfig,
  now: Instant,
): readonly ScheduleAction[] {
  if (surge.cancelled || isBegun(surge, config, now)) return [];
  return [{ kind: 'DeleteSurge', surge: surge.id, resourceVersion }];
}

function pruneActions(owned: readonly OwnedSurge[], now: Instant): readonly ScheduleAction[] {
  return owned
    .filter(({ surge }) => isPast(surge, now))
    .toSorted((a, b) => b.surge.end - a.surge.end)
    .slice(HISTORY)
    .map(({ surge, resourceVersion }) => ({ kind: 'DeleteSurge', surge: surge.id, resourceVersion }));
}

const cancelledStarts = (owned: readonly OwnedSurge[]): ReadonlySet<Instant> =>
  new Set(owned.filter(({ surge }) => surge.cancelled).map(({ surge }) => surge.start));

function lastStartOf(owned: readonly OwnedSurge[], now: Instant): Instant | undefined {
  const starts = owned
    .filter(({ surge }) => !surge.cancelled && surge.start <= now)
    .map(({ surge }) => surge.start);
  return starts.length === 0 ? undefined : starts.reduce((a, b) => (a > b ? a : b));
}

/** Every hour more windows come in sight, and old surges fall out of it. */
const nextLookAt = (next: SurgeWindow | undefined, now: Instant): Instant =>
  next === undefined ? plus(now, LOOK) : earlier(plus(now, LOOK), plus(next.start, asMillis(1)));

const asksTheSame = (a: Surge, b: Surge): boolean => JSON.stringify(asked(a)) === JSON.stringify(asked(b));

/** In one order of keys, what is undefined out. */
const asked = ({ start, end, targets, demand, ceiling, override, lead, nodeLead }: Surge) =>
  inOrder({ start, end, targets, demand, ceiling, override, lead, nodeLead });

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, held]) => [key, inOrder(held)]);
}
