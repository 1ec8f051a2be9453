/**
 * Ten thousand events in batches of a queue, to an API server that refuses, times out and is written to by others, with dead
 * letters that are not always taken: nothing is lost. Nothing but the storing works, and no event may fail for the rest.
 */
import type { SQSEvent } from 'aws-lambda';
import { expect, test } from 'vitest';
import { asMillis, plus, seconds } from '../../../src/core/model/time.ts';
import type { EventOrigin, EventSurge } from '../../../src/core/prescale/event-surge.ts';
import { handleEvents } from '../../../src/main/functions/event-batch.ts';
import type { FunctionsWorld } from '../../../src/main/functions/world.ts';
import type { LivePorts } from '../../../src/ports/cluster.ts';
import type { DeadLetter } from '../../../src/ports/dead-letters.ts';
import { Unavailable } from '../../../src/ports/faults.ts';
import { readEventSurge } from '../../../src/resources/surge/event-codec.ts';
import { ApiServer } from '../../../src/sim/api/server.ts';
import { Connection } from '../../../src/sim/client/connection.ts';
import { EventSurgeClient } from '../../../src/sim/client/event-surge-client.ts';
import { Faults } from '../../../src/sim/client/faults.ts';
import { ProcessClock } from '../../../src/sim/client/process-clock.ts';
import { Engine } from '../../../src/sim/engine.ts';
import { type Random, seededRandom } from '../../../src/sim/random.ts';
import { follow } from '../../support/a-connection.ts';
import { aFunctionsConfig } from '../../support/a-functions-config.ts';
import { aBatch } from '../../support/a-functions-world.ts';
import { at } from '../../support/a-surge.ts';
import { aStorm, STORM_ALARMS, type StormMessage } from '../../support/an-event-storm.ts';
import { silentLog } from '../../support/silent-log.ts';

const alarm = { app: 'news', demand: { multiplier: 2 }, maxSeconds: 7_200 };
const CONFIG = aFunctionsConfig({
  alarms: Object.fromEntries(STORM_ALARMS.map((name) => [name, alarm])),
});
/** As many functions as the queue wakes at once, and as many messages as each is handed. */
const FUNCTIONS = 10;
const BATCH = 10;
const TIME = seconds(25);
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
  const ports = Object.assign(Object.create(REFUSING) as LivePorts, {
    eventSurges: new EventSurgeClient(connection),
  });
  const world: FunctionsWorld = {
    config: CONFIG,
    clock: new ProcessClock(engine, asMillis(0), () => connection.dead),
    chance: () => random.unit(),
    log: silentLog,
    clusters: { open: async () => ports },
    news: undefined,
    deadLetters: {
      put: async (letter) => {
        if (random.chance(0.1)) throw new Unavailable('the queue did not answer');
        kept.push(letter);
      },
    },
  };
  return { engine, api, kept, world };
}

/** What an event does not need to be stored: floors, news and the rest are left to the ticks. */
const REFUSED = { get: () => () => Promise.reject(new Unavailable('only events are stored here')) };
const REFUSING = new Proxy({}, { get: () => new Proxy({}, REFUSED) });

type World = ReturnType<typeof aWorld>;

/** As a queue does: what failed comes again, after everything else. */
async function drain(messages: readonly StormMessage[], { world }: World): Promise<number> {
  const waiting = [...messages];
  let deliveries = 0;
  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH);
      deliveries += batch.length;
      const until = plus(world.clock.now(), TIME);
      const { batchItemFailures } = await handleEvents(aBatchOf(batch), world, until);
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      waiting.push(...batch.filter(({ id }) => failed.has(id)));
    }
  };
  while (waiting.length > 0) await Promise.all(Array.from({ length: FUNCTIONS }, work));
  return deliveries;
}

function aBatchOf(messages: readonly StormMessage[]): SQSEvent {
  const { Records } = aBatch(...messages.map(({ body }) => body));
  return { Records: Records.map((each, index) => ({ ...each, messageId: messages[index]?.id ?? '' })) };
}

async function weather(seed: number, total: number) {
  const random = seededRandom(seed);
  const storm = aStorm(random, total);
  const world = aWorld(random);
  const outcome = follow(drain(storm.messages, world));
  const isOver = (): boolean => 'value' in outcome || 'error' in outcome;
  while (!isOver()) {
    await new Promise((resolve) => setImmediate(resolve));
    await world.engine.runUntil(plus(world.engine.now, seconds(5)));
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
