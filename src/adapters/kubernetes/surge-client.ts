/** The surge ports on a Kubernetes API: Surges of all namespaces, and what is said in their status. */
import type { Surge, SurgeTargetStatus } from '../../core/model/surge.ts';
import type { SurgeTargetCapacity } from '../../core/model/surge-capacity.ts';
import type { StoredSurgeState, SurgeSummary } from '../../core/model/surge-summary.ts';
import { keyOf, type TargetRef } from '../../core/model/target.ts';
import { FIELD_MANAGER } from '../../core/prescale/baseline.ts';
import type { SurgeCapacityWriter } from '../../ports/capacity.ts';
import type {
  SurgeReader,
  SurgeStateReader,
  SurgeStatusWriter,
  SurgeSummaryWriter,
} from '../../ports/surges.ts';
import { capacityPatch } from '../../resources/surge/capacity-codec.ts';
import { splitId } from '../../resources/surge/codec.ts';
import { statusPatch } from '../../resources/surge/status-codec.ts';
import { readSummary, summaryPatch } from '../../resources/surge/summary-codec.ts';
import { KEPT_SURGES, type SurgeObject } from './kept-types.ts';
import type { ObjectSource } from './object-source.ts';
import { pathOf } from './resource-type.ts';
import { type Patch, StatusBatches } from './status-batches.ts';
import { type NamedReading, SurgeReadings } from './surge-readings.ts';

type SurgePorts = SurgeReader &
  SurgeStateReader &
  SurgeStatusWriter &
  SurgeSummaryWriter &
  SurgeCapacityWriter;

export class SurgeClient implements SurgePorts {
  readonly #source: ObjectSource;
  readonly #readings = new SurgeReadings();
  readonly #statuses = new StatusBatches((surge, patch) => this.#writeStatus(surge, patch));

  constructor(source: ObjectSource) {
    this.#source = source;
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

  async readState(surge: string): Promise<StoredSurgeState | undefined> {
    const object = await this.#source.get(KEPT_SURGES, ...splitId(surge));
    if (object === undefined) return undefined;
    const { reading } = this.#readings.of(object);
    const generation = object.metadata.generation ?? 0;
    return { id: surge, generation, reading, summary: readSummary(object.status) };
  }

  patchStatus(surge: string, target: TargetRef, status: SurgeTargetStatus): Promise<void> {
    return this.#statuses.write(surge, statusPatch(keyOf(target), status));
  }

  patchCapacity(surge: string, target: TargetRef, capacity: SurgeTargetCapacity): Promise<void> {
    return this.#statuses.write(surge, capacityPatch(keyOf(target), capacity));
  }

  patchSummary(surge: string, summary: SurgeSummary): Promise<void> {
    return this.#statuses.write(surge, summaryPatch(summary));
  }

  async #writeStatus(surge: string, body: Patch): Promise<void> {
    const [namespace, name] = splitId(surge);
    const path = pathOf(KEPT_SURGES, { namespace, name, subresource: 'status' });
    const query = { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict' };
    await this.#source.write(KEPT_SURGES, namespace, name, { method: 'PATCH', path, query, body });
  }
}

const surgeIn = ({ reading }: NamedReading): readonly Surge[] =>
  reading.kind === 'surge' ? [reading.surge] : [];

export const idOf = ({ metadata }: SurgeObject): string => `${metadata.namespace ?? ''}/${metadata.name}`;
