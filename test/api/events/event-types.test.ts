import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  EVENT_TYPE_NAMES,
  type EventTypeName,
  eventJsonSchema,
} from '../../../src/api/events/event-types.ts';
import { anEnvelope, aPushDetail } from '../../support/an-envelope.ts';

const DOCS = new URL('../../../docs/', import.meta.url);
const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, DOCS), 'utf8'));

const fileOf = (type: EventTypeName): string => type.toLowerCase().replaceAll(' ', '-');

/** As a sender would check it, who has nothing but what is published. */
const takes = (type: EventTypeName, event: unknown): boolean =>
  z.fromJSONSchema(readJson(`schemas/events/${fileOf(type)}.schema.json`) as never).safeParse(event).success;

describe.each(EVENT_TYPE_NAMES)('the JSON Schema of %s', (type) => {
  test('is published as it is', () => {
    expect(readJson(`schemas/events/${fileOf(type)}.schema.json`)).toEqual(eventJsonSchema(type));
  });

  test('takes the examples of its type, and those of no other', () => {
    const events = readdirSync(new URL('examples/events/', DOCS)).map(
      (name) => readJson(`examples/events/${name}`) as Readonly<Record<string, unknown>>,
    );
    const [own, others] = [
      events.filter((event) => event['detail-type'] === type),
      events.filter((event) => event['detail-type'] !== type),
    ];
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((event) => !takes(type, event))).toEqual([]);
    expect(others.filter((event) => takes(type, event))).toEqual([]);
  });
});

test.each([
  ['an unknown key', { starts: 1 }],
  ['another schema', { schema: 2 }],
  ['no id', { eventId: undefined }],
  ['a version that is none', { version: 1.5 }],
])('the JSON Schema of a push refuses %s', (_, over) => {
  expect(takes('push.scheduled', anEnvelope('push.scheduled', aPushDetail()))).toBe(true);
  const { eventId, ...rest } = { ...aPushDetail(), ...over } as Readonly<Record<string, unknown>>;
  const detail = eventId === undefined ? rest : { eventId, ...rest };
  expect(takes('push.scheduled', anEnvelope('push.scheduled', detail))).toBe(false);
});
