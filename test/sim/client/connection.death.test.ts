/** What reaches a process: events in all their faults, and nothing at all once it is dead. */
import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../src/sim/client/connection.ts';
import type { WatchFault } from '../../../src/sim/client/faults.ts';
import { aConnection, follow } from '../../support/a-connection.ts';
import { BY_OWNER, floor, HPA } from '../../support/an-api.ts';

const always = { calls: { timeoutAfterEffect: 1 } };

describe('a process that has died', () => {
  test('gets nothing of what was under way, which takes no effect', async () => {
    const { api, connection, runToMillis } = aConnection();
    const outcome = follow(connection.write(() => void api.patch(...HPA, floor(3), BY_OWNER)));
    await runToMillis(50);
    connection.die();
    await runToMillis(60_000);
    expect(outcome).toEqual({});
    expect(api.get(...HPA).spec.minReplicas).toBe(2);
  });

  test('does not hear that an answer was lost', async () => {
    const { connection, runToMillis } = aConnection(always);
    const outcome = follow(connection.write(() => {}));
    await runToMillis(5_000);
    connection.die();
    await runToMillis(60_000);
    expect(outcome).toEqual({});
  });

  test('gets nothing when it calls', async () => {
    const { connection, runToMillis } = aConnection();
    connection.die();
    const outcome = follow(connection.read(() => 1));
    await runToMillis(60_000);
    expect(outcome).toEqual({});
  });

  test('ends its watches, once', () => {
    const { connection } = aConnection();
    let ended = 0;
    connection.onDeath(() => {
      ended += 1;
    });
    connection.die();
    connection.die();
    expect(ended).toBe(1);
  });

  test('is told nothing, not even what was on its way', async () => {
    const { connection, runToMillis } = aConnection();
    const told = listen(connection);
    await runToMillis(50);
    connection.die();
    connection.deliver(told.event);
    await runToMillis(60_000);
    expect(told.times).toEqual([]);
  });

  function listen(connection: Connection) {
    const times: string[] = [];
    const event = (): unknown => times.push('told');
    connection.deliver(event);
    return { times, event };
  }
});

describe('an event', () => {
  const deliveries: Readonly<Record<WatchFault | 'none', readonly number[]>> = {
    none: [100],
    duplicated: [100, 40_000],
    late: [40_000],
    lost: [],
  };
  test.each(Object.entries(deliveries))('%s', async (fault, expected) => {
    const { engine, connection, runToMillis } = aConnection({ watch: { [fault]: 1 } });
    const begin = engine.now;
    const times: number[] = [];
    connection.deliver(() => times.push(engine.now - begin));
    await runToMillis(60_000);
    expect(times).toEqual(expected);
  });

  test('that is late comes after its successors', async () => {
    const { connect, runToMillis } = aConnection();
    const told: string[] = [];
    connect({ watch: { late: 1 } }).deliver(() => told.push('first'));
    connect().deliver(() => told.push('second'));
    await runToMillis(60_000);
    expect(told).toEqual(['second', 'first']);
  });

  test('lets what it sets going come to rest before time moves', async () => {
    const { engine, connection, runToMillis } = aConnection();
    const begin = engine.now;
    const times: number[] = [];
    const goOn = async (): Promise<void> => {
      await Promise.resolve();
      times.push(engine.now - begin);
    };
    connection.deliver(() => {
      goOn().catch(expect.unreachable);
    });
    await runToMillis(60_000);
    expect(times).toEqual([100]);
  });
});
