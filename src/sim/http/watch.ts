/**
 * Watches: first what there is or what came after a version, then every change as it happens. A change that takes an
 * object out of the selection is told as its deletion, one that brings it in as its addition.
 */
import { asMillis, minutes, plus, seconds } from '../../core/model/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FrameSink, StreamAnswer } from '../../ports/http-exchange.ts';
import { ApiError } from '../api/errors.ts';
import type { KubeObject } from '../api/objects.ts';
import type { ApiServer } from '../api/server.ts';
import type { Change, History } from './history.ts';
import type { Matches } from './label-selector.ts';
import { JSON_TYPE } from './messages.ts';
import { renderObject } from './objects-on-wire.ts';
import type { ResourcePath } from './paths.ts';
import { statusOf } from './refusals.ts';
import type { Rendering } from './rendering.ts';
import { apiVersionOf } from './resource-types.ts';
import { selectionOf } from './selection.ts';
import { readWishes, type Wishes } from './watch-wishes.ts';

export interface WatchDeps {
  readonly api: ApiServer;
  readonly history: History;
  /** Times the end of a watch and its bookmarks: the client's time, not the cluster's. */
  readonly clock: Clock;
}

/** How long a watch lasts that does not say. */
const USUAL_LENGTH = minutes(30);
const BOOKMARK_EVERY = minutes(1);

export function watchAnswer(
  path: ResourcePath,
  query: URLSearchParams,
  rendering: Rendering,
  deps: WatchDeps,
): StreamAnswer {
  const wishes = readWishes(query);
  const matches = selectionOf(path, query);
  const contentType = rendering.form === 'table' ? `${JSON_TYPE};as=Table;v=v1;g=meta.k8s.io` : JSON_TYPE;
  return {
    kind: 'stream',
    contentType,
    open: (sink) => new Watch({ ...deps, path, rendering, matches, wishes, sink }).start(),
  };
}

interface WatchParts extends WatchDeps {
  readonly path: ResourcePath;
  readonly rendering: Rendering;
  readonly matches: Matches<KubeObject>;
  readonly wishes: Wishes;
  readonly sink: FrameSink;
}

class Watch {
  readonly #parts: WatchParts;
  readonly #stop = new AbortController();

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  start(): () => void {
    const { history, wishes, path, api } = this.#parts;
    const end = (): void => this.#stop.abort();
    try {
      if (wishes.initial) this.#tellAll();
      else
        for (const change of history.since(path.type.kind, wishes.version || api.version)) this.#tell(change);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#parts.sink.send({ type: 'ERROR', object: statusOf(error) });
      this.#parts.sink.end();
      return end;
    }
    const unsubscribe = history.subscribe((change) => {
      if (change.kind === path.type.kind) this.#tell(change);
    });
    this.#stop.signal.addEventListener('abort', unsubscribe, { once: true });
    this.#keepTime().catch(() => this.#parts.sink.end());
    return end;
  }

  #tellAll(): void {
    const { api, path, matches, wishes } = this.#parts;
    for (const object of api.list(path.type.kind)) if (matches(object)) this.#send('ADDED', object);
    if (wishes.marked) this.#bookmark({ 'k8s.io/initial-events-end': 'true' });
  }

  #tell({ type, object, previous }: Change): void {
    const { matches } = this.#parts;
    const was = type !== 'ADDED' && previous !== undefined && matches(previous);
    const is = type !== 'DELETED' && matches(object);
    if (was && is) this.#send('MODIFIED', object);
    else if (is) this.#send('ADDED', object);
    else if (was) this.#send('DELETED', object);
  }

  #send(type: string, object: KubeObject): void {
    this.#parts.sink.send({ type, object: renderObject(object, this.#parts.rendering) });
  }

  #bookmark(annotations?: Readonly<Record<string, string>>): void {
    const { api, path, sink } = this.#parts;
    const metadata = {
      resourceVersion: String(api.version),
      creationTimestamp: null,
      ...(annotations === undefined ? {} : { annotations }),
    };
    const { kind } = path.type;
    sink.send({ type: 'BOOKMARK', object: { kind, apiVersion: apiVersionOf(path.type), metadata } });
  }

  async #keepTime(): Promise<void> {
    const { clock, wishes, sink } = this.#parts;
    const { signal } = this.#stop;
    const length = wishes.lengthSeconds === undefined ? USUAL_LENGTH : seconds(wishes.lengthSeconds);
    const end = plus(clock.now(), length);
    while (clock.now() < end) {
      const next = plus(clock.now(), asMillis(Math.min(BOOKMARK_EVERY, end - clock.now())));
      await clock.wake(next, signal);
      if (signal.aborted) return;
      if (wishes.bookmarks) this.#bookmark();
    }
    this.#stop.abort();
    sink.end();
  }
}
