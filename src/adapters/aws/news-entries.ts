/** News as entries of a call to EventBridge, as many in one as it takes. */
import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { SurgeNews } from '../../core/model/surge-news.ts';

const NEWS_SOURCE = 'forescale';

export interface Entry {
  /** Of the news. */
  readonly id: string;
  readonly entry: PutEventsRequestEntry;
  /** As EventBridge counts. */
  readonly bytes: number;
}

const MOST_ENTRIES = 10;
const MOST_BYTES = 256 * 1_024;
const BYTES_OF_TIME = 14;

export function entryOf({ id, type, at, surge, cluster, detail }: SurgeNews, bus: string): Entry {
  const resource = cluster === undefined ? surge : `${cluster}/${surge}`;
  const text = JSON.stringify(detail);
  const bytes = [NEWS_SOURCE, type, text, resource].reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  return {
    id,
    bytes: bytes + BYTES_OF_TIME,
    entry: {
      EventBusName: bus,
      Source: NEWS_SOURCE,
      DetailType: type,
      Detail: text,
      Resources: [resource],
      Time: new Date(at),
    },
  };
}

/** In their order. One that is too large for any call goes alone, to be refused by itself. */
export function entryBatches(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const batches: Entry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const last = batches.at(-1);
    if (last !== undefined && last.length < MOST_ENTRIES && entry.bytes <= room) last.push(entry);
    else {
      batches.push([entry]);
      room = MOST_BYTES;
    }
    room -= entry.bytes;
  }
  return batches;
}
