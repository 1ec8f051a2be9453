/** Since when each event's peak could have been served, watched from outside, the same for every strategy. */
import { between, type Instant, toSeconds } from '../../core/model/time.ts';

export interface WarmthTarget {
  readonly at: Instant;
  readonly end: Instant;
  /** Ready replicas that serve the event's peak. */
  readonly needed: number;
}

interface Watched extends WarmthTarget {
  /** Start of the unbroken stretch of readiness that reached the event, or the first one after its start. */
  since: Instant | undefined;
  settled: boolean;
}

export class WarmthWatch {
  readonly #watched: Watched[];
  #next = 0;

  constructor(targets: readonly WarmthTarget[]) {
    this.#watched = targets.map((target) => ({ ...target, since: undefined, settled: false }));
  }

  /** To be told of every change of the count, in order of time. */
  readyChanged(now: Instant, ready: number): void {
    for (const event of this.#watched.slice(this.#next)) this.#advance(event, now, ready);
    while (this.#watched[this.#next]?.settled === true) this.#next += 1;
  }

  /** Seconds from warm to the event's start: negative when it came late, null when it never came. */
  results(): readonly (number | null)[] {
    return this.#watched.map(({ at, since }) => (since === undefined ? null : toSeconds(between(since, at))));
  }

  #advance(event: Watched, now: Instant, ready: number): void {
    if (event.settled) return;
    if (now >= event.at && event.since !== undefined && event.since <= event.at) event.settled = true;
    else if (now >= event.end) event.settled = true;
    else if (ready < event.needed) event.since = undefined;
    else {
      event.since ??= now;
      if (now >= event.at) event.settled = true;
    }
  }
}
