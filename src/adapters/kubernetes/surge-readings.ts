/** What Surge objects say, read once: objects are never changed in place, and most changes are to the status of few targets. */
import { keyOf } from '../../core/model/target.ts';
import { readSurge, type SurgeReading } from '../../resources/surge/codec.ts';
import type { SurgeObject } from './kept-types.ts';

/** A surge object as it was read, and whom it names. */
export interface NamedReading {
  readonly reading: SurgeReading;
  /** Keys of targets. */
  readonly named: ReadonlySet<string>;
}

interface Latest extends NamedReading {
  readonly generation: number | undefined;
  readonly status: unknown;
}

export class SurgeReadings {
  readonly #known = new WeakMap<SurgeObject, NamedReading>();
  /** By uid: what the next version of the object is read from. */
  readonly #latest = new Map<string, Latest>();

  of(object: SurgeObject): NamedReading {
    const known = this.#known.get(object);
    if (known !== undefined) return known;
    const { uid, generation } = object.metadata;
    const latest = this.#latest.get(uid);
    const earlier = generation !== undefined && latest?.generation === generation ? latest : undefined;
    const reading = readSurge(object, earlier);
    const read = { reading, named: earlier?.named ?? namesIn(reading) };
    this.#known.set(object, read);
    this.#latest.set(uid, { ...read, generation, status: object.status });
    return read;
  }

  /** `objects` are all there are: what is remembered of others goes. */
  keepOnly(objects: readonly SurgeObject[]): void {
    if (this.#latest.size <= objects.length) return;
    const there = new Set(objects.map(({ metadata }) => metadata.uid));
    for (const uid of this.#latest.keys()) if (!there.has(uid)) this.#latest.delete(uid);
  }
}

const namesIn = (reading: SurgeReading): ReadonlySet<string> =>
  new Set(reading.kind === 'surge' ? reading.surge.targets.map(({ ref }) => keyOf(ref)) : []);
