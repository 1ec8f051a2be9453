import { describe, expect, test } from 'vitest';
import { type WatchEvent, watchObjects } from '../../../src/adapters/kubernetes/watch.ts';
import { Expired, Unavailable } from '../../../src/ports/faults.ts';
import { anInstant } from '../../support/an-instant.ts';
import { CannedTransport } from '../../support/canned-transport.ts';
import { aStatus } from '../../support/loopback-server.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const frame = (type: string) => ({
  type,
  object: { metadata: { name: 'a', uid: 'u', resourceVersion: '8' } },
});

async function watch(frames: readonly unknown[], chance = 0) {
  const transport = new CannedTransport(...frames);
  const clock = new VirtualClock(anInstant('2026-11-22T12:00:00Z'));
  const request = { transport, clock, chance: () => chance, path: '/pods', query: { labelSelector: 'a=b' } };
  const events: WatchEvent[] = [];
  for await (const event of watchObjects(request, '7', new AbortController().signal)) events.push(event);
  return { events, asked: transport.asked };
}

test.each([
  [0, 300],
  [0.5, 450],
  [0.9999, 600],
])('by chance %d the server is asked to end it after %i s', async (chance, timeoutSeconds) => {
  expect((await watch([], chance)).asked[0]?.query).toEqual({
    labelSelector: 'a=b',
    watch: true,
    allowWatchBookmarks: true,
    resourceVersion: '7',
    timeoutSeconds,
  });
});

describe('frames', () => {
  test('are events as they come', async () => {
    const frames = ['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK'].map(frame);
    expect((await watch(frames)).events).toEqual(frames);
  });

  test('of errors are faults', async () => {
    await expect(watch([{ type: 'ERROR', object: aStatus(410, 'Expired', 'too old') }])).rejects.toThrow(
      Expired,
    );
    await expect(watch([{ type: 'ERROR', object: {} }])).rejects.toThrow(Unavailable);
  });

  test.each([undefined, 'text', {}, { type: 'ADDED' }, { type: 'ADDED', object: {} }, frame('NEWS')])(
    'like %j are torn',
    async (odd) => {
      await expect(watch([odd])).rejects.toThrow('GET /pods: expected a watch event, got something else');
    },
  );
});
