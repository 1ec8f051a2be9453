/** What `forescale events check` prints: what each file is, and what is wrong with it. */
import * as z from 'zod';
import { printable } from '../wording.ts';
import { namesIn } from './event-names.ts';

export const checkDocument = z.strictObject({
  version: z.literal(1).describe('Of this document; what it means stays the same for a version.'),
  config: z.string().nullable().describe('The configuration that the events were held against; null = none.'),
  events: z.array(
    z.strictObject({
      file: z.string().describe('Where the event was read.'),
      type: z.string().nullable().describe('Detail type of the event; null when it cannot be told.'),
      eventId: z.string().nullable().describe('Of the event; null when it cannot be told.'),
      problem: z.string().nullable().describe('Why it would not be taken in; null when it would.'),
    }),
  ),
});

export type CheckDocument = z.infer<typeof checkDocument>;
type CheckRow = CheckDocument['events'][number];

export const checkDocumentSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(checkDocument),
  title: 'Events of forescale events check',
});

export const checkedRow = (file: string, body: string, problem: string | undefined): CheckRow => ({
  file,
  ...namesIn(body),
  problem: problem ?? null,
});

/** Those that are good; what is wrong is told apart. */
export const renderCheck = ({ events }: CheckDocument): string =>
  events
    .filter(({ problem }) => problem === null)
    .map(({ file, type, eventId }) => `${printable([file, type, eventId].filter(isThere).join('  '))}  ok\n`)
    .join('');

const isThere = (text: string | null): text is string => text !== null;

export const problemLines = ({ file, problem }: CheckRow): string => printable(`${file}: ${problem ?? ''}`);
