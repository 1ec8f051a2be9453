/** One watch from one version on: what happens, until the server ends it. The end is the rule, not a fault. */
import { asMillis, type Millis, minutes, seconds, toSeconds } from '../../core/model/time.ts';
import type { Chance } from '../../ports/chance.ts';
import type { Clock } from '../../ports/clock.ts';
import { Unavailable } from '../../ports/faults.ts';
import { faultOfStatus, type Status } from './fault-mapping.ts';
import type { ListRequest } from './object-list.ts';
import { Silence } from './silence.ts';
import type { WireObject } from './wire-object.ts';

export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: WireObject }
  /** Nothing happened up to this version. */
  | { readonly type: 'BOOKMARK'; readonly object: Pick<WireObject, 'metadata'> };

type Frame = WatchEvent | { readonly type: 'ERROR'; readonly object: Status };

export interface WatchRequest extends ListRequest {
  readonly clock: Clock;
  readonly chance: Chance;
}

/** The server ends a watch by itself after a time between these: all of them at once would be a herd. */
const SHORTEST = minutes(5);
const LONGEST = minutes(10);
/** What an end or a frame may take to get here. */
const MARGIN = seconds(30);
/** Servers that send bookmarks send one a minute. */
const BETWEEN_BOOKMARKS = minutes(3);

/** Throws Expired when the version is no longer kept, Unavailable when the stream is torn or silent. */
export async function* watchObjects(
  { transport, path, query, clock, chance }: WatchRequest,
  version: string,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent, void> {
  const length = asMillis(SHORTEST + chance() * (LONGEST - SHORTEST));
  const silence = new Silence(clock, asMillis(length + MARGIN), signal);
  try {
    for await (const frame of transport.stream(requestFrom(path, query, version, length), silence.signal)) {
      silence.heard();
      const event = readFrame(frame, path);
      if (event.type === 'BOOKMARK') silence.tighten(BETWEEN_BOOKMARKS);
      yield event;
    }
    const { tooLong } = silence;
    if (tooLong !== undefined)
      throw new Unavailable(`GET ${path}: the watch was silent for ${Math.round(toSeconds(tooLong))} s`);
  } finally {
    silence.end();
  }
}

const requestFrom = (path: string, query: ListRequest['query'], version: string, length: Millis) => ({
  method: 'GET' as const,
  path,
  query: {
    ...query,
    watch: true,
    allowWatchBookmarks: true,
    resourceVersion: version,
    timeoutSeconds: Math.round(toSeconds(length)),
  },
});

function readFrame(frame: unknown, path: string): WatchEvent {
  if (!isFrame(frame)) throw new Unavailable(`GET ${path}: expected a watch event, got something else`);
  if (frame.type === 'ERROR') throw faultOfStatus(`GET ${path}`, frame.object);
  return frame;
}

function isFrame(value: unknown): value is Frame {
  const { type, object } = (value ?? {}) as { readonly type?: unknown; readonly object?: unknown };
  if (typeof object !== 'object' || object === null) return false;
  if (type === 'ERROR') return true;
  const { metadata } = object as Partial<WireObject>;
  return isEventType(type) && typeof metadata?.resourceVersion === 'string';
}

const isEventType = (type: unknown): boolean =>
  type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED' || type === 'BOOKMARK';
