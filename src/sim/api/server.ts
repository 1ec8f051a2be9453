/**
 * The API server of the embedded cluster: objects with resourceVersion and generation, optimistic concurrency, merge
 * patches and watches. Every verb is synchronous and takes effect whole or throws an ApiError. Objects are never
 * changed in place: a reader may keep what it got.
 */
import { formatInstant } from '../../core/model/time.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { ObjectMeta } from '../../resources/kube-object.ts';
import { isSameValue } from '../../resources/same-value.ts';
import type { Engine } from '../engine.ts';
import { admit } from './admission.ts';
import { ApiError } from './errors.ts';
import { claimFields, ownSame, type Writer } from './managed-fields.ts';
import { mergePatch } from './merge-patch.ts';
import { CLUSTER_SCOPED, type Kind, type KubeObject, type Objects } from './objects.ts';
import { mainPartOf, statusPartOf, versionIn } from './patch-parts.ts';
import { expectReplicas, expectUid, expectVersion } from './preconditions.ts';
import { type WatchEvent, Watches } from './watches.ts';

export type { WatchEvent } from './watches.ts';

/** What a writer gives of a new object; the server adds the rest. */
export type Draft<K extends Kind> = Omit<Objects[K], 'metadata' | 'kind'> & {
  readonly metadata: Pick<ObjectMeta, 'name'> & Partial<ObjectMeta>;
};

/** Notes in managedFields who wrote what, on an object as admission left it. */
export type Claim = <T extends KubeObject>(
  object: T,
  previous: T | undefined,
  writer: Pick<Writer, 'at'>,
) => T;

export interface StoreOptions {
  readonly claim: Claim;
  /** Everything but the storing: nobody is told. */
  readonly dryRun: boolean;
}

export interface WriteOptions {
  /** Field manager of the write. */
  readonly manager: string;
  /** Refuse the write unless the object still has this resourceVersion. */
  readonly resourceVersion?: string | undefined;
  /** Refuse unless the object is the one of this uid. */
  readonly uid?: string | undefined;
}

export interface ScaleOptions extends WriteOptions {
  /** Refuse the write unless `spec.replicas` is still this. */
  readonly from?: number;
}

export interface DeleteOptions {
  readonly manager: string;
  /** Refuse unless the object is the one of this uid. */
  readonly uid?: string | undefined;
  /** Refuse when the object is newer. */
  readonly resourceVersion?: string | undefined;
}

export class ApiServer {
  readonly #engine: Engine;
  readonly #stores = new Map<Kind, Map<string, KubeObject>>();
  readonly #watches = new Watches();
  readonly #unserved: ReadonlySet<Kind>;
  #version = 0;
  #uids = 0;

  /** `unserved`: kinds whose CRD is not installed. */
  constructor(engine: Engine, { unserved = [] }: { readonly unserved?: readonly Kind[] } = {}) {
    this.#engine = engine;
    this.#unserved = new Set(unserved);
  }

  serves(kind: Kind): boolean {
    return !this.#unserved.has(kind);
  }

  /** That of the newest write. */
  get version(): number {
    return this.#version;
  }

  get<K extends Kind>(kind: K, namespace: string, name: string): Objects[K] {
    const found = this.find(kind, namespace, name);
    if (found === undefined) throw new ApiError(404, 'NotFound', `${kind} "${name}" not found`);
    return found;
  }

  find<K extends Kind>(kind: K, namespace: string, name: string): Objects[K] | undefined {
    return this.#store(kind).get(storeKey(kind, namespace, name)) as Objects[K] | undefined;
  }

  /** In order of creation. */
  list<K extends Kind>(kind: K): IterableIterator<Objects[K]> {
    return this.#store(kind).values() as IterableIterator<Objects[K]>;
  }

  count(kind: Kind): number {
    return this.#store(kind).size;
  }

