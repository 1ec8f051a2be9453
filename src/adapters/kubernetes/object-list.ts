/**
 * A list in pages, as one consistent state of the server. Each page is cut down as it comes, so that the whole text of a
 * large list is never in memory at once.
 */
import { Unavailable } from '../../ports/faults.ts';
import type { KubeRequest, Transport } from './transport.ts';
import type { WireObject } from './wire-object.ts';

/** With pages of 500, filling a cache of pods takes twice the memory of this process and a fifth more of its time. */
const PAGE = 100;

export interface ListRequest {
  readonly transport: Transport;
  readonly path: string;
  readonly query?: KubeRequest['query'];
}

interface Page {
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string };
  /** Null of an empty list that Go made. */
  readonly items: readonly WireObject[] | null;
}

/** The version to watch from. Throws Expired when the list took longer than the server keeps its state. */
export async function listObjects(
  { transport, path, query }: ListRequest,
  take: (object: WireObject) => void,
  signal: AbortSignal,
): Promise<string> {
  let next: string | undefined;
  for (;;) {
    const page = await transport.send(
      { method: 'GET', path, query: { ...query, limit: PAGE, continue: next } },
      signal,
    );
    if (!isPage(page)) throw new Unavailable(`GET ${path}: expected a list, got something else`);
    for (const object of page.items ?? []) take(object);
    // An empty text is the end too.
    next = page.metadata.continue || undefined;
    if (next === undefined) return page.metadata.resourceVersion;
  }
}

function isPage(value: unknown): value is Page {
  const { items, metadata } = (value ?? {}) as Partial<Page>;
  return (items === null || Array.isArray(items)) && typeof metadata?.resourceVersion === 'string';
}
