/**
 * Lists that are read once for all who ask within a few seconds: without caches, every target that waits for nodes would
 * read all pods of the cluster.
 */
import { type Instant, plus, seconds } from '../../core/model/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { LiveSource } from './live-source.ts';
import type { KeptType, StoredObject } from './object-source.ts';
import type { RoomObjects } from './room-client.ts';

interface Shared {
  readonly objects: Promise<readonly StoredObject[]>;
  readonly until: Instant;
}

const GOOD_FOR = seconds(5);

export class SharedLists implements RoomObjects {
  readonly #source: LiveSource;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #lists = new Map<string, Shared>();

  constructor(source: LiveSource, clock: Pick<Clock, 'now'>) {
    this.#source = source;
    this.#clock = clock;
  }

  listOnDemand<T extends StoredObject>(type: KeptType<T>): Promise<readonly T[]> {
    const now = this.#clock.now();
    const known = this.#lists.get(type.plural);
    // Kept under the same type alone.
    if (known !== undefined && now < known.until) return known.objects as Promise<readonly T[]>;
    const objects = this.#source.listEverywhere(type);
    const shared = { objects, until: plus(now, GOOD_FOR) };
    this.#lists.set(type.plural, shared);
    objects.catch(() => {
      if (this.#lists.get(type.plural) === shared) this.#lists.delete(type.plural);
    });
    return objects;
  }
}
