/** Waits for news on the bus while the ticks go on. */
import { setTimeout as pause } from 'node:timers/promises';
import type { News } from '../../../scripts/aws-trial/news-queue.ts';
import type { Trial } from '../../../scripts/aws-trial/trial.ts';

const PATIENCE_MILLIS = 90_000;

/** What was told until news of this type came; throws with what came when it does not. */
export async function untilTold(trial: Trial, type: string): Promise<readonly News[]> {
  const end = Date.now() + PATIENCE_MILLIS;
  const told: News[] = [];
  let ticking: Promise<unknown> | undefined;
  while (!told.some((news) => news['detail-type'] === type)) {
    if (Date.now() > end)
      throw new Error(
        `${type} never came, but ${told.map((news) => news['detail-type']).join(', ') || 'nothing'}`,
      );
    ticking ??= trial.tick().finally(() => {
      ticking = undefined;
    });
    await pause(500);
    told.push(...(await trial.news.take()));
  }
  await ticking;
  return told;
}
