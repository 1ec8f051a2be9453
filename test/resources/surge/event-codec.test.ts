import { describe, expect, test } from 'vitest';
import { minutes } from '../../../src/core/model/time.ts';
import type { EventSurgeDraft } from '../../../src/core/prescale/event-surge.ts';
import { surgeManifest } from '../../../src/resources/surge/codec.ts';
import {
  definedIn,
  eventAnnotations,
  eventSpec,
  eventSurgeManifest,
  readEventSurge,
} from '../../../src/resources/surge/event-codec.ts';
import { surgeSpecSchema } from '../../../src/resources/surge/spec-schema.ts';
import { aSurge, at } from '../../support/a-surge.ts';

const SCHEDULED: EventSurgeDraft = {
  id: 'news/push',
  origin: 'push',
  at: at(12),
  stored: { cancelled: false, eventId: 'derby 4711', version: 7, surge: aSurge() },
};
const TOMBSTONE: EventSurgeDraft = {
  ...SCHEDULED,
  stored: { cancelled: true, eventId: 'derby 4711', version: 7 },
};
const ALARM: EventSurgeDraft = {
  ...SCHEDULED,
  origin: 'alarm',
  hold: { hold: minutes(15), until: at(20) },
};

type Annotations = Readonly<Record<string, string | undefined>>;

/** As the API server would give it back. */
const objectOf = (draft: EventSurgeDraft, annotations: Annotations = {}, spec?: unknown) => {
  const manifest = eventSurgeManifest(draft);
  return {
    ...manifest,
    spec: spec ?? manifest.spec,
    metadata: {
      ...manifest.metadata,
      annotations: definedIn({ ...manifest.metadata.annotations, ...annotations }),
      uid: 'uid-1',
      resourceVersion: '5',
      creationTimestamp: '2026-11-22T11:00:00Z',
    },
  };
};

describe('the surge of an event', () => {
  test.each([SCHEDULED, TOMBSTONE, ALARM])('is read as it was written: %#', (draft) => {
    const found = readEventSurge(objectOf(draft));
    expect(found).toMatchObject({ ...draft, uid: 'uid-1', resourceVersion: '5', cancelledByHand: false });
  });

  test('says in annotations what it is of', () => {
    expect(eventAnnotations(ALARM)).toEqual({
      'forescale.dev/origin': 'alarm',
      'forescale.dev/event-id': 'derby 4711',
      'forescale.dev/event-version': '7',
      'forescale.dev/event-kind': 'scheduled',
      'forescale.dev/event-at': '2026-11-22T12:00:00.000Z',
      'forescale.dev/alarm-hold': '{"holdSeconds":900,"until":"2026-11-22T20:00:00.000Z"}',
    });
  });

  test('is one that the API server takes, a tombstone too', () => {
    for (const draft of [SCHEDULED, TOMBSTONE])
      expect(surgeSpecSchema.safeParse(eventSurgeManifest(draft).spec).success).toBe(true);
  });

  test('is replaced by its spec; a tombstone leaves that alone', () => {
    expect(eventSpec(SCHEDULED)).toEqual(surgeManifest(aSurge()).spec);
    expect(eventSpec(TOMBSTONE)).toBeUndefined();
  });
});

describe('what is not as it was written', () => {
  test.each([
    ['made by a person', { 'forescale.dev/event-id': undefined }],
    ['of no version', { 'forescale.dev/event-version': 'seven' }],
    ['of no version at all', { 'forescale.dev/event-version': undefined }],
    ['of no origin', { 'forescale.dev/origin': undefined }],
  ])('is no surge of an event: %s', (_, annotations) => {
    expect(readEventSurge(objectOf(SCHEDULED, annotations))).toBeUndefined();
  });

  test('called off while its event is scheduled was called off by hand', () => {
    const spec = { ...surgeManifest(aSurge()).spec, cancelled: true };
    expect(readEventSurge(objectOf(SCHEDULED, {}, spec))).toMatchObject({
      cancelledByHand: true,
      stored: { cancelled: false, version: 7 },
    });
  });

  test('a spec that cannot be understood gives way to a later version', () => {
    const found = readEventSurge(objectOf(SCHEDULED, {}, { start: 'soon' }));
    expect(found).toMatchObject({ surge: undefined, stored: { cancelled: true, version: 7 } });
  });

  test.each(['{', 'null', '{}', '{"holdSeconds":"900","until":"2026-11-22T20:00:00Z"}'])(
    'a hold that cannot be understood is none: %s',
    (text) => {
      expect(readEventSurge(objectOf(ALARM, { 'forescale.dev/alarm-hold': text }))?.hold).toBeUndefined();
    },
  );

  test('without a time counts from when it was made', () => {
    const found = readEventSurge(objectOf(SCHEDULED, { 'forescale.dev/event-at': undefined }));
    expect(found?.at).toBe(at(11));
  });
});
