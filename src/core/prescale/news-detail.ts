/** News as the bus carries them. */
import {
  type DegradedDetail,
  type EndedDetail,
  type EndedTarget,
  type NewsHead,
  type NewsReason,
  newsId,
  newsKey,
  type ReadyDetail,
  type Replicas,
  type SurgeNews,
  type SurgeNewsType,
  type WarmingDetail,
  type WarmTargets,
} from '../model/surge-news.ts';
import { keyOf } from '../model/target.ts';
import { earlier, formatInstant, type Instant, later } from '../model/time.ts';
import { expectWarm } from './news-eta.ts';
import { isCold } from './news-reasons.ts';
import type { NewsSubject, NewsTarget } from './news-subject.ts';

/** An event has room for 256 KB. */
const MOST_TARGETS = 100;

/** `reasons`: of `surge.degraded`. */
export function composeNews(
  subject: NewsSubject,
  type: SurgeNewsType,
  reasons: readonly NewsReason[],
): SurgeNews {
  const { state, surge, context } = subject;
  const words = type === 'surge.degraded' ? reasons.map(({ reason }) => reason) : [];
  const key = newsKey(surge.start, type, words);
  const id = newsId(state.uid, key);
  const { eventId } = state;
  const { cluster } = context;
  const head: NewsHead = {
    schema: 1,
    id,
    ...(cluster === undefined ? {} : { cluster }),
    surge: surge.id,
    uid: state.uid,
    ...(eventId === undefined ? {} : { eventId }),
    start: formatInstant(surge.start),
    end: formatInstant(surge.end),
  };
  return { id, key, type, surge: surge.id, cluster, eventId, ...bodyOf(type, head, subject, reasons) };
}

function bodyOf(
  type: SurgeNewsType,
  head: NewsHead,
  subject: NewsSubject,
  reasons: readonly NewsReason[],
): Pick<SurgeNews, 'at' | 'detail'> {
  switch (type) {
    case 'surge.warming':
      return warming(head, subject);
    case 'surge.ready':
      return ready(head, subject);
    case 'surge.degraded':
      return { at: subject.context.now, detail: degraded(head, subject, reasons) };
    case 'surge.ended':
      return { at: subject.context.now, detail: ended(head, subject) };
  }
}

function warming(head: NewsHead, subject: NewsSubject) {
  const at = firstRaise(subject) ?? subject.raiseAt;
  const detail: WarmingDetail = {
    ...head,
    raisedAt: formatInstant(at),
    targets: { total: subject.targets.length, raised: subject.targets.filter(isRaised).length },
    ...expectWarm(subject),
  };
  return { at, detail };
}

function ready(head: NewsHead, { targets, context }: NewsSubject) {
  const at = lastWarm(targets) ?? context.now;
  const detail: ReadyDetail = {
    ...head,
    warmAt: formatInstant(at),
    targets: countWarm(targets),
    replicas: countReplicas(targets),
  };
  return { at, detail };
}

function degraded(head: NewsHead, subject: NewsSubject, reasons: readonly NewsReason[]): DegradedDetail {
  const replicas = countReplicas(subject.targets);
  return {
    ...head,
    percentWarm: replicas.asked === 0 ? 100 : Math.floor((replicas.ready / replicas.asked) * 100),
    targets: countWarm(subject.targets),
    replicas,
    ...expectWarm(subject),
    reasons,
  };
}

function ended(head: NewsHead, subject: NewsSubject): EndedDetail {
  const { surge, targets, raiseAt, context } = subject;
  const raisedAt = firstRaise(subject);
  const warmAt = targets.every(wasWarm) ? lastWarm(targets) : undefined;
  return {
    ...head,
    outcome: surge.cancelled ? 'Cancelled' : 'Completed',
    planned: {
      start: head.start,
      end: head.end,
      raiseAt: formatInstant(raiseAt),
      floor: targets.reduce((sum, { figures }) => sum + (figures?.most ?? 0), 0),
    },
    actual: {
      ...(raisedAt === undefined ? {} : { raisedAt: formatInstant(raisedAt) }),
      ...(warmAt === undefined ? {} : { warmAt: formatInstant(warmAt) }),
      endedAt: formatInstant(endOf(subject, context.now)),
      late: targets.filter(({ status }) => status?.late === true).length,
      reasserts: targets.reduce((sum, { status }) => sum + (status?.reasserts ?? 0), 0),
      conditions: toldReasons(subject),
    },
    targets: {
      total: targets.length,
      raised: targets.filter(isRaised).length,
      warm: targets.filter(wasWarm).length,
    },
    byTarget: targets.slice(0, MOST_TARGETS).map(endedTarget),
    targetsLeftOut: Math.max(0, targets.length - MOST_TARGETS),
  };
}

function endedTarget({ ref, status, figures }: NewsTarget): EndedTarget {
  const { raisedAt, warmAt } = status ?? {};
  return {
    target: keyOf(ref),
    ...(figures === undefined ? {} : { floor: figures.most }),
    ...(raisedAt === undefined ? {} : { raisedAt: formatInstant(raisedAt) }),
    ...(warmAt === undefined ? {} : { warmAt: formatInstant(warmAt) }),
    late: status?.late === true,
    reasserts: status?.reasserts ?? 0,
  };
}

/** When its targets were let go; one that was called off says so nowhere else. */
function endOf({ surge, targets }: NewsSubject, now: Instant): Instant {
  const letGo = targets.flatMap(({ status }) => (status?.phase === 'Ended' ? (status.at ?? []) : []));
  if (letGo.length > 0) return letGo.reduce(later);
  return surge.cancelled ? now : surge.end;
}

/** Conditions go when a surge ends: what was told of them remains. */
function toldReasons({ state, surge }: NewsSubject): readonly string[] {
  const prefix = `${newsKey(surge.start, 'surge.degraded')}/`;
  const told = Object.keys(state.announced).filter((key) => key.startsWith(prefix));
  return [...new Set(told.flatMap((key) => key.slice(prefix.length).split('/')))].toSorted();
}

const isRaised = ({ status }: NewsTarget): boolean => status?.raisedAt !== undefined;
const wasWarm = ({ status }: NewsTarget): boolean => status?.warmAt !== undefined;

/** A floor that stood for another surge already goes up for this one when its own time comes. */
function firstRaise({ targets, raiseAt }: NewsSubject): Instant | undefined {
  const all = targets.flatMap(({ status }) => status?.raisedAt ?? []);
  return all.length === 0 ? undefined : later(raiseAt, all.reduce(earlier));
}

function lastWarm(targets: readonly NewsTarget[]): Instant | undefined {
  const all = targets.flatMap(({ status }) => status?.warmAt ?? []);
  return all.length === 0 ? undefined : all.reduce(later);
}

const countWarm = (targets: readonly NewsTarget[]): WarmTargets => ({
  total: targets.length,
  warm: targets.filter((target) => !isCold(target)).length,
});

/** Of a target more than what is asked for counts for no other. */
function countReplicas(targets: readonly NewsTarget[]): Replicas {
  const all = targets.flatMap(({ figures }) => figures ?? []);
  return {
    ready: all.reduce((sum, one) => sum + Math.min(one.ready, one.floor), 0),
    asked: all.reduce((sum, { floor }) => sum + floor, 0),
  };
}
