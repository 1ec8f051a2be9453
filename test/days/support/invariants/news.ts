/** What a surge went through is told at least once, under one id each, whatever was cut off between bus and store. */
import type { Surge } from '../../../../src/core/model/surge.ts';
import type { SurgeNewsType } from '../../../../src/core/model/surge-news.ts';
import { formatInstant } from '../../../../src/core/model/time.ts';
import { readSummary } from '../../../../src/resources/surge/summary-codec.ts';
import type { SurgeObject } from '../../../../src/sim/api/objects.ts';
import { surgeIn } from '../../../support/a-surge-object.ts';
import type { Day } from '../run-day.ts';
import type { Breach, Invariant } from './invariant.ts';

export const newsTold: Invariant = {
  name: 'news are told at least once',
  check: (day) =>
    day.news === undefined
      ? []
      : [...[...day.api.list('Surge')].flatMap((surge) => untold(day, surge)), ...twoNames(day)],
};

/** Of what the statuses of a surge that has ended say that it went through. */
function untold(day: Day, object: SurgeObject): readonly Breach[] {
  const { news = [], plan } = day;
  const surge = surgeIn(object);
  if (surge.cancelled || readSummary(object.status)?.phase !== 'Ended') return [];
  const isTold = (type: SurgeNewsType): boolean =>
    news.some(
      (one) => one.surge === surge.id && one.type === type && Date.parse(one.detail.start) === surge.start,
    );
  // The hold of an alarm that ran out and was found to last after all: what ended has been told, and is not begun again.
  if (isReopened(day, surge)) return [];
  const statuses = Object.values(surge.status);
  const wasWarm =
    statuses.length === surge.targets.length && statuses.every(({ warmAt }) => warmAt !== undefined);
  const wanted: readonly (SurgeNewsType | false)[] = [
    statuses.some(({ raisedAt }) => raisedAt !== undefined) && 'surge.warming',
    wasWarm && 'surge.ready',
    statuses.length > 0 && 'surge.ended',
  ];
  return wanted.flatMap((type): readonly Breach[] => {
    if (type === false || isTold(type)) return [];
    return [{ at: plan.end, target: surge.id, what: `never told ${type} of ${formatInstant(surge.start)}` }];
  });
}

function isReopened({ news = [], ledger }: Day, { id, start }: Surge): boolean {
  const ended = news.find(
    (one) => one.surge === id && one.type === 'surge.ended' && Date.parse(one.detail.start) === start,
  );
  return ledger.changes.some(
    ({ kind, name, at, differences }) =>
      kind === 'Surge' &&
      ended !== undefined &&
      id.endsWith(`/${name}`) &&
      at > ended.at &&
      differences.some((line) => line.startsWith('spec.end')),
  );
}

/** The same is told under the same id, and nothing else is. */
function twoNames({ news = [], plan }: Day): readonly Breach[] {
  const [ids, things] = [new Map<string, string>(), new Map<string, string>()];
  return news.flatMap(({ id, key, detail }): readonly Breach[] => {
    const thing = `${detail.uid} ${key}`;
    const isSame = (ids.get(id) ?? thing) === thing && (things.get(thing) ?? id) === id;
    ids.set(id, thing);
    things.set(thing, id);
    return isSame ? [] : [{ at: plan.end, target: detail.surge, what: `told ${thing} as ${id}` }];
  });
}
