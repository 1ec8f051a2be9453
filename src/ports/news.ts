/** News of surges for whoever waits for them: at least once, each under an id that stays the same. */
import type { SurgeNews } from '../core/model/surge-news.ts';

export interface NewsBus {
  /** Sends all of them; returns the ids of those that were taken. Throws when none could be sent. */
  publish(news: readonly SurgeNews[]): Promise<readonly string[]>;
}

export interface AnnouncementWriter {
  /**
   * Adds to what the surge says was told of it: by key the instant, in RFC 3339; null forgets. Throws Conflict when the
   * surge of that name is not the one of `uid`.
   */
  patchAnnounced(
    surge: string,
    announced: Readonly<Record<string, string | null>>,
    uid: string,
  ): Promise<void>;
}
