/** Waits for news on the bus while the ticks go on. */
import { setTimeout as pause } from 'node:timers/promises';
import type { News } from '../../../scripts/aws-trial/news-queue.ts';
import { whileTicking } from '../../../scripts/aws-trial/ticking.ts';
import type { Trial } from '../../../scripts/aws-trial/trial.ts';

const PATIENCE_MILLIS = 90_000;

/** What was told until news of this type came; throws with what came when it does not. */
export function untilTold(trial: Trial, type: string): Promise<readonly News[]> {
  const end = Date.now() + PATIENCE_MILLIS;
  return whileTicking(trial, async () => {
    const told: News[] = [];
    while (!told.some((news) => news['detail-type'] === type)) {
      if (Date.now() > end) throw new Error(`${type} never came, only ${typesOf(told)}`);
      await pause(500);
      told.push(...(await trial.news.take()));
    }
    return told;
  });
}

const typesOf = (told: readonly News[]): string => JSON.stringify(told.map((news) => news['detail-type']));
