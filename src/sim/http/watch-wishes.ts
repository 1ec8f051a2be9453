/** What a watch is to begin with, and how long it is to last, as its query says. */
import { readVersion } from './lists.ts';
import { badRequest } from './refusals.ts';

export interface Wishes {
  readonly version: number;
  readonly initial: boolean;
  /** Mark the end of the initial events. */
  readonly marked: boolean;
  readonly bookmarks: boolean;
  readonly lengthSeconds: number | undefined;
}

/** Throws 400 for what contradicts itself. */
export function readWishes(query: URLSearchParams): Wishes {
  const version = readVersion(query.get('resourceVersion') ?? '');
  const marked = query.get('sendInitialEvents') === 'true';
  if (marked && query.get('resourceVersionMatch') !== 'NotOlderThan')
    throw badRequest('sendInitialEvents is forbidden unless resourceVersionMatch is NotOlderThan');
  const length = query.get('timeoutSeconds');
  return {
    version,
    initial: marked || (version === 0 && query.get('sendInitialEvents') !== 'false'),
    marked,
    bookmarks: query.get('allowWatchBookmarks') === 'true',
    lengthSeconds: length !== null && /^[1-9]\d*$/.test(length) ? Number(length) : undefined,
  };
}
