/**
 * A Kubernetes API in memory behind the Transport: any type, versions, preconditions, subresources, watches. It can
 * fail before or after an effect and hold answers back; it admits and defaults nothing.
 */
import type { KubeRequest, Transport } from '../../src/adapters/kubernetes/transport.ts';
import {
  AlreadyExists,
  Conflict,
  type Fault,
  NotFound,
  Throttled,
  Unavailable,
} from '../../src/ports/faults.ts';
import {
  edited,
  expectPreconditions,
  type Json,
  type JsonOperation,
  merged,
  type Stored,
  tested,
} from './fake-kube-edits.ts';
import { isPath, keyOf, type Place, parseKey, placeOf, within } from './fake-kube-places.ts';

export type { Json, Stored } from './fake-kube-edits.ts';

type Frame = Json & { type: string; object: Stored };

export class FakeKube implements Transport {
  readonly requests: KubeRequest[] = [];
  readonly #objects = new Map<string, Stored>();
  readonly #watchers = new Set<(frame: Frame, place: Place) => void>();
  readonly #history: { readonly frame: Frame; readonly place: Place }[] = [];
  readonly #served = new Map<string, { name: string; kind: string }[]>();
  readonly #faults: {
    readonly when: (request: KubeRequest) => boolean;
    readonly fault: Error;
    late: boolean;
  }[] = [];
  #version = 0;
  #muted: { readonly frame: Frame; readonly place: Place }[] | undefined;
  #gate: Promise<void> = Promise.resolve();

  /** What discovery finds; nothing else is guarded by it. */
  serve(groupPath: string, ...resources: readonly { name: string; kind: string }[]): void {
    this.#served.set(groupPath, [...(this.#served.get(groupPath) ?? []), ...resources]);
  }

  unserve(groupPath: string): void {
    this.#served.delete(groupPath);
  }

  /** The next request that `when` says yes to fails; `late` = after it took effect. */
  failNext(when: (request: KubeRequest) => boolean, fault: Error, late = false): void {
    this.#faults.push({ when, fault, late });
  }

  /** Requests wait until the returned function is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = promise;
    return resolve;
  }

  /** Watches are silent until `unmute`; what they missed they hear then. */
  mute(): void {
    this.#muted = [];
  }

  unmute(): void {
    const missed = this.#muted ?? [];
    this.#muted = undefined;
    for (const { frame, place } of missed) this.#tell(frame, place);
  }

  /** Writes as somebody else. */
  put(path: string, content: Json): Stored {
    const place = placeOf(path);
    const known = this.#objects.get(keyOf(place));
    const object = known === undefined ? this.#made(place, content) : merged(known, content);
    return this.#store(place, object as Stored, known);
  }

  remove(path: string): void {
    const place = placeOf(path);
    const known = this.#find(place);
    this.#objects.delete(keyOf(place));
    this.#version += 1;
    const metadata = { ...known.metadata, resourceVersion: String(this.#version) };
    this.#tell({ type: 'DELETED', object: { ...known, metadata } }, place);
  }

  read(path: string): Stored | undefined {
    return this.#objects.get(keyOf(placeOf(path)));
  }

  async send<T>(request: KubeRequest, signal?: AbortSignal): Promise<T> {
    this.requests.push(request);
    await this.#gate;
    signal?.throwIfAborted();
    const index = this.#faults.findIndex(({ when }) => when(request));
    const [failing] = index < 0 ? [] : this.#faults.splice(index, 1);
    if (failing !== undefined && !failing.late) throw failing.fault;
    const answer = structuredClone(this.#answer(request));
    if (failing !== undefined) throw failing.fault;
    return answer as T;
  }

  async *stream(request: KubeRequest, signal: AbortSignal): AsyncIterable<unknown> {
    this.requests.push(request);
    const wanted = placeOf(request.path);
    const since = Number(request.query?.['resourceVersion'] ?? this.#version);
    const frames: Frame[] = this.#history
      .filter(
        ({ frame, place }) => within(place, wanted) && Number(frame.object.metadata.resourceVersion) > since,
      )
      .map(({ frame }) => structuredClone(frame));
    const bell = { ring: () => {} };
    const watcher = (frame: Frame, place: Place) => {
      if (!within(place, wanted)) return;
      frames.push(structuredClone(frame));
      bell.ring();
    };
    this.#watchers.add(watcher);
    signal.addEventListener('abort', () => bell.ring());
    while (!signal.aborted) {
      yield* frames.splice(0);
      const { promise, resolve } = Promise.withResolvers<void>();
      bell.ring = resolve;
      if (frames.length > 0) resolve();
      await promise;
    }
    this.#watchers.delete(watcher);
  }

  close(): void {
    this.#watchers.clear();
  }

  #answer(request: KubeRequest): unknown {
    const { method, path, body } = request;
    const served = this.#served.get(path);
    if (served !== undefined) return { kind: 'APIResourceList', resources: served };
    if (!isPath(path)) throw new NotFound(`the server could not find ${path}`);
    const place = placeOf(path);
    switch (method) {
      case 'GET':
        return place.name === undefined ? this.#list(place) : this.#find(place);
      case 'POST':
        return place.subresource === 'eviction'
          ? this.#evict(place, body as Json)
          : this.#create(place, body as Json);
      case 'PUT':
        return this.#replace(place, body as Stored);
      case 'PATCH':
        return this.#patch(place, request);
      case 'DELETE':
        expectPreconditions(this.#find(place), body);
        return this.remove(path);
    }
  }

  #list(place: Place): Json {
    const items = [...this.#objects]
      .filter(([key]) => within(parseKey(key), place))
      .map(([, object]) => object);
    return { kind: 'List', metadata: { resourceVersion: String(this.#version) }, items };
  }

  #create(place: Place, body: Json): Stored {
    const { name, generateName } = body['metadata'] as { name?: string; generateName?: string };
    const at = { ...place, name: name ?? `${generateName ?? ''}${this.#version}` };
    if (this.#objects.has(keyOf(at))) throw new AlreadyExists(`${keyOf(at)} already exists`);
    return this.#store(at, this.#made(at, body), undefined);
  }

  #replace(place: Place, body: Stored): Stored {
    const known = this.#find(place);
    if (body.metadata.resourceVersion !== known.metadata.resourceVersion) throw modified(place);
    return this.#store(place, body, known);
  }

  #patch(place: Place, { body, query, patch = 'merge' }: KubeRequest): unknown {
    if (patch === 'apply') return this.#apply(place, body as Json, query?.['dryRun'] === 'All');
    const known = this.#find(place);
    if (place.subresource === 'scale') return this.#scale(place, known, body, patch);
    if (patch === 'json') return this.#store(place, edited(known, body), known);
    const content = body as Json;
    const expected = (content['metadata'] as Json | undefined)?.['resourceVersion'];
    if (expected !== undefined && expected !== known.metadata.resourceVersion) throw modified(place);
    const part = place.subresource === 'status' ? { status: content['status'] } : content;
    return this.#store(place, merged(known, part) as Stored, known);
  }

  /** What stands there and is not said stays: nobody's fields are known. */
  #apply(place: Place, body: Json, isDryRun: boolean): Stored {
    const known = this.#objects.get(keyOf(place));
    const wanted = (known === undefined ? this.#made(place, body) : merged(known, body)) as Stored;
    return isDryRun ? wanted : this.#store(place, wanted, known);
  }

  #scale(place: Place, known: Stored, body: unknown, patch: string): Json {
    const spec = (known['spec'] ?? {}) as Json;
    const wanted = patch === 'json' ? tested(body as JsonOperation[], spec) : (body as { spec: Json }).spec;
    const stored = this.#store(
      place,
      merged(known, { spec: { replicas: wanted['replicas'] } }) as Stored,
      known,
    );
    return { kind: 'Scale', metadata: stored.metadata, spec: { replicas: wanted['replicas'] } };
  }

  #evict(place: Place, body: Json): Json {
    const known = this.#find(place);
    const { preconditions } = (body['deleteOptions'] ?? {}) as { preconditions?: { uid?: string } };
    if (preconditions?.uid !== undefined && preconditions.uid !== known.metadata.uid)
      throw new Conflict(`the UID in the precondition (${preconditions.uid}) does not match`);
    this.#objects.delete(keyOf(place));
    return { kind: 'Status', status: 'Success' };
  }

  #made({ group, plural, namespace, name = '' }: Place, content: Json): Stored {
    const uid = `uid-${this.#version + 1}`;
    const metadata = {
      ...(content['metadata'] as Json | undefined),
      ...(namespace === undefined ? {} : { namespace }),
    };
    return {
      apiVersion: group,
      kind: plural,
      ...content,
      metadata: { uid, ...metadata, name, resourceVersion: '' },
    };
  }

  #store(place: Place, wanted: Stored, known: Stored | undefined): Stored {
    this.#version += 1;
    const object = { ...wanted, metadata: { ...wanted.metadata, resourceVersion: String(this.#version) } };
    this.#objects.set(keyOf(place), object);
    this.#tell({ type: known === undefined ? 'ADDED' : 'MODIFIED', object }, place);
    return object;
  }

  #find(place: Place): Stored {
    const found = this.#objects.get(keyOf(place));
    if (found === undefined) throw new NotFound(`${place.plural} "${place.name}" not found`);
    return found;
  }

  #tell(frame: Frame, place: Place): void {
    if (this.#muted !== undefined) {
      this.#muted.push({ frame, place });
      return;
    }
    this.#history.push({ frame, place });
    for (const watcher of this.#watchers) watcher(frame, place);
  }
}

const modified = ({ plural, name }: Place): Fault =>
  new Conflict(`Operation cannot be fulfilled on ${plural} "${name}": the object has been modified`);

export const throttled = (): Fault => new Throttled('429 Too Many Requests');
export const unavailable = (): Fault => new Unavailable('503 Service Unavailable');