  create<K extends Kind>(kind: K, draft: Draft<K>, { manager }: WriteOptions): Objects[K] {
    return this.add(kind, draft, this.#by(manager));
  }

  /** A new object as the wire brings it. */
  add<K extends Kind>(kind: K, draft: Draft<K>, options: StoreOptions): Objects[K] {
    const namespace = draft.metadata.namespace ?? 'default';
    const key = storeKey(kind, namespace, draft.metadata.name);
    if (this.#store(kind).has(key))
      throw new ApiError(409, 'AlreadyExists', `${kind} "${draft.metadata.name}" already exists`);
    this.#uids += 1;
    const metadata: ObjectMeta = {
      ...draft.metadata,
      ...(CLUSTER_SCOPED.has(kind) ? {} : { namespace }),
      uid: `00000000-0000-4000-8000-${String(this.#uids).padStart(12, '0')}`,
      resourceVersion: '',
      generation: 1,
      creationTimestamp: formatInstant(this.#engine.now),
    };
    const object = { ...draft, kind, metadata } as unknown as Objects[K];
    return this.#put(kind, key, undefined, object, options);
  }

  /** Puts `next` in the place of the object of its name, as the wire brings it. */
  replace<K extends Kind>(kind: K, next: Objects[K], options: StoreOptions): Objects[K] {
    const { namespace = '', name } = next.metadata;
    const current = this.get(kind, namespace, name);
    return this.#put(kind, storeKey(kind, namespace, name), current, next, options);
  }

  /** The write path of the cluster's own controllers: `change` sees the newest object, so it never conflicts. */
  update<K extends Kind>(
    kind: K,
    namespace: string,
    name: string,
    manager: string,
    change: (current: Objects[K]) => Objects[K],
  ): Objects[K] {
    const current = this.get(kind, namespace, name);
    const next = change(current);
    if (next === current) return current;
    return this.#put(kind, storeKey(kind, namespace, name), current, next, this.#by(manager));
  }

  /** JSON merge patch of the main resource: `status` in it is ignored, as is what the server alone writes. */
  patch<K extends Kind>(
    kind: K,
    namespace: string,
    name: string,
    patch: JsonObject,
    options: WriteOptions,
  ): Objects[K] {
    const resourceVersion = options.resourceVersion ?? versionIn(patch);
    return this.#patch(kind, namespace, name, mainPartOf(patch), { ...options, resourceVersion });
  }

  /** JSON merge patch of the `status` subresource: everything else in it is ignored. */
  patchStatus<K extends Kind>(
    kind: K,
    namespace: string,
    name: string,
    patch: JsonObject,
    options: WriteOptions,
  ): Objects[K] {
    const resourceVersion = options.resourceVersion ?? versionIn(patch);
    return this.#patch(kind, namespace, name, statusPartOf(patch), { ...options, resourceVersion });
  }

  /** `PATCH .../scale`: writes `spec.replicas`. */
  scale(kind: 'Deployment', namespace: string, name: string, replicas: number, options: ScaleOptions): void {
    if (!Number.isInteger(replicas) || replicas < 0)
      throw new ApiError(
        422,
        'Invalid',
        `Scale "${name}" is invalid: spec.replicas: Invalid value: ${replicas}: must be a whole number from 0`,
      );
    expectReplicas(this.get(kind, namespace, name), options.from);
    this.#patch(kind, namespace, name, { spec: { replicas } }, options);
  }

  delete(kind: Kind, namespace: string, name: string, options?: DeleteOptions): void {
    const current = this.get(kind, namespace, name);
    expectUid(current, options?.uid);
    expectVersion(current, options?.resourceVersion);
    this.#store(kind).delete(storeKey(kind, namespace, name));
    this.#version += 1;
    const metadata = { ...current.metadata, resourceVersion: String(this.#version) };
    this.#watches.tell(kind, { type: 'DELETED', object: { ...current, metadata }, previous: current });
  }

  /** Sees every later change of the kind, at the instant it happens and in order. */
  watch<K extends Kind>(kind: K, handler: (event: WatchEvent<K>) => void): () => void {
    return this.#watches.add(kind, handler);
  }

  #patch<K extends Kind>(
    kind: K,
    namespace: string,
    name: string,
    patch: JsonObject,
    options: WriteOptions,
  ): Objects[K] {
    const current = this.get(kind, namespace, name);
    expectUid(current, options.uid);
    expectVersion(current, options.resourceVersion);
    const next = mergePatch(current, patch);
    return this.#put(kind, storeKey(kind, namespace, name), current, next, this.#by(options.manager));
  }

  #put<K extends Kind>(
    kind: K,
    key: string,
    current: Objects[K] | undefined,
    wanted: Objects[K],
    { claim, dryRun }: StoreOptions,
  ): Objects[K] {
    // Admission looks at spec and metadata only: a status write passes as it is.
    const statusOnly =
      current !== undefined && current.spec === wanted.spec && current.metadata === wanted.metadata;
    const admitted = statusOnly ? wanted : admit(wanted);
    const at = this.#engine.now;
    if (current !== undefined && sameContent(current, admitted)) {
      // An apply may change who owns fields, and nothing else.
      const claimed = claim(current, current, { at });
      if (ownSame(claimed, current)) return current;
    }
    const specChanged = current !== undefined && !isSameValue(current.spec, admitted.spec);
    const metadata: ObjectMeta = {
      ...admitted.metadata,
      resourceVersion: String(this.#version + 1),
      generation: (current?.metadata.generation ?? 0) + (current === undefined || specChanged ? 1 : 0),
    };
    const written = { ...admitted, metadata } as Objects[K];
    const object = claim(written, current, { at });
    if (dryRun) return object;
    this.#version += 1;
    this.#store(kind).set(key, object);
    this.#watches.tell(kind, {
      type: current === undefined ? 'ADDED' : 'MODIFIED',
      object,
      previous: current,
    });
    return object;
  }

  /** A write of one of the cluster's own. */
  #by(manager: string): StoreOptions {
    // Fields of the spec are what managers own: a write of the status alone claims nothing.
    const claim: Claim = (object, previous, { at }) =>
      previous !== undefined && previous.spec === object.spec
        ? object
        : claimFields(object, previous, { manager, operation: 'Update', at });
    return { claim, dryRun: false };
  }

  #store(kind: Kind): Map<string, KubeObject> {
    if (this.#unserved.has(kind))
      throw new ApiError(404, 'NotFound', 'the server could not find the requested resource');
    let store = this.#stores.get(kind);
    if (store === undefined) {
      store = new Map();
      this.#stores.set(kind, store);
    }
    return store;
  }
}

const storeKey = (kind: Kind, namespace: string, name: string): string =>
  CLUSTER_SCOPED.has(kind) ? name : `${namespace}/${name}`;

/** A write that changes nothing makes no new version. */
const sameContent = (a: KubeObject, b: KubeObject): boolean =>
  isSameValue(a.spec, b.spec) &&
  isSameValue(a.status, b.status) &&
  isSameValue(a.metadata.annotations, b.metadata.annotations) &&
  isSameValue(a.metadata.labels, b.metadata.labels) &&
  isSameValue(a.metadata.ownerReferences, b.metadata.ownerReferences) &&
  isSameValue(a.metadata.finalizers, b.metadata.finalizers) &&
  a.metadata.deletionTimestamp === b.metadata.deletionTimestamp &&
  isSameValue(restOf(a), restOf(b));

/** What some kinds have beside spec and status: `data`, or the fields of an Event. */
function restOf({ metadata: _, spec: __, status: ___, ...rest }: KubeObject): object {
  return rest;
}
