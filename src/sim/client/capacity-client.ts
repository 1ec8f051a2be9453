/** The capacity ports on the embedded cluster. */
import type { BufferReading } from '../../core/model/capacity.ts';
import type { RoomSnapshot } from '../../core/model/room.ts';
import type { SurgeTargetCapacity } from '../../core/model/surge-capacity.ts';
import { keyOf, type TargetRef } from '../../core/model/target.ts';
import { FIELD_MANAGER } from '../../core/prescale/baseline.ts';
import type {
  BufferDraft,
  BufferReader,
  BufferWriter,
  RoomReader,
  SurgeCapacityWriter,
} from '../../ports/capacity.ts';
import { bufferDraft, bufferedTarget, bufferPatch, readBuffer } from '../../resources/capacity-buffer.ts';
import { roomOnNodes } from '../../resources/node-room.ts';
import { podShapeOf } from '../../resources/pod-requests.ts';
import { capacityPatch } from '../../resources/surge/capacity-codec.ts';
import { ApiError } from '../api/errors.ts';
import type { ApiServer } from '../api/server.ts';
import { workloadOf } from '../kubernetes/node-ledger.ts';
import type { Connection } from './connection.ts';
import { writeSurgeStatus } from './surge-status.ts';

const BY_US = { manager: FIELD_MANAGER };

export class BufferClient implements BufferReader, BufferWriter {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  read(target: TargetRef, name: string): Promise<BufferReading> {
    const { api } = this.#connection;
    return this.#connection.read((): BufferReading => {
      if (!api.serves('CapacityBuffer'))
        return { kind: 'unavailable', why: 'the API autoscaling.x-k8s.io/v1beta1 is not served' };
      const object = api.find('CapacityBuffer', target.namespace, name);
      return object === undefined ? { kind: 'none' } : readBuffer(object, target);
    });
  }

  listBuffered(): Promise<readonly TargetRef[]> {
    const { api } = this.#connection;
    return this.#connection.read(() =>
      api.serves('CapacityBuffer')
        ? [...api.list('CapacityBuffer')].flatMap((object) => bufferedTarget(object) ?? [])
        : [],
    );
  }

  put(target: TargetRef, name: string, { uid, ...size }: BufferDraft): Promise<void> {
    const { api } = this.#connection;
    return this.#connection.write(() => {
      if (uid === undefined) {
        api.create('CapacityBuffer', bufferDraft(target, name, size), BY_US);
        return;
      }
      if (api.get('CapacityBuffer', target.namespace, name).metadata.uid !== uid)
        throw new ApiError(409, 'Conflict', `CapacityBuffer "${name}" was made anew`);
      api.patch('CapacityBuffer', target.namespace, name, bufferPatch(size), BY_US);
    });
  }

  remove(target: TargetRef, name: string, uid: string): Promise<void> {
    const { api } = this.#connection;
    return this.#connection.write(() => {
      if (api.find('CapacityBuffer', target.namespace, name) === undefined) return;
      api.delete('CapacityBuffer', target.namespace, name, { ...BY_US, uid });
    });
  }
}

export class RoomClient implements RoomReader {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  read(target: TargetRef): Promise<RoomSnapshot | undefined> {
    return this.#connection.read(() => readRoom(this.#connection.api, target));
  }
}

export class SurgeCapacityClient implements SurgeCapacityWriter {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  patchCapacity(
    surge: string,
    target: TargetRef,
    capacity: SurgeTargetCapacity,
    uid?: string,
  ): Promise<void> {
    return writeSurgeStatus(this.#connection, surge, capacityPatch(keyOf(target), capacity), uid);
  }
}

function readRoom(api: ApiServer, target: TargetRef): RoomSnapshot | undefined {
  const { namespace } = target;
  const name = workloadNameOf(api, target);
  const workload = name === undefined ? undefined : api.find('Deployment', namespace, name);
  if (workload === undefined) return undefined;
  const pods = [...api.list('Pod')];
  const key = `${namespace}/${workload.metadata.name}`;
  const own = pods.filter((pod) => workloadOf(pod) === key);
  const bound = own.filter(({ metadata, spec }) => spec.nodeName !== undefined && !isGoing(metadata)).length;
  return {
    scalable: { apiGroup: 'apps', kind: 'Deployment', name: workload.metadata.name },
    pod: podShapeOf(workload.spec.template.spec),
    unbound: own.filter(({ spec }) => spec.nodeName === undefined).length,
    bound,
    nodes: roomOnNodes(api.list('Node'), pods),
  };
}

const isGoing = ({ deletionTimestamp }: { readonly deletionTimestamp?: unknown }): boolean =>
  deletionTimestamp !== undefined;

function workloadNameOf(api: ApiServer, { kind, namespace, name }: TargetRef): string | undefined {
  if (kind === 'Deployment') return name;
  if (kind !== 'HorizontalPodAutoscaler') return undefined;
  const scaled = api.find(kind, namespace, name)?.spec.scaleTargetRef;
  return scaled?.kind === 'Deployment' ? scaled.name : undefined;
}
