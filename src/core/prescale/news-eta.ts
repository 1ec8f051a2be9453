/** When the last target of a surge will be warm, as far as anybody can say: by its lead, then by how it has come on. */
import type { SurgeConditionType } from '../model/surge.ts';
import type { Expected, NewsReason } from '../model/surge-news.ts';
import { keyOf } from '../model/target.ts';
import { asInstant, between, formatWhole, type Instant, later, plus } from '../model/time.ts';
import { isCold } from './news-reasons.ts';
import type { NewsSubject, NewsTarget } from './news-subject.ts';
import { leadOf } from './window.ts';

/** Nothing moves before a person has done something about it. */
const STANDING: readonly SurgeConditionType[] = [
  'Contended',
  'Controlled',
  'Paused',
  'ProfileMissing',
  'TargetMissing',
];

export function expectWarm(subject: NewsSubject): Expected {
  const cold = subject.targets.filter(isCold);
  if (cold.length === 0) return { noEta: ALL_WARM };
  const expectations = cold.map((target) => expectTarget(target, subject));
  const [unknown] = expectations.flatMap((one) => (typeof one === 'number' ? [] : [one]));
  if (unknown !== undefined) return { noEta: unknown };
  const last = expectations.flatMap((one) => (typeof one === 'number' ? [one] : [])).reduce(later);
  return { eta: formatWhole(asInstant(Math.ceil(last / 1_000) * 1_000)) };
}

const ALL_WARM: NewsReason = { reason: 'AllWarm', message: 'every target is warm: nothing more is to come' };

function expectTarget(target: NewsTarget, subject: NewsSubject): Instant | NewsReason {
  const { surge, raiseAt, context } = subject;
  const { config, now } = context;
  const { status, ref } = target;
  const obstacle = status?.conditions.find(({ type }) => STANDING.includes(type));
  if (obstacle !== undefined) return { reason: obstacle.type, message: obstacle.message };
  if (status?.readySince !== undefined) return later(now, plus(status.readySince, config.dwell));
  const lead = leadOf(surge, config);
  if (status?.raisedAt === undefined) return plus(later(now, raiseAt), lead);
  const byLead = plus(status.raisedAt, lead);
  if (byLead > now) return byLead;
  return expectByProgress(target, status.raisedAt, now) ?? noProgress(keyOf(ref));
}

const noProgress = (key: string): NewsReason => ({
  reason: 'NoProgress',
  message: `the lead of ${key} has passed, and no pod more is ready than before`,
});

/** The pods to come as fast as those that came. */
function expectByProgress(
  { status, figures }: NewsTarget,
  raisedAt: Instant,
  now: Instant,
): Instant | undefined {
  if (figures === undefined) return undefined;
  const before = Math.min(status?.baseline.min ?? 1, figures.floor);
  const come = figures.ready - before;
  if (come <= 0) return undefined;
  const took = between(raisedAt, now);
  return asInstant(now + (took * Math.max(0, figures.floor - figures.ready)) / come);
}
