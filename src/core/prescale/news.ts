/**
 * From a surge as it stands, and what was told of it, to the news that are due. Level-based: what a surge went through is
 * read from what it says of its targets, so that a look that comes late tells it late, and one that is repeated tells nothing.
 */
import type { Surge } from '../model/surge.ts';
import { newsKey, type SurgeNews, type SurgeNewsType } from '../model/surge-news.ts';
import type { StoredSurgeState } from '../model/surge-summary.ts';
import { between, earlier, type Instant, later, minutes, parseInstant, plus } from '../model/time.ts';
import { composeNews } from './news-detail.ts';
import { degradingReasons, isCold } from './news-reasons.ts';
import { type NewsContext, type NewsSubject, subjectOf } from './news-subject.ts';
import { isOver, raiseAt } from './window.ts';

export interface NewsPlan {
  /** In the order in which they came to be. */
  readonly due: readonly SurgeNews[];
  /** Keys of what was told of earlier starts, to be forgotten. */
  readonly forget: readonly string[];
  readonly nextLook: Instant | undefined;
}

const NOTHING: NewsPlan = { due: [], forget: [], nextLook: undefined };
/** What is older helps nobody, and would all be told when news are turned on. */
const STALE_AFTER = minutes(24 * 60);
/** What is kept of what was told. */
const MOST_KEPT = 32;
/** Sets of reasons, of one start. */
const MOST_DEGRADED = 16;
/** A hint may be lost; a surge that is on is looked at anyway. */
const ON_POLL = minutes(1);

/** Without figures the news are the same, and say less: who has nothing to tell need not read them. */
export function decideNews(state: StoredSurgeState, context: NewsContext): NewsPlan {
  // What is refused asks for nothing; what it was before is not known any more.
  if (state.reading.kind === 'refused') return NOTHING;
  const { surge } = state.reading;
  const { config, now } = context;
  // Most surges of a store are past or to come: their targets are not gone through.
  if (state.announced[newsKey(surge.start, 'surge.ended')] !== undefined) return NOTHING;
  const raised = raiseAt(surge, config);
  if (now < raised && !isOver(surge, now)) return { ...NOTHING, nextLook: plus(raised, config.poll) };
  const subject = subjectOf(state, surge, context);
  if (isStale(subject)) return NOTHING;
  const due = dueNews(subject);
  return {
    due,
    forget: due.length === 0 ? [] : keysToForget(state, surge, due.length),
    nextLook: lookAgainAt(subject, due),
  };
}

/** Of this start. */
const isTold = ({ state, surge }: NewsSubject, type: SurgeNewsType, reasons: readonly string[] = []) =>
  state.announced[newsKey(surge.start, type, reasons)] !== undefined;

function dueNews(subject: NewsSubject): readonly SurgeNews[] {
  // Called off after it was given a later start.
  if (subject.context.now < subject.raiseAt) return [];
  const reasons = degradingReasons(subject);
  const happened: readonly (SurgeNewsType | false)[] = [
    hasRisen(subject) && 'surge.warming',
    hasBeenReady(subject) && 'surge.ready',
    reasons.length > 0 && countDegraded(subject) < MOST_DEGRADED && 'surge.degraded',
    hasEnded(subject) && 'surge.ended',
  ];
  return happened.flatMap((type) => {
    if (type === false) return [];
    const words = type === 'surge.degraded' ? reasons.map(({ reason }) => reason) : [];
    return isTold(subject, type, words) ? [] : [composeNews(subject, type, reasons)];
  });
}

const hasRisen = ({ targets }: NewsSubject): boolean =>
  targets.some(({ status }) => status?.raisedAt !== undefined);

/** Also told late, but not of what is called off: nobody is to send for it. */
const hasBeenReady = ({ targets, surge, isOver: over }: NewsSubject): boolean =>
  targets.length > 0 &&
  !surge.cancelled &&
  targets.every((target) => (over ? target.status?.warmAt !== undefined : !isCold(target)));

function hasEnded(subject: NewsSubject): boolean {
  const { state } = subject;
  const summary = state.summary?.observedGeneration === state.generation ? state.summary : undefined;
  return subject.isOver && summary?.phase === 'Ended' && wasThere(subject);
}

/** Of a surge that was called off before anything was done for it, or made when it was over, there is nothing to tell. */
function wasThere({ state, surge, targets }: NewsSubject): boolean {
  if (targets.some(({ status }) => status !== undefined)) return true;
  if (keysOf(state, surge).length > 0) return true;
  return !surge.cancelled && surge.createdAt !== undefined && surge.createdAt < surge.end;
}

const keysOf = ({ announced }: StoredSurgeState, { start }: Surge): readonly string[] => {
  const prefix = newsKey(start, 'surge.ended').slice(0, -'ended'.length);
  return Object.keys(announced).filter((key) => key.startsWith(prefix));
};

const countDegraded = ({ state, surge }: NewsSubject): number => {
  const prefix = newsKey(surge.start, 'surge.degraded');
  return keysOf(state, surge).filter((key) => key.startsWith(prefix)).length;
};

function isStale({ surge, targets, isOver: over, context: { now } }: NewsSubject): boolean {
  const letGo = targets.flatMap(({ status }) => status?.at ?? []);
  const ended = surge.cancelled && letGo.length > 0 ? letGo.reduce(later) : surge.end;
  return over && between(ended, now) > STALE_AFTER;
}

/** Those of earlier starts, the oldest first, as far as there is no room for them. */
function keysToForget(state: StoredSurgeState, surge: Surge, more: number): readonly string[] {
  const { announced } = state;
  const own = new Set(keysOf(state, surge));
  const toldAt = (key: string): number => parseInstant(announced[key] ?? '') ?? 0;
  const others = Object.keys(announced).filter((key) => !own.has(key));
  const excess = Math.max(0, own.size + others.length + more - MOST_KEPT);
  return others.toSorted((a, b) => toldAt(a) - toldAt(b)).slice(0, excess);
}

function lookAgainAt(subject: NewsSubject, due: readonly SurgeNews[]): Instant | undefined {
  const { surge, context } = subject;
  const { config, now } = context;
  const soon = plus(now, config.poll);
  const isDue = (type: SurgeNewsType) => due.some((one) => one.type === type);
  if (isDue('surge.ended')) return undefined;
  // The summary says when it has been handed back.
  if (subject.isOver) return wasThere(subject) ? soon : undefined;
  const steady = isTold(subject, 'surge.ready') || isDue('surge.ready');
  const next = earlier(steady ? plus(now, ON_POLL) : soon, surge.end);
  return now < surge.start ? earlier(next, surge.start) : next;
}
