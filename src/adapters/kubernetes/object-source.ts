/**
 * Where clients read objects and send writes of them: from the server each time, or from caches. A read after a write of
 * ours never shows less than what that write made.
 */
import type { ResourceType } from './resource-type.ts';
import type { KubeRequest } from './transport.ts';

/** What every object in its wire form has. */
export interface StoredObject {
  readonly kind?: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/** A type of objects, and what is kept of each: both sources give the same. */
export interface KeptType<T extends StoredObject> extends ResourceType {
  /**
   * Each writer writes a part of its own, and reads no other's: while a write is under way, and until it has failed, what
   * is cached is believed. Else every reader would ask the server for what another has just changed.
   */
  readonly isWrittenInParts?: boolean;
  /** A method, so that a kept type of more counts as a kept type of less. */
  trim(object: T): T;
  /** The object with so many replicas, of a type that is scaled. */
  scaled?(object: T, replicas: number): T;
}

export interface ObjectSource {
  /** Undefined when there is none, or the cluster does not know the type. Throws a Fault. */
  get<T extends StoredObject>(type: KeptType<T>, namespace: string, name: string): Promise<T | undefined>;
  /** Of one namespace or of all; none when the cluster does not know the type. Throws a Fault. */
  list<T extends StoredObject>(type: KeptType<T>, namespace?: string): Promise<readonly T[]>;
  /** Sends a write of the object or a subresource of it. Throws a Fault. */
  write(type: ResourceType, namespace: string, name: string, request: KubeRequest): Promise<void>;
}
