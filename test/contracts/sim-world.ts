/** The embedded cluster: by its own client, and by the adapter through its socket. */
import type { Transport } from '../../src/adapters/kubernetes/transport.ts';
import { asMillis, plus, seconds } from '../../src/core/model/time.ts';
import { BufferClient, RoomClient, SurgeCapacityClient } from '../../src/sim/client/capacity-client.ts';
import { ChangeWatch } from '../../src/sim/client/change-watch.ts';
import { Connection } from '../../src/sim/client/connection.ts';
import { EventSurgeClient } from '../../src/sim/client/event-surge-client.ts';
import { Faults, NO_FAULTS } from '../../src/sim/client/faults.ts';
import { ScheduleClient } from '../../src/sim/client/schedule-client.ts';
import { SummaryClient } from '../../src/sim/client/summary-client.ts';
import { SurgeClient } from '../../src/sim/client/surge-client.ts';
import { TargetClient } from '../../src/sim/client/target-client.ts';
import { seededRandom } from '../../src/sim/random.ts';
import { follow } from '../support/a-connection.ts';
import { aDevServer, type DevServer } from '../support/a-dev-server.ts';
import { aTransport } from '../support/a-transport.ts';
import { NOON } from '../support/an-api.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { type How, openAdapter } from './adapter-world.ts';
import type { ContractWorld } from './contract-world.ts';
import { Owner } from './owner.ts';

const NAMESPACE = 'default';
const LATENCY = asMillis(1);
const MOST_TURNS = 100_000;

/** Undecorated, unless the test wants to look at what is asked. */
export type Decorate = (transport: Transport) => Transport;

const transportTo = ({ url, token, certificate }: DevServer): Transport => {
  const access = { headers: { authorization: `Bearer ${token}` }, tls: { ca: certificate } };
  const credentials = { access: () => Promise.resolve(access), renew: () => Promise.resolve(access) };
  return aTransport(new URL(url), { credentials });
};

/** Time stands for everything but the calls of the client, which take a millisecond. */
export async function openSim(): Promise<ContractWorld> {
  const server = await aDevServer();
  const { engine, api } = server;
  const transport = transportTo(server);
  const faults = new Faults(NO_FAULTS, seededRandom(1));
  const connection = new Connection({ engine, api, faults, latency: LATENCY, onCrash: () => {} });
  const step = () => engine.runUntil(plus(engine.now, LATENCY));
  const run = async <T>(call: Promise<T>): Promise<T> => {
    const outcome = follow(call);
    await turnUntil('a call to end', () => 'value' in outcome || 'error' in outcome, step);
    return call;
  };
  const summaries = new SummaryClient(connection);
  return {
    targets: new TargetClient(connection),
    surges: new SurgeClient(connection),
    changes: new ChangeWatch(connection),
    capacity: {
      buffers: new BufferClient(connection),
      rooms: new RoomClient(connection),
      statuses: new SurgeCapacityClient(connection),
    },
    schedules: new ScheduleClient(connection),
    summaries,
    announcements: summaries,
    eventSurges: new EventSurgeClient(connection),
    events: undefined,
    transport,
    tick: step,
    owner: new Owner(transport, NAMESPACE),
    run,
    until: (what, isSo) => turnUntil(what, isSo, step),
    close: async () => {
      transport.close();
      await server.close();
    },
  };
}

/** Time stands altogether; what moves comes over the socket. */
export async function openThroughSocket(
  how: How,
  decorate: Decorate = (transport) => transport,
): Promise<ContractWorld> {
  const server = await aDevServer();
  const transport = transportTo(server);
  const ours = decorate(transport);
  const clock = new VirtualClock(NOON);
  const adapter = await openAdapter({ how, transport: ours, clock, chance: () => 0.5 });
  return {
    ...adapter,
    transport: ours,
    tick: () => server.advance(seconds(5)),
    owner: new Owner(transport, NAMESPACE),
    until: (what, isSo) => turnUntil(what, isSo, turn),
    close: async () => {
      await adapter.close();
      transport.close();
      await server.close();
    },
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function turnUntil(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  step: () => Promise<void>,
): Promise<void> {
  for (let count = 0; count < MOST_TURNS; count += 1) {
    if (await isSo()) return;
    await step();
  }
  throw new Error(`waited ${MOST_TURNS} turns in vain for ${what}`);
}
