/** The target ports on the embedded cluster. */
import type { TargetRef, TargetSnapshot } from '../../core/model/target.ts';
import { FIELD_MANAGER } from '../../core/prescale/baseline.ts';
import { Invalid } from '../../ports/faults.ts';
import type { ScaleChange, TargetPatch, TargetReader, TargetWriter } from '../../ports/targets.ts';
import { isRecorded, refOfObject } from '../../resources/target/annotations.ts';
import { hpaPatch, hpaSnapshot } from '../../resources/target/hpa.ts';
import { workloadPatch, workloadSnapshot } from '../../resources/target/workload.ts';
import type { Deployment, HorizontalPodAutoscaler } from '../api/objects.ts';
import type { ApiServer } from '../api/server.ts';
import type { Connection } from './connection.ts';

const READ_KINDS = ['HorizontalPodAutoscaler', 'Deployment'] as const;

export class TargetClient implements TargetReader, TargetWriter {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  read(ref: TargetRef): Promise<TargetSnapshot | undefined> {
    return this.#connection.read(() => readTarget(this.#connection.api, ref));
  }

  listRecorded(): Promise<readonly TargetRef[]> {
    return this.#connection.read(() => READ_KINDS.flatMap((kind) => recordedOf(this.#connection.api, kind)));
  }

  async patch(ref: TargetRef, { resourceVersion, change, record }: TargetPatch): Promise<void> {
    const { api } = this.#connection;
    const kind = writableKind(ref);
    const body = kind === 'Deployment' ? workloadPatch(change, record) : hpaPatch(change, record);
    const options = { manager: FIELD_MANAGER, resourceVersion };
    return this.#connection.write(
      () => void api.patch(kind, ref.namespace, ref.name, body, options),
      () => touch(api, kind, ref),
    );
  }

  scale(ref: TargetRef, { from, replicas }: ScaleChange): Promise<void> {
    const { api } = this.#connection;
    return this.#connection.write(() => {
      const workload = workloadNameOf(api, ref);
      api.scale('Deployment', ref.namespace, workload, replicas, { manager: FIELD_MANAGER, from });
    });
  }
}

function readTarget(api: ApiServer, ref: TargetRef): TargetSnapshot | undefined {
  if (!isModelled(ref)) return undefined;
  if (ref.kind === 'Deployment') {
    const workload = api.find(ref.kind, ref.namespace, ref.name);
    return workload === undefined ? undefined : workloadSnapshot(workload, ref.kind, scalerOf(api, ref));
  }
  const hpa = api.find(ref.kind, ref.namespace, ref.name);
  const workload = hpa && findWorkload(api, hpa);
  return hpa === undefined || workload === undefined ? undefined : hpaSnapshot(hpa, workload);
}

function findWorkload(api: ApiServer, { metadata, spec }: HorizontalPodAutoscaler): Deployment | undefined {
  const { kind, name } = spec.scaleTargetRef;
  return kind === 'Deployment' ? api.find(kind, metadata.namespace ?? '', name) : undefined;
}

function workloadNameOf(api: ApiServer, ref: TargetRef): string {
  if (writableKind(ref) === 'Deployment') return ref.name;
  const { kind, name } = api.get('HorizontalPodAutoscaler', ref.namespace, ref.name).spec.scaleTargetRef;
  if (kind !== 'Deployment') throw unknownKind(kind);
  return name;
}

function recordedOf(api: ApiServer, kind: (typeof READ_KINDS)[number]): TargetRef[] {
  const refs: TargetRef[] = [];
  for (const object of api.list(kind)) if (isRecorded(object)) refs.push(refOfObject(object, kind));
  return refs;
}

/** The HPA that scales a Deployment. */
function scalerOf(api: ApiServer, { kind, namespace, name }: TargetRef): TargetRef | undefined {
  for (const { metadata, spec } of api.list('HorizontalPodAutoscaler')) {
    const { scaleTargetRef } = spec;
    if (metadata.namespace === namespace && scaleTargetRef.kind === kind && scaleTargetRef.name === name)
      return { kind: 'HorizontalPodAutoscaler', namespace, name: metadata.name };
  }
  return undefined;
}

type Modelled = TargetRef & { readonly kind: (typeof READ_KINDS)[number] };

const isModelled = (ref: TargetRef): ref is Modelled => READ_KINDS.some((kind) => kind === ref.kind);

function writableKind(ref: TargetRef): (typeof READ_KINDS)[number] {
  if (!isModelled(ref)) throw unknownKind(ref.kind);
  return ref.kind;
}

const unknownKind = (kind: string): Invalid =>
  new Invalid(`expected an HPA or a Deployment, got a ${kind}: the embedded cluster has none`);

/** Another writer's harmless annotation: the resourceVersion moves on. */
function touch(api: ApiServer, kind: (typeof READ_KINDS)[number], ref: TargetRef): void {
  const object = api.find(kind, ref.namespace, ref.name);
  if (object === undefined) return;
  const count = Number(object.metadata.annotations?.['example.com/touched'] ?? '0') + 1;
  const metadata = { annotations: { 'example.com/touched': String(count) } };
  api.patch(kind, ref.namespace, ref.name, { metadata }, { manager: 'somebody' });
}
