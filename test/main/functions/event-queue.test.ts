import { expect, it } from 'vitest';
import { EVENT_TYPE_NAMES } from '../../../src/api/events/event-types.ts';
import { type EventQueue, explainWrongQueue } from '../../../src/main/functions/event-queue.ts';

const bodyOf = (type: unknown): string => JSON.stringify({ 'detail-type': type });
const QUEUES: readonly EventQueue[] = ['push', 'spike'];

it.each(EVENT_TYPE_NAMES)('has one queue for %s, and names both where it comes by the other', (type) => {
  const complaints = QUEUES.map((queue) => explainWrongQueue(bodyOf(type), queue)).filter(
    (complaint) => complaint !== undefined,
  );

  expect(complaints).toEqual([
    expect.stringMatching(/^detail-type: expected .+ on the queue of (push|spike)-event, got ".+"$/),
  ]);
  expect(complaints[0]).toContain(`got "${type}"`);
});

it.each(['{', 'null', '"push.scheduled"', '{}', bodyOf(7), bodyOf('push.postponed')])(
  'leaves to the schema what is no known event at all: %s',
  (body) => {
    expect(QUEUES.map((queue) => explainWrongQueue(body, queue))).toEqual([undefined, undefined]);
  },
);
