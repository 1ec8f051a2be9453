/** Why a surge that should be warm is not, or not as it was asked for: a word and a sentence each. */
import type { NewsReason } from '../model/surge-news.ts';
import { keyOf } from '../model/target.ts';
import type { NewsSubject, NewsTarget } from './news-subject.ts';
import { listMessages } from './troubles.ts';

/** None = nothing is wrong. Sorted, each reason once. */
export function degradingReasons(subject: NewsSubject): readonly NewsReason[] {
  const { isOver, raiseAt, context } = subject;
  if (isOver || context.now < raiseAt) return [];
  const cold = subject.targets.filter(isCold);
  const reasons = [...troubles(subject.targets), ...(cold.length === 0 ? [] : whyCold(subject, cold))];
  return reasons.toSorted((a, b) => (a.reason < b.reason ? -1 : 1));
}

export const isCold = ({ status }: NewsTarget): boolean => status?.phase !== 'Warm';

/** By the words that targets have for it. */
function troubles(targets: readonly NewsTarget[]): readonly NewsReason[] {
  const all = targets.flatMap(({ status }) => status?.conditions ?? []);
  return [...new Set(all.map(({ type }) => type))].map((reason) => ({
    reason,
    message: listMessages(all.filter(({ type }) => type === reason).map(({ message }) => message)),
  }));
}

function whyCold(
  { surge, state, targets, context: { now } }: NewsSubject,
  cold: readonly NewsTarget[],
): readonly NewsReason[] {
  const short = state.summary?.conditions.find(
    ({ type, observedGeneration }) => type === 'LeadShort' && observedGeneration === state.generation,
  );
  const late = cold.filter(({ status }) => status?.late === true);
  return [
    ...(short === undefined ? [] : [{ reason: 'LeadShort', message: short.message }]),
    ...(late.length === 0
      ? []
      : [
          {
            reason: 'RaisedLate',
            message: `raised late: ${listMessages(late.map(({ ref }) => keyOf(ref)))}`,
          },
        ]),
    ...(now < surge.start
      ? []
      : [
          {
            reason: 'NotWarm',
            message: `${targets.length - cold.length} of ${targets.length} targets warm though the surge has begun`,
          },
        ]),
  ];
}
