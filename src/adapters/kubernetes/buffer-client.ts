/** CapacityBuffers of a Kubernetes API: made, changed and removed by uid, and never one that is not ours. */
import type { BufferReading } from '../../core/model/capacity.ts';
import type { TargetRef } from '../../core/model/target.ts';
import { FIELD_MANAGER } from '../../core/prescale/baseline.ts';
import type { BufferDraft, BufferReader, BufferWriter } from '../../ports/capacity.ts';
import { AlreadyExists, Conflict, Forbidden, NotFound } from '../../ports/faults.ts';
import {
  bufferDraft,
  bufferedTarget,
  bufferPatch,
  type CapacityBufferObject,
  readBuffer,
} from '../../resources/capacity-buffer.ts';
import type { Discovery } from './discovery.ts';
import { writeGuarded } from './guarded-write.ts';
import type { KeptType, ObjectSource, StoredObject } from './object-source.ts';
import { CAPACITY_BUFFERS, groupPath, pathOf } from './resource-type.ts';

/** There are few, and most of them ours. */
export const KEPT_BUFFERS: KeptType<CapacityBufferObject & StoredObject> = {
  ...CAPACITY_BUFFERS,
  trim: ({ metadata: { managedFields: _, ...metadata }, spec, status }: WithManagers) => ({
    metadata,
    spec,
    ...(status === undefined ? {} : { status }),
  }),
};

type WithManagers = CapacityBufferObject &
  StoredObject & { readonly metadata: { readonly managedFields?: unknown } };

const BY_US = { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict' };

export class BufferClient implements BufferReader, BufferWriter {
  readonly #source: ObjectSource;
  readonly #discovery: Discovery;

  constructor(source: ObjectSource, discovery: Discovery) {
    this.#source = source;
    this.#discovery = discovery;
  }

  async read(target: TargetRef, name: string): Promise<BufferReading> {
    if (!(await this.#discovery.serves(CAPACITY_BUFFERS)))
      return { kind: 'unavailable', why: `the API ${groupPath(CAPACITY_BUFFERS)} is not served` };
    try {
      const object = await this.#source.get(KEPT_BUFFERS, target.namespace, name);
      return object === undefined ? { kind: 'none' } : readBuffer(object, target);
    } catch (error) {
      if (error instanceof Forbidden) return { kind: 'unavailable', why: error.message };
      throw error;
    }
  }

  async listBuffered(): Promise<readonly TargetRef[]> {
    return (await this.#source.list(KEPT_BUFFERS)).flatMap((object) => bufferedTarget(object) ?? []);
  }

  async put(target: TargetRef, name: string, { uid, ...size }: BufferDraft): Promise<void> {
    const { namespace } = target;
    if (uid === undefined) return this.#create(target, name, size);
    const { spec } = bufferPatch(size);
    const body = [
      { op: 'test', path: '/metadata/uid', value: uid },
      { op: 'add', path: '/spec/scalableRef', value: spec.scalableRef },
      { op: 'add', path: '/spec/replicas', value: spec.replicas },
    ];
    const path = pathOf(CAPACITY_BUFFERS, { namespace, name });
    const request = { method: 'PATCH', path, query: BY_US, body, patch: 'json' } as const;
    await writeGuarded(
      path,
      () => this.#source.write(CAPACITY_BUFFERS, namespace, name, request),
      async () => (await this.#uidOf(namespace, name)) === uid,
    );
  }

  async remove({ namespace }: TargetRef, name: string, uid: string): Promise<void> {
    const path = pathOf(CAPACITY_BUFFERS, { namespace, name });
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } };
    try {
      await this.#source.write(CAPACITY_BUFFERS, namespace, name, { method: 'DELETE', path, body });
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
    }
  }

  async #create(target: TargetRef, name: string, size: Omit<BufferDraft, 'uid'>): Promise<void> {
    const { namespace } = target;
    const path = pathOf(CAPACITY_BUFFERS, { namespace });
    const body = bufferDraft(target, name, size);
    try {
      const request = { method: 'POST', path, query: BY_US, body } as const;
      await this.#source.write(CAPACITY_BUFFERS, namespace, name, request);
    } catch (error) {
      if (error instanceof AlreadyExists) throw new Conflict(error.message, { cause: error });
      throw error;
    }
  }

  async #uidOf(namespace: string, name: string): Promise<string | undefined> {
    return (await this.#source.get(KEPT_BUFFERS, namespace, name))?.metadata.uid;
  }
}
