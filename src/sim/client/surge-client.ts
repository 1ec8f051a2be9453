/** The surge ports on the embedded cluster, with an index from target to surges kept by watch. */
import type { Surge, SurgeTargetStatus } from '../../core/model/surge.ts';
import { keyOf, type TargetRef } from '../../core/model/target.ts';
import type { SurgeReader, SurgeStatusWriter } from '../../ports/surges.ts';
import { statusPatch } from '../../resources/surge/status-codec.ts';
import type { SurgeObject } from '../api/objects.ts';
import type { Connection } from './connection.ts';
import { readStoredSurge } from './surge-reading.ts';
import { writeSurgeStatus } from './surge-status.ts';

export class SurgeClient implements SurgeReader, SurgeStatusWriter {
  readonly #connection: Connection;
  /** By uid, then by target key. */
  readonly #surges = new Map<string, Surge>();
  readonly #byTarget = new Map<string, Set<string>>();

  constructor(connection: Connection) {
    this.#connection = connection;
    for (const object of connection.api.list('Surge')) this.#index(object);
    connection.onDeath(
      connection.api.watch('Surge', ({ type, object }) => {
        this.#forget(object.metadata.uid);
        if (type !== 'DELETED') this.#index(object);
      }),
    );
  }

  list(): Promise<readonly Surge[]> {
    return this.#connection.read(() => [...this.#surges.values()]);
  }

  listFor(ref: TargetRef): Promise<readonly Surge[]> {
    return this.#connection.read(() => {
      const uids = this.#byTarget.get(keyOf(ref)) ?? [];
      return [...uids].flatMap((uid) => this.#surges.get(uid) ?? []);
    });
  }

  patchStatus(surge: string, target: TargetRef, status: SurgeTargetStatus, uid?: string): Promise<void> {
    return writeSurgeStatus(this.#connection, surge, statusPatch(keyOf(target), status), uid);
  }

  #index(object: SurgeObject): void {
    const reading = readStoredSurge(object);
    if (reading.kind === 'refused') return;
    const { surge } = reading;
    const { uid } = object.metadata;
    this.#surges.set(uid, surge);
    for (const { ref } of surge.targets) {
      const uids = this.#byTarget.get(keyOf(ref)) ?? new Set();
      this.#byTarget.set(keyOf(ref), uids.add(uid));
    }
  }

  #forget(uid: string): void {
    for (const { ref } of this.#surges.get(uid)?.targets ?? []) this.#byTarget.get(keyOf(ref))?.delete(uid);
    this.#surges.delete(uid);
  }
}
