/** Which workload an HPA or a ScaledObject scales, and which of them scales a workload. */
import type { TargetRef } from '../../core/model/target.ts';
import type { ScaledObject } from '../../resources/target/scaled-object.ts';
import type { Workload, WorkloadKind } from '../../resources/target/workload.ts';
import type { Discovery } from './discovery.ts';
import { KEPT_HPAS, KEPT_SCALED_OBJECTS, KEPT_WORKLOADS, keptWorkload } from './kept-types.ts';
import type { KeptType, ObjectSource, StoredObject } from './object-source.ts';
import { apiVersionOf, splitApiVersion } from './resource-type.ts';

/** `scaleTargetRef`, as HPAs and ScaledObjects have it. */
export interface WorkloadName {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly name: string;
}

export class WorkloadLookup {
  readonly #source: ObjectSource;
  readonly #discovery: Discovery;

  constructor(source: ObjectSource, discovery: Discovery) {
    this.#source = source;
    this.#discovery = discovery;
  }

  /** What the target scales, or is; undefined when there is no such target. */
  async nameOf({ kind, namespace, name }: TargetRef): Promise<WorkloadName | undefined> {
    switch (kind) {
      case 'HorizontalPodAutoscaler':
        return (await this.#source.get(KEPT_HPAS, namespace, name))?.spec.scaleTargetRef;
      case 'ScaledObject': {
        const scaled = await this.#source.get(KEPT_SCALED_OBJECTS, namespace, name);
        return scaled && scaledBy(scaled);
      }
      case 'Deployment':
      case 'StatefulSet':
      case 'Rollout':
        return { apiVersion: apiVersionOf(KEPT_WORKLOADS[kind]), kind, name };
    }
  }

  /** Undefined when the cluster does not serve such a type, or it cannot be scaled. */
  async typeOf({
    apiVersion = 'v1',
    kind,
  }: WorkloadName): Promise<KeptType<Workload & StoredObject> | undefined> {
    const known = Object.values(KEPT_WORKLOADS).find((type) => type.kind === kind);
    if (known !== undefined && splitApiVersion(apiVersion)[0] === known.group) return known;
    const found = await this.#discovery.findScalable(apiVersion, kind);
    return found && keptWorkload(found);
  }

  async read(namespace: string, name: WorkloadName): Promise<Workload | undefined> {
    const type = await this.typeOf(name);
    return type && this.#source.get(type, namespace, name.name);
  }

  /** An HPA that a ScaledObject owns does not count: the ScaledObject does. */
  async scalerOf(kind: WorkloadKind, namespace: string, name: string): Promise<TargetRef | undefined> {
    const wanted = { apiVersion: apiVersionOf(KEPT_WORKLOADS[kind]), kind, name };
    const scaled = await this.#source.list(KEPT_SCALED_OBJECTS, namespace);
    const byKeda = scaled.find((object) => scales(scaledBy(object), wanted));
    if (byKeda !== undefined) return { kind: 'ScaledObject', namespace, name: byKeda.metadata.name };
    const hpas = await this.#source.list(KEPT_HPAS, namespace);
    const byHpa = hpas.find(({ spec }) => scales(spec.scaleTargetRef, wanted));
    return byHpa && { kind: 'HorizontalPodAutoscaler', namespace, name: byHpa.metadata.name };
  }
}

/** KEDA takes a Deployment for granted. */
export const scaledBy = ({ spec: { scaleTargetRef } }: ScaledObject): Required<WorkloadName> => ({
  apiVersion: scaleTargetRef.apiVersion ?? 'apps/v1',
  kind: scaleTargetRef.kind ?? 'Deployment',
  name: scaleTargetRef.name,
});

const scales = (ref: WorkloadName, wanted: Required<WorkloadName>): boolean =>
  ref.kind === wanted.kind && ref.name === wanted.name && groupOf(ref) === groupOf(wanted);

/** Of another version it is the same object. */
const groupOf = ({ apiVersion = '' }: WorkloadName): string => splitApiVersion(apiVersion)[0];
