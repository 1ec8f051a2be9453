/** The events of docs/examples/events, as a sender puts them on a bus. */
import { readdirSync, readFileSync } from 'node:fs';
import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';

const FOLDER = new URL('../../../docs/examples/events/', import.meta.url);

export interface Envelope {
  readonly source: string;
  readonly 'detail-type': string;
  readonly time: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

export const PUBLISHED: Readonly<Record<string, Envelope>> = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [
      file.replace('.json', ''),
      JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Envelope,
    ]),
);

/** AWS puts its own events on the default bus, and nowhere else. */
const busOf = ({ source }: Envelope, own: string): string => (source.startsWith('aws.') ? 'default' : own);

export const entryOf = (envelope: Envelope, own: string): PutEventsRequestEntry => ({
  EventBusName: busOf(envelope, own),
  Source: envelope.source,
  DetailType: envelope['detail-type'],
  Detail: JSON.stringify(envelope.detail),
  Resources: [...envelope.resources],
  Time: new Date(envelope.time),
});
