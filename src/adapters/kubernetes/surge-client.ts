/** The surge ports on a Kubernetes API: Surges of all namespaces, and what is said in their status. */
import type { Surge, SurgeTargetStatus } from '../../core/model/surge.ts';
import type { SurgeTargetCapacity } from '../../core/model/surge-capacity.ts';
import type { StoredSurgeState, SurgeSummary } from '../../core/model/surge-summary.ts';
import { keyOf, type TargetRef } from '../../core/model/target.ts';
import { FIELD_MANAGER } from '../../core/prescale/baseline.ts';
import type { SurgeCapacityWriter } from '../../ports/capacity.ts';
import type { Clock } from '../../ports/clock.ts';
import { Conflict } from '../../ports/faults.ts';
import type { AnnouncementWriter } from '../../ports/news.ts';
import type {
  SurgeReader,
  SurgeStateReader,
  SurgeStatusWriter,
  SurgeSummaryWriter,
} from '../../ports/surges.ts';
import { announcedPatch, readAnnounced } from '../../resources/surge/announced-codec.ts';
import { capacityPatch } from '../../resources/surge/capacity-codec.ts';
import { splitId } from '../../resources/surge/codec.ts';
import { EVENT_ID_ANNOTATION } from '../../resources/surge/event-annotations.ts';
import { statusPatch } from '../../resources/surge/status-codec.ts';
import { readSummary, summaryPatch } from '../../resources/surge/summary-codec.ts';
import { writeGuarded } from './guarded-write.ts';
import { KEPT_SURGES, type SurgeObject } from './kept-types.ts';
import type { ObjectSource } from './object-source.ts';
import { pathOf } from './resource-type.ts';
import { type Patch, StatusBatches } from './status-batches.ts';
import { isSameFrame, statusOperations } from './status-operations.ts';
import { type NamedReading, SurgeReadings } from './surge-readings.ts';

type SurgePorts = SurgeReader &
  SurgeStateReader &
  SurgeStatusWriter &
  SurgeSummaryWriter &
  AnnouncementWriter &
  SurgeCapacityWriter;

export class SurgeClient implements SurgePorts {
  readonly #source: ObjectSource;
  readonly #readings = new SurgeReadings();
  readonly #statuses: StatusBatches;

  constructor(source: ObjectSource, clock: Clock) {
    this.#source = source;
    this.#statuses = new StatusBatches((key, patch) => this.#writeStatus(key, patch), clock);
  }

  /** Those that can be understood. */
  async list(): Promise<readonly Surge[]> {
    const objects = await this.#source.list(KEPT_SURGES);
    this.#readings.keepOnly(objects);
    return objects.flatMap((object) => surgeIn(this.#readings.of(object)));
  }

  async listFor(ref: TargetRef): Promise<readonly Surge[]> {
    const key = keyOf(ref);
    // A surge names targets of its own namespace alone.
    const objects = await this.#source.list(KEPT_SURGES, ref.namespace);
    const readings = objects.map((object) => this.#readings.of(object));
    return readings.filter(({ named }) => named.has(key)).flatMap(surgeIn);
  }

  async listIds(): Promise<readonly string[]> {
    return (await this.#source.list(KEPT_SURGES)).map(idOf);
  }

  async listStates(): Promise<readonly StoredSurgeState[]> {
    const objects = await this.#source.list(KEPT_SURGES);
    this.#readings.keepOnly(objects);
    return objects.map((object) => this.#stateOf(object));
  }

  async readState(surge: string): Promise<StoredSurgeState | undefined> {
    const object = await this.#source.get(KEPT_SURGES, ...splitId(surge));
    return object && this.#stateOf(object);
  }

  patchStatus(surge: string, target: TargetRef, status: SurgeTargetStatus, uid?: string): Promise<void> {
    return this.#statuses.write(keyIn(surge, uid), statusPatch(keyOf(target), status));
  }

  patchCapacity(
    surge: string,
    target: TargetRef,
    capacity: SurgeTargetCapacity,
    uid?: string,
  ): Promise<void> {
    return this.#statuses.write(keyIn(surge, uid), capacityPatch(keyOf(target), capacity));
  }

  patchSummary(surge: string, summary: SurgeSummary, uid?: string): Promise<void> {
    return this.#statuses.write(keyIn(surge, uid), summaryPatch(summary));
  }

  #stateOf(object: SurgeObject): StoredSurgeState {
    const { metadata, status } = object;
    const { uid, generation = 0, annotations } = metadata;
    return {
      id: idOf(object),
      uid,
      generation,
      reading: this.#readings.of(object).reading,
      summary: readSummary(status),
      eventId: annotations?.[EVENT_ID_ANNOTATION],
      announced: readAnnounced(status),
    };
  }

  patchAnnounced(
    surge: string,
    announced: Readonly<Record<string, string | null>>,
    uid: string,
  ): Promise<void> {
    return this.#statuses.write(keyIn(surge, uid), announcedPatch(announced));
  }

  async #writeStatus(key: string, patch: Patch): Promise<void> {
    const [surge = '', uid] = key.split(OF_UID);
    const [namespace, name] = splitId(surge);
    const seen = await this.#source.get(KEPT_SURGES, namespace, name);
    const isMeant = (object: SurgeObject | undefined) => uid === undefined || object?.metadata.uid === uid;
    if (seen !== undefined && !isMeant(seen)) throw new Conflict(`surge ${surge} was made anew`);
    const path = pathOf(KEPT_SURGES, { namespace, name, subresource: 'status' });
    const body = statusOperations(uid, seen?.status, patch);
    const request = { method: 'PATCH', path, query: BY_US, body, patch: 'json' } as const;
    await writeGuarded(
      path,
      () => this.#source.write(KEPT_SURGES, namespace, name, request),
      async () => {
        const now = await this.#source.get(KEPT_SURGES, namespace, name);
        return isMeant(now) && isSameFrame(seen?.status, now?.status);
      },
    );
  }
}

const BY_US = { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict' };

/** No name has one. */
const OF_UID = ' of uid ';

/** What is said of a surge goes together with what is said of the same object alone. */
const keyIn = (surge: string, uid: string | undefined): string =>
  uid === undefined ? surge : `${surge}${OF_UID}${uid}`;

const surgeIn = ({ reading }: NamedReading): readonly Surge[] =>
  reading.kind === 'surge' ? [reading.surge] : [];

export const idOf = ({ metadata }: SurgeObject): string => `${metadata.namespace ?? ''}/${metadata.name}`;
