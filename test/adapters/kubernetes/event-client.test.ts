import { describe, expect, test } from 'vitest';
import { EventClient } from '../../../src/adapters/kubernetes/event-client.ts';
import { plus, seconds } from '../../../src/core/model/time.ts';
import type { EventSubject, Happening } from '../../../src/ports/events.ts';
import { Forbidden } from '../../../src/ports/faults.ts';
import { NOON } from '../../support/an-api.ts';
import { FakeKube, unavailable } from '../../support/fake-kube.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const PUSH: EventSubject = { kind: 'surge', surge: 'news/push' };
const APP: EventSubject = {
  kind: 'target',
  ref: { kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'app' },
};
const RAISED: Happening = { type: 'Normal', reason: 'FloorRaised', message: 'raised to 40' };
const EVENTS = '/api/v1/namespaces/news/events';

function aRecorder() {
  const clock = new VirtualClock(NOON);
  const kube = new FakeKube();
  const warnings: unknown[] = [];
  const client = new EventClient({
    transport: kube,
    clock,
    chance: () => 0.5,
    log: { info: () => {}, warn: (message, fields) => warnings.push({ message, ...fields }) },
    source: { component: 'forescale', instance: 'forescale-0' },
    resolve: (subject) =>
      Promise.resolve(
        subject.kind === 'surge'
          ? {
              apiVersion: 'forescale.dev/v1alpha1',
              kind: 'Surge',
              namespace: 'news',
              name: 'push',
              uid: 'uid-1',
            }
          : undefined,
      ),
  });
  const stored = async () => {
    await client.settled();
    return (await kube.send<{ items: Record<string, unknown>[] }>({ method: 'GET', path: EVENTS })).items;
  };
  const after = (count: number) => clock.advanceTo(plus(clock.now(), seconds(count)));
  return { kube, clock, client, stored, after, warnings };
}

test('an event says of what, who, why, and when', async () => {
  const { client, stored } = aRecorder();
  client.record(PUSH, RAISED);
  expect(await stored()).toMatchObject([
    {
      involvedObject: { kind: 'Surge', name: 'push', namespace: 'news', uid: 'uid-1' },
      type: 'Normal',
      reason: 'FloorRaised',
      message: 'raised to 40',
      count: 1,
      source: { component: 'forescale' },
      reportingComponent: 'forescale',
      firstTimestamp: '2026-11-22T12:00:00Z',
      lastTimestamp: '2026-11-22T12:00:00Z',
    },
  ]);
});

test('the same reason again within ten minutes is counted in the same event, with its newest words', async () => {
  const { client, stored, after } = aRecorder();
  client.record(PUSH, RAISED);
  await client.settled();
  await after(300);
  client.record(PUSH, { ...RAISED, message: 'raised to 60' });
  await client.settled();
  await after(599);
  client.record(PUSH, RAISED);
  expect(await stored()).toMatchObject([
    { count: 3, message: 'raised to 40', lastTimestamp: '2026-11-22T12:14:59Z' },
  ]);
});

test('what is said many times while an event is being written is one write', async () => {
  const { kube, client, stored } = aRecorder();
  const free = kube.hold();
  client.record(PUSH, RAISED);
  await new Promise((resolve) => setImmediate(resolve));
  for (let index = 2; index <= 1_000; index += 1)
    client.record(PUSH, { ...RAISED, message: `raised target ${index}` });
  free();
  expect(await stored()).toMatchObject([{ count: 1_000, message: 'raised target 1000' }]);
  expect(kube.requests.map(({ method }) => method)).toEqual(['POST', 'PATCH', 'GET']);
});

test.each<[string, number, Partial<Happening>]>([
  ['later than that', 600, {}],
  ['with another reason', 1, { reason: 'Contended' }],
  ['as a warning', 1, { type: 'Warning' }],
])('%s it is an event of its own', async (_, seconds_, over) => {
  const { client, stored, after } = aRecorder();
  client.record(PUSH, RAISED);
  await client.settled();
  await after(seconds_);
  client.record(PUSH, { ...RAISED, ...over });
  expect(await stored()).toMatchObject([{ count: 1 }, { count: 1 }]);
});

test('an event that the server has dropped meanwhile is begun anew', async () => {
  const { kube, client, stored } = aRecorder();
  client.record(PUSH, RAISED);
  const [first] = (await stored()) as { metadata: { name: string } }[];
  kube.remove(`${EVENTS}/${first?.metadata.name ?? ''}`);
  client.record(PUSH, RAISED);
  expect(await stored()).toMatchObject([{ count: 1 }]);
});

test('an object that says too much is cut off, and may say a little more later', async () => {
  const { kube, client, after } = aRecorder();
  const writes = () => kube.requests.length;
  for (let index = 0; index < 100; index += 1) client.record(PUSH, { ...RAISED, reason: `R${index}` });
  await client.settled();
  expect(writes()).toBe(25);
  await after(300);
  for (let index = 0; index < 100; index += 1) client.record(PUSH, { ...RAISED, reason: `S${index}` });
  await client.settled();
  expect(writes()).toBe(26);
});

test('of an object that is gone nothing is said', async () => {
  const { client, stored } = aRecorder();
  client.record(APP, RAISED);
  expect(await stored()).toEqual([]);
});

describe('what cannot be written', () => {
  test.each([new Forbidden('403'), unavailable()])(
    "is lost, said in the log, and in nobody's way: %s",
    async (fault) => {
      const { kube, client, stored, warnings } = aRecorder();
      kube.failNext(() => true, fault);
      client.record(PUSH, RAISED);
      client.record(PUSH, { ...RAISED, reason: 'Contended' });
      expect(await stored()).toMatchObject([{ reason: 'Contended' }]);
      expect(warnings).toMatchObject([{ message: 'an event could not be written', reason: 'FloorRaised' }]);
    },
  );

  test('does not pile up without end', async () => {
    const { kube, client, stored } = aRecorder();
    const free = kube.hold();
    for (let index = 0; index < 5_000; index += 1) client.record(APP, { ...RAISED, reason: `R${index}` });
    client.record(PUSH, RAISED);
    free();
    expect(await stored()).toEqual([]);
    client.record(PUSH, RAISED);
    expect(await stored()).toHaveLength(1);
  });
});
