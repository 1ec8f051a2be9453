/** The ports of surge schedules on the embedded cluster. */
import type { Surge } from '../../core/model/surge.ts';
import { FIELD_MANAGER } from '../../core/prescale/baseline.ts';
import type { OwnedSurge } from '../../core/prescale/schedule.ts';
import type { ScheduleStatus, StoredScheduleState } from '../../core/prescale/schedule-status.ts';
import type {
  ScheduleChanges,
  ScheduledSurgeWriter,
  ScheduleOwner,
  ScheduleReader,
  ScheduleStatusWriter,
} from '../../ports/surge-schedules.ts';
import { splitId, surgeManifest, surgeSpec } from '../../resources/surge/codec.ts';
import { readSurgeSchedule } from '../../resources/surge-schedule/codec.ts';
import { scheduleIdOf, scheduleReference, scheduleUidOf } from '../../resources/surge-schedule/ownership.ts';
import { readScheduleStatus, scheduleStatusPatch } from '../../resources/surge-schedule/status-codec.ts';
import type { Objects, SurgeObject } from '../api/objects.ts';
import { expectVersion } from '../api/preconditions.ts';
import type { WatchEvent } from '../api/server.ts';
import type { Connection } from './connection.ts';
import { readStoredSurge } from './surge-reading.ts';

const BY_US = { manager: FIELD_MANAGER };

export class ScheduleClient
  implements ScheduleReader, ScheduledSurgeWriter, ScheduleStatusWriter, ScheduleChanges
{
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  listIds(): Promise<readonly string[]> {
    return this.#connection.read(() => Array.from(this.#connection.api.list('SurgeSchedule'), idOf));
  }

  listStates(): Promise<readonly StoredScheduleState[]> {
    return this.#connection.read(() => Array.from(this.#connection.api.list('SurgeSchedule'), stateOf));
  }

  readState(schedule: string): Promise<StoredScheduleState | undefined> {
    return this.#connection.read(() => {
      const object = this.#connection.api.find('SurgeSchedule', ...splitId(schedule));
      return object === undefined ? undefined : stateOf(object);
    });
  }

  async listOwned(scheduleUid: string): Promise<readonly OwnedSurge[]> {
    return (await this.listAllOwned()).get(scheduleUid) ?? [];
  }

  listAllOwned(): Promise<ReadonlyMap<string, readonly OwnedSurge[]>> {
    return this.#connection.read(() => ownedIn([...this.#connection.api.list('Surge')]));
  }

  create({ id, uid }: ScheduleOwner, surge: Surge): Promise<void> {
    const { metadata, ...manifest } = surgeManifest(surge);
    const draft = { ...manifest, metadata: { ...metadata, ownerReferences: [scheduleReference(id, uid)] } };
    return this.#connection.write(() => void this.#connection.api.create('Surge', draft, BY_US));
  }

  replace(surge: Surge, resourceVersion: string): Promise<void> {
    const { api } = this.#connection;
    const spec = surgeSpec(surge);
    return this.#connection.write(
      () =>
        void api.update('Surge', ...splitId(surge.id), FIELD_MANAGER, (current) => {
          expectVersion(current, resourceVersion);
          return { ...current, spec };
        }),
    );
  }

  remove(surge: string, resourceVersion: string): Promise<void> {
    const { api } = this.#connection;
    return this.#connection.write(() =>
      api.delete('Surge', ...splitId(surge), { ...BY_US, resourceVersion }),
    );
  }

  patchStatus(schedule: string, status: ScheduleStatus): Promise<void> {
    const { api } = this.#connection;
    const patch = scheduleStatusPatch(status);
    return this.#connection.write(
      () => void api.patchStatus('SurgeSchedule', ...splitId(schedule), patch, BY_US),
    );
  }

  watch(changed: (schedule: string) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    const { api } = this.#connection;
    const tell = (id: string): void => this.#connection.deliver(() => changed(id));
    const stops = [
      api.watch('SurgeSchedule', (event) => {
        if (specChanged(event)) tell(idOf(event.object));
      }),
      api.watch('Surge', (event) => {
        const schedule = scheduleIdOf(event.object.metadata);
        if (schedule !== undefined && specChanged(event)) tell(schedule);
      }),
    ];
    const stopAll = (): void => {
      for (const stop of stops.splice(0)) stop();
    };
    this.#connection.onDeath(stopAll);
    signal.addEventListener('abort', stopAll, { once: true });
  }
}

/** By the uid of the schedule; one that cannot be understood is nobody's to change. */
function ownedIn(surges: readonly SurgeObject[]): ReadonlyMap<string, readonly OwnedSurge[]> {
  const owned = new Map<string, OwnedSurge[]>();
  for (const object of surges) {
    const uid = scheduleUidOf(object.metadata);
    const reading = readStoredSurge(object);
    if (uid === undefined || reading.kind === 'refused') continue;
    const { resourceVersion } = object.metadata;
    owned.set(uid, [...(owned.get(uid) ?? []), { surge: reading.surge, resourceVersion }]);
  }
  return owned;
}

type ScheduleObject = Objects['SurgeSchedule'];

const idOf = ({ metadata }: ScheduleObject): string => `${metadata.namespace ?? ''}/${metadata.name}`;

const stateOf = (object: ScheduleObject): StoredScheduleState => ({
  id: idOf(object),
  uid: object.metadata.uid,
  generation: object.metadata.generation,
  reading: readSurgeSchedule(object),
  status: readScheduleStatus(object.status),
});

const specChanged = ({ type, object, previous }: WatchEvent): boolean =>
  type !== 'MODIFIED' || object.metadata.generation !== previous?.metadata.generation;
