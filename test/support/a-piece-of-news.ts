/** News as a look makes them, and as many of a kind as a test wants. */
import type { SurgeNews } from '../../src/core/model/surge-news.ts';
import { decideNews } from '../../src/core/prescale/news.ts';
import { aNewsContext } from './a-news-look.ts';
import { aState, aSurgeOn } from './a-state.ts';
import { at } from './a-surge.ts';

export function aPieceOfNews(uid = 'u1', over: Partial<SurgeNews> = {}): SurgeNews {
  const state = aState(aSurgeOn([{ raisedAt: at(17, 56) }]), { uid });
  const [news] = decideNews(state, aNewsContext(at(17, 57), [], 'eu')).due;
  if (news === undefined) throw new Error('expected news of a floor that has gone up, got none');
  return { ...news, ...over };
}

export const somePiecesOfNews = (count: number): readonly SurgeNews[] =>
  Array.from({ length: count }, (_, index) => aPieceOfNews(`u${index}`));
