/** Looks at surges for news, with what was told of them before. */
import type { Surge } from '../../src/core/model/surge.ts';
import { newsKey, type SurgeNewsType } from '../../src/core/model/surge-news.ts';
import type { StoredSurgeState } from '../../src/core/model/surge-summary.ts';
import { formatInstant, type Instant } from '../../src/core/model/time.ts';
import { decideNews, type NewsPlan } from '../../src/core/prescale/news.ts';
import type { TargetFigures } from '../../src/core/prescale/news-figures.ts';
import type { NewsContext } from '../../src/core/prescale/news-subject.ts';
import { aState, summaryOf } from './a-state.ts';
import { at } from './a-surge.ts';
import { DEFAULTS } from './a-world.ts';

export const aNewsContext = (
  now: Instant,
  figures: readonly TargetFigures[] = [],
  cluster?: string,
): NewsContext => ({ figures, cluster, config: DEFAULTS, now });

/** As it stands when its summary has been written at that instant. */
export function summed(surge: Surge, now: Instant, over: Partial<StoredSurgeState> = {}): StoredSurgeState {
  const state = aState(surge, over);
  return { ...state, summary: summaryOf(state, now) };
}

export const lookForNews = (
  state: StoredSurgeState,
  now: Instant,
  figures: readonly TargetFigures[] = [],
): NewsPlan => decideNews(state, aNewsContext(now, figures));

export const typesOf = ({ due }: NewsPlan): readonly SurgeNewsType[] => due.map(({ type }) => type);

/** As `announced`: that these were told of the push at 18:00. */
export const told = (
  ...what: readonly (SurgeNewsType | readonly ['surge.degraded', ...string[]])[]
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    what.map((one) => {
      const [type, ...reasons] = typeof one === 'string' ? [one] : one;
      return [newsKey(at(18), type, reasons), formatInstant(at(18))];
    }),
  );
