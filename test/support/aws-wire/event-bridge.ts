/** EventBridge as a sender meets it: ten entries and 256 KB a call, each entry taken or refused by itself. */
import * as z from 'zod';
import type { Instant } from '../../../src/core/model/time.ts';
import { read } from './parameters.ts';
import type { Parameters, Service } from './wire-call.ts';
import { WireError } from './wire-error.ts';

export interface ArrivedEvent {
  readonly id: string;
  /** Name or ARN, as the sender said it. */
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly resources: readonly string[];
  readonly at: Instant;
}

const ENTRY = z.strictObject({
  Time: z.number().optional(),
  Source: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().default('default'),
  TraceHeader: z.string().optional(),
});
const PUT_EVENTS = z.strictObject({ Entries: z.array(ENTRY).min(1) });

export type Entry = z.infer<typeof ENTRY>;
interface EntryError {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

const MOST_ENTRIES = 10;
const MOST_BYTES = 256 * 1024;

export class EventBridge {
  readonly arrived: ArrivedEvent[] = [];
  #judge: (entry: Entry) => string | undefined = () => undefined;
  #taken = 0;

  /** Entries that are refused one by one inside a call that succeeds, by the error code that `judge` gives. */
  refuseEntries(judge: (entry: Entry) => string | undefined): void {
    this.#judge = judge;
  }

  get service(): Service {
    return {
      protocol: 'json',
      namespace: '',
      actions: { PutEvents: (parameters, { clock }) => this.#put(parameters, clock.now()) },
    };
  }

  #put(parameters: Parameters, now: Instant): object {
    const { Entries } = read(PUT_EVENTS, parameters, 'ValidationException');
    if (Entries.length > MOST_ENTRIES)
      throw new WireError(
        'ValidationException',
        "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10",
      );
    if (Entries.reduce((bytes, entry) => bytes + sizeOf(entry), 0) > MOST_BYTES)
      throw new WireError(
        'ValidationException',
        'Total size of the entries in the request is over the limit.',
      );
    const answers = Entries.map((entry) => this.#take(entry, now));
    return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
  }

  #take(entry: Entry, now: Instant): { readonly EventId: string } | EntryError {
    const wrong = faultOf(entry) ?? this.#scripted(entry);
    if (wrong !== undefined) return wrong;
    this.#taken += 1;
    const id = `e0000000-0000-4000-8000-${String(this.#taken).padStart(12, '0')}`;
    this.arrived.push({
      id,
      bus: entry.EventBusName,
      source: entry.Source ?? '',
      detailType: entry.DetailType ?? '',
      detail: JSON.parse(entry.Detail ?? ''),
      resources: entry.Resources ?? [],
      at: entry.Time === undefined ? now : ((entry.Time * 1_000) as Instant),
    });
    return { EventId: id };
  }

  #scripted(entry: Entry): EntryError | undefined {
    const code = this.#judge(entry);
    return code === undefined ? undefined : { ErrorCode: code, ErrorMessage: 'Refused by the test' };
  }
}

/** As EventBridge counts: 14 bytes for a time, and the UTF-8 of what was given. */
const sizeOf = ({ Time, Source = '', DetailType = '', Detail = '', Resources = [] }: Entry): number =>
  (Time === undefined ? 0 : 14) +
  [Source, DetailType, Detail, ...Resources].reduce((sum, text) => sum + Buffer.byteLength(text), 0);

function faultOf(entry: Entry): EntryError | undefined {
  for (const name of ['Source', 'DetailType', 'Detail'] as const)
    if ((entry[name] ?? '') === '')
      return wrong(
        'InvalidArgument',
        `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
      );
  if (entry.Source?.startsWith('aws.') === true)
    return wrong('NotAuthorizedForSourceException', 'Not authorized for the source.');
  return isObject(entry.Detail ?? '') ? undefined : wrong('MalformedDetail', 'Detail is malformed.');
}

const wrong = (ErrorCode: string, ErrorMessage: string): EntryError => ({ ErrorCode, ErrorMessage });

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
