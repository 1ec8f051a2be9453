/** One surge in a store of its own, and a bus: both fail when the test says so. */
import { type NewsDeps, reconcileNews } from '../../src/controllers/surge-news.ts';
import type { Surge } from '../../src/core/model/surge.ts';
import type { SurgeNews } from '../../src/core/model/surge-news.ts';
import type { StoredSurgeState } from '../../src/core/model/surge-summary.ts';
import type { TargetRef } from '../../src/core/model/target.ts';
import type { Instant } from '../../src/core/model/time.ts';
import { Conflict, Unavailable } from '../../src/ports/faults.ts';
import { announcedPatch, readAnnounced } from '../../src/resources/surge/announced-codec.ts';
import { mergePatch } from '../../src/sim/api/merge-patch.ts';
import { aTarget } from './a-target.ts';
import { DEFAULTS } from './a-world.ts';
import { silentLog } from './silent-log.ts';

export class NewsDesk {
  /** Everything that the bus took, in order. */
  readonly sent: SurgeNews[] = [];
  readonly reads: TargetRef[] = [];
  /** How many of the next batch the bus takes; throws for `down`. */
  bus: number | 'down' = Number.POSITIVE_INFINITY;
  /** The process ends between send and write. */
  crashes = false;
  state: StoredSurgeState | undefined;
  now: Instant;

  constructor(state: StoredSurgeState, now: Instant) {
    this.state = state;
    this.now = now;
  }

  look(id = this.state?.id ?? 'news/push'): Promise<{ nextLook: Instant | undefined }> {
    return reconcileNews(id, this.#deps());
  }

  #deps(): NewsDeps {
    return {
      clock: { now: () => this.now, wake: () => Promise.resolve() },
      log: silentLog,
      summaries: { readState: () => Promise.resolve(this.state) },
      surges: { list: () => Promise.resolve(this.#surges()) },
      targets: {
        read: (ref) => {
          this.reads.push(ref);
          return Promise.resolve(aTarget({ ref, readyReplicas: 30 }));
        },
      },
      announcements: { patchAnnounced: (...said) => this.#patch(...said) },
      bus: { publish: (news) => this.#publish(news) },
      config: DEFAULTS,
      cluster: 'eu',
    };
  }

  #surges(): readonly Surge[] {
    return this.state?.reading.kind === 'surge' ? [this.state.reading.surge] : [];
  }

  #publish(news: readonly SurgeNews[]): Promise<readonly string[]> {
    if (this.bus === 'down') return Promise.reject(new Unavailable('the bus is down'));
    const taken = news.slice(0, this.bus);
    this.sent.push(...taken);
    return Promise.resolve(taken.map(({ id }) => id));
  }

  #patch(_: string, announced: Readonly<Record<string, string | null>>, uid: string): Promise<void> {
    if (this.crashes) return Promise.reject(new Unavailable('the process is gone'));
    if (this.state?.uid !== uid) return Promise.reject(new Conflict('made anew'));
    const { status } = mergePatch({ status: { announced: this.state.announced } }, announcedPatch(announced));
    this.state = { ...this.state, announced: readAnnounced(status) };
    return Promise.resolve();
  }
}
