/** The ports of surge schedules on a Kubernetes API. */
import type { Surge } from '../../core/model/surge.ts';
import { FIELD_MANAGER } from '../../core/prescale/baseline.ts';
import type { OwnedSurge } from '../../core/prescale/schedule.ts';
import type { ScheduleStatus, StoredScheduleState } from '../../core/prescale/schedule-status.ts';
import { AlreadyExists, Conflict } from '../../ports/faults.ts';
import type {
  ScheduledSurgeWriter,
  ScheduleOwner,
  ScheduleReader,
  ScheduleStatusWriter,
} from '../../ports/surge-schedules.ts';
import { readSurge, splitId, surgeManifest, surgeSpec } from '../../resources/surge/codec.ts';
import { readSurgeSchedule } from '../../resources/surge-schedule/codec.ts';
import { scheduleReference, scheduleUidOf } from '../../resources/surge-schedule/ownership.ts';
import { readScheduleStatus, scheduleStatusPatch } from '../../resources/surge-schedule/status-codec.ts';
import { writeGuarded } from './guarded-write.ts';
import { KEPT_SCHEDULES, KEPT_SURGES, type SurgeObject } from './kept-types.ts';
import type { ObjectSource } from './object-source.ts';
import { pathOf, SURGE_SCHEDULES, SURGES } from './resource-type.ts';
import { idOf } from './surge-client.ts';

const BY_US = { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict' };

export class ScheduleClient implements ScheduleReader, ScheduledSurgeWriter, ScheduleStatusWriter {
  readonly #source: ObjectSource;

  constructor(source: ObjectSource) {
    this.#source = source;
  }

  async listIds(): Promise<readonly string[]> {
    return (await this.#source.list(KEPT_SCHEDULES)).map(idOf);
  }

  async listStates(): Promise<readonly StoredScheduleState[]> {
    return (await this.#source.list(KEPT_SCHEDULES)).map(stateOf);
  }

  async readState(schedule: string): Promise<StoredScheduleState | undefined> {
    const object = await this.#source.get(KEPT_SCHEDULES, ...splitId(schedule));
    return object && stateOf(object);
  }

  async listOwned(scheduleUid: string): Promise<readonly OwnedSurge[]> {
    const surges = await this.#source.list(KEPT_SURGES);
    return surges.filter(({ metadata }) => scheduleUidOf(metadata) === scheduleUid).flatMap(ownedSurge);
  }

  async listAllOwned(): Promise<ReadonlyMap<string, readonly OwnedSurge[]>> {
    const owned = new Map<string, OwnedSurge[]>();
    for (const object of await this.#source.list(KEPT_SURGES)) {
      const uid = scheduleUidOf(object.metadata);
      if (uid !== undefined) owned.set(uid, [...(owned.get(uid) ?? []), ...ownedSurge(object)]);
    }
    return owned;
  }

  async create({ id, uid }: ScheduleOwner, surge: Surge): Promise<void> {
    const { metadata, ...manifest } = surgeManifest(surge);
    const { namespace, name } = metadata;
    const body = { ...manifest, metadata: { ...metadata, ownerReferences: [scheduleReference(id, uid)] } };
    const request = { method: 'POST', path: pathOf(SURGES, { namespace }), query: BY_US, body } as const;
    try {
      await this.#source.write(SURGES, namespace, name, request);
    } catch (error) {
      if (error instanceof AlreadyExists) throw new Conflict(error.message, { cause: error });
      throw error;
    }
  }

  async replace(surge: Surge, resourceVersion: string): Promise<void> {
    const [namespace, name] = splitId(surge.id);
    const path = pathOf(SURGES, { namespace, name });
    const body = [
      { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion },
      { op: 'replace', path: '/spec', value: surgeSpec(surge) },
    ];
    const request = { method: 'PATCH', path, query: BY_US, body, patch: 'json' } as const;
    await writeGuarded(
      path,
      () => this.#source.write(SURGES, namespace, name, request),
      async () => {
        const now = await this.#source.get(KEPT_SURGES, namespace, name);
        return now?.metadata.resourceVersion === resourceVersion;
      },
    );
  }

  async remove(surge: string, resourceVersion: string): Promise<void> {
    const [namespace, name] = splitId(surge);
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { resourceVersion } };
    const request = { method: 'DELETE', path: pathOf(SURGES, { namespace, name }), body } as const;
    await this.#source.write(SURGES, namespace, name, request);
  }

  async patchStatus(schedule: string, status: ScheduleStatus): Promise<void> {
    const [namespace, name] = splitId(schedule);
    const path = pathOf(SURGE_SCHEDULES, { namespace, name, subresource: 'status' });
    const request = { method: 'PATCH', path, query: BY_US, body: scheduleStatusPatch(status) } as const;
    await this.#source.write(SURGE_SCHEDULES, namespace, name, request);
  }
}

const stateOf = (object: SurgeObject): StoredScheduleState => ({
  id: idOf(object),
  uid: object.metadata.uid,
  generation: object.metadata.generation ?? 0,
  reading: readSurgeSchedule(object),
  status: readScheduleStatus(object.status),
});

/** One that cannot be understood is nobody's to change. */
function ownedSurge(object: SurgeObject): readonly OwnedSurge[] {
  const reading = readSurge(object);
  const { resourceVersion } = object.metadata;
  return reading.kind === 'refused' ? [] : [{ surge: reading.surge, resourceVersion }];
}
