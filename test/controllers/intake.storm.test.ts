/** Ten thousand events over an API server that refuses, times out and is written to by others: nothing is lost. */
import { expect, test } from 'vitest';
import { readEvent } from '../../src/api/events/read-event.ts';
import { takeIn } from '../../src/controllers/intake.ts';
import { asMillis, minutes, plus } from '../../src/core/model/time.ts';
import type { EventOrigin, EventSurge } from '../../src/core/prescale/event-surge.ts';
import type { DeadLetter, DeadLetters } from '../../src/ports/dead-letters.ts';
import { Unavailable } from '../../src/ports/faults.ts';
import { readEventSurge } from '../../src/resources/surge/event-codec.ts';
import { ApiServer } from '../../src/sim/api/server.ts';
import { Connection } from '../../src/sim/client/connection.ts';
import { EventSurgeClient } from '../../src/sim/client/event-surge-client.ts';
import { Faults } from '../../src/sim/client/faults.ts';
import { Engine } from '../../src/sim/engine.ts';
import { type Random, seededRandom } from '../../src/sim/random.ts';
import { follow } from '../support/a-connection.ts';
import { aFunctionsConfig } from '../support/a-functions-config.ts';
import { at } from '../support/a-surge.ts';
import { aStorm, STORM_ALARMS, type StormMessage } from '../support/an-event-storm.ts';
import { silentLog } from '../support/silent-log.ts';

const alarm = { app: 'news', demand: { multiplier: 2 }, maxSeconds: 7_200 };
const CONFIG = aFunctionsConfig({
  alarms: Object.fromEntries(STORM_ALARMS.map((name) => [name, alarm])),
});
const CONCURRENCY = 50;
const RATES = {
  calls: { throttled: 0.02, unavailable: 0.03, timeoutAfterEffect: 0.02, conflict: 0.1 },
  watch: {},
};

function aWorld(random: Random) {
  const engine = new Engine(at(12));
  const api = new ApiServer(engine);
  const faults = new Faults(RATES, random);
  const connection = new Connection({ engine, api, faults, latency: asMillis(5), onCrash: () => {} });
  const kept: DeadLetter[] = [];
  const deadLetters: DeadLetters = {
    put: async (letter) => {
      if (random.chance(0.1)) throw new Unavailable('the queue did not answer');
      kept.push(letter);
    },
  };
  const clock = { now: () => engine.now, wake: () => Promise.resolve() };
  const deps = { store: new EventSurgeClient(connection), clock, log: silentLog };
  return { engine, api, kept, deadLetters, deps };
}

type World = ReturnType<typeof aWorld>;

/** Throws when the message has to come again. */
async function handle({ id, body }: StormMessage, { deadLetters, deps }: World): Promise<void> {
  const reading = readEvent(body, CONFIG);
  if (reading.kind === 'refused')
    await deadLetters.put({ body, messageId: id, reason: reading.problems.join('; ') });
  if (reading.kind !== 'event') return;
  for (const cluster of reading.event.clusters) await takeIn(reading.event, cluster, deps);
}

/** As a queue does: what failed comes again, after everything else. */
async function drain(messages: readonly StormMessage[], world: World): Promise<number> {
  const waiting = [...messages];
  let deliveries = 0;
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      deliveries += 1;
      const message = next;
      await handle(message, world).catch(() => waiting.push(message));
    }
  };
  while (waiting.length > 0) await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return deliveries;
}

async function weather(seed: number, total: number) {
  const random = seededRandom(seed);
  const storm = aStorm(random, total);
  const world = aWorld(random);
  const outcome = follow(drain(storm.messages, world));
  const isOver = (): boolean => 'value' in outcome || 'error' in outcome;
  while (!isOver()) {
    await new Promise((resolve) => setImmediate(resolve));
    await world.engine.runUntil(plus(world.engine.now, minutes(1)));
  }
  if ('error' in outcome) throw outcome.error;
  return { storm, world, deliveries: Number(outcome.value) };
}

const storedBy = ({ api }: World, origin: EventOrigin): readonly EventSurge[] =>
  [...api.list('Surge')]
    .flatMap((object) => readEventSurge(object) ?? [])
    .filter((found) => found.origin === origin);

const pushes = (world: World) =>
  storedBy(world, 'push').map(({ stored, surge }) => ({
    eventId: stored.eventId,
    version: stored.version,
    start: stored.cancelled ? undefined : stored.surge.start,
    off: surge?.cancelled,
  }));

const alarms = (world: World) =>
  storedBy(world, 'alarm').map(({ stored, hold }) => ({
    alarmName: stored.eventId.split('/').at(-1),
    version: stored.version,
    lasts: hold !== undefined,
  }));

const sorted = <T>(items: readonly T[]): readonly string[] =>
  items.map((item) => JSON.stringify(item)).toSorted();

test('a storm of 10,000 events ends with exactly the right surges', async () => {
  const { storm, world, deliveries } = await weather(1, 10_000);
  expect(storm.messages).toHaveLength(10_000);
  expect(deliveries).toBeGreaterThan(10_000);
  const want = storm.outcomes.map((outcome) => ({ ...outcome, off: outcome.start === undefined }));
  expect(sorted(pushes(world))).toEqual(sorted(want));
  expect(sorted(alarms(world))).toEqual(sorted(storm.alarms));
  expect(new Set(world.kept.map(({ messageId }) => messageId))).toEqual(storm.malformed);
  expect(world.kept).toHaveLength(storm.malformed.size);
  for (const { reason } of world.kept) expect(reason).toMatch(/expected /);
}, 30_000);

test('the same seed ends in the same state, byte for byte', async () => {
  const [one, other] = [await weather(3, 1_000), await weather(3, 1_000)];
  expect(JSON.stringify([...one.world.api.list('Surge')])).toBe(
    JSON.stringify([...other.world.api.list('Surge')]),
  );
  expect(one.world.kept).toEqual(other.world.kept);
}, 30_000);
