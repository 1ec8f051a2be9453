/** The target ports on a Kubernetes API: HPAs, ScaledObjects, and workloads that neither scales. */
import { keyOf, type TargetKind, type TargetRef, type TargetSnapshot } from '../../core/model/target.ts';
import { FIELD_MANAGER } from '../../core/prescale/baseline.ts';
import { Invalid, NotFound } from '../../ports/faults.ts';
import type { ScaleChange, TargetPatch, TargetReader, TargetWriter } from '../../ports/targets.ts';
import type { JsonObject } from '../../resources/json.ts';
import { isRecorded, refOfObject } from '../../resources/target/annotations.ts';
import { hpaPatch, hpaSnapshot, ownerOf } from '../../resources/target/hpa.ts';
import { scaledObjectPatch, scaledObjectSnapshot } from '../../resources/target/scaled-object.ts';
import { type WorkloadKind, workloadPatch, workloadSnapshot } from '../../resources/target/workload.ts';
import type { Discovery } from './discovery.ts';
import { KEPT_HPAS, KEPT_SCALED_OBJECTS, KEPT_TARGETS, KEPT_WORKLOADS } from './kept-types.ts';
import type { ObjectSource } from './object-source.ts';
import { pathOf, type ResourceType } from './resource-type.ts';
import { ScaleClient } from './scale-client.ts';
import type { Transport } from './transport.ts';
import { scaledBy, WorkloadLookup } from './workload-lookup.ts';

export interface TargetClientDeps {
  readonly source: ObjectSource;
  readonly discovery: Discovery;
  readonly transport: Pick<Transport, 'send'>;
}

export class TargetClient implements TargetReader, TargetWriter {
  readonly #source: ObjectSource;
  readonly #workloads: WorkloadLookup;
  readonly #scales: ScaleClient;

  constructor({ source, discovery, transport }: TargetClientDeps) {
    this.#source = source;
    this.#workloads = new WorkloadLookup(source, discovery);
    this.#scales = new ScaleClient(source, transport);
  }

  read(ref: TargetRef): Promise<TargetSnapshot | undefined> {
    switch (ref.kind) {
      case 'HorizontalPodAutoscaler':
        return this.#readHpa(ref);
      case 'ScaledObject':
        return this.#readScaledObject(ref);
      case 'Deployment':
      case 'StatefulSet':
      case 'Rollout':
        return this.#readWorkload(ref, ref.kind);
    }
  }

  async listRecorded(): Promise<readonly TargetRef[]> {
    const [hpas, ...others] = await Promise.all([
      this.#source.list(KEPT_HPAS),
      this.#source.list(KEPT_SCALED_OBJECTS),
      ...Object.values(KEPT_WORKLOADS).map((type) => this.#source.list(type)),
    ]);
    const kinds: readonly TargetKind[] = ['ScaledObject', 'Deployment', 'StatefulSet', 'Rollout'];
    // The HPA of a ScaledObject carries a copy of its annotations.
    const own = hpas.filter((hpa) => isRecorded(hpa) && ownerOf(hpa) === undefined);
    return [
      ...own.map((hpa) => refOfObject(hpa, 'HorizontalPodAutoscaler')),
      ...kinds.flatMap((kind, index) =>
        (others[index] ?? []).filter(isRecorded).map((object) => refOfObject(object, kind)),
      ),
    ];
  }

  async patch(ref: TargetRef, { resourceVersion, change, record }: TargetPatch): Promise<void> {
    const { metadata, ...rest } = patchOf(ref.kind)(change, record);
    const body = { metadata: { ...(metadata as JsonObject), resourceVersion }, ...rest };
    const type: ResourceType = KEPT_TARGETS[ref.kind];
    const { namespace, name } = ref;
    const query = { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict' };
    const path = pathOf(type, { namespace, name });
    await this.#source.write(type, namespace, name, { method: 'PATCH', path, query, body });
  }

  async scale(ref: TargetRef, change: ScaleChange): Promise<void> {
    const workload = await this.#workloads.nameOf(ref);
    if (workload === undefined) throw new NotFound(`${keyOf(ref)} is gone: there is nothing to scale`);
    const type = await this.#workloads.typeOf(workload);
    if (type === undefined)
      throw new Invalid(`${keyOf(ref)} scales a ${workload.kind}, which this cluster cannot scale`);
    await this.#scales.write(type, ref.namespace, workload.name, change);
  }

  async #readHpa({ namespace, name }: TargetRef): Promise<TargetSnapshot | undefined> {
    const hpa = await this.#source.get(KEPT_HPAS, namespace, name);
    const workload = hpa && (await this.#workloads.read(namespace, hpa.spec.scaleTargetRef));
    return hpa && workload && hpaSnapshot(hpa, workload);
  }

  async #readScaledObject({ namespace, name }: TargetRef): Promise<TargetSnapshot | undefined> {
    const scaled = await this.#source.get(KEPT_SCALED_OBJECTS, namespace, name);
    const workload = scaled && (await this.#workloads.read(namespace, scaledBy(scaled)));
    return scaled && workload && scaledObjectSnapshot(scaled, workload);
  }

  async #readWorkload(
    { namespace, name }: TargetRef,
    kind: WorkloadKind,
  ): Promise<TargetSnapshot | undefined> {
    const workload = await this.#source.get(KEPT_WORKLOADS[kind], namespace, name);
    if (workload === undefined) return undefined;
    return workloadSnapshot(workload, kind, await this.#workloads.scalerOf(kind, namespace, name));
  }
}

function patchOf(kind: TargetKind) {
  switch (kind) {
    case 'HorizontalPodAutoscaler':
      return hpaPatch;
    case 'ScaledObject':
      return scaledObjectPatch;
    case 'Deployment':
    case 'StatefulSet':
    case 'Rollout':
      return workloadPatch;
  }
}
