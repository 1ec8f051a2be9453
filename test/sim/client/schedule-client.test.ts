import { describe, expect, test } from 'vitest';
import { splitId, surgeManifest } from '../../../src/resources/surge/codec.ts';
import { ScheduleClient } from '../../../src/sim/client/schedule-client.ts';
import { aConnection, follow, type Outcome } from '../../support/a-connection.ts';
import { aSurge } from '../../support/a-surge.ts';
import { BY_OWNER } from '../../support/an-api.ts';

const OWNER = { id: 'news/evening', uid: 'uid-7' };
const SURGE = aSurge({ id: 'news/evening-1' });
const KEY = splitId(SURGE.id);

async function aStore() {
  const { api, engine, connection } = aConnection();
  const client = new ScheduleClient(connection);
  const outcomeOf = async (call: Promise<unknown>): Promise<Outcome> => {
    const outcome = follow(call);
    await engine.runUntil((engine.now + 100) as typeof engine.now);
    return outcome;
  };
  expect(await outcomeOf(client.create(OWNER, SURGE))).toEqual({ value: 'done' });
  const { resourceVersion } = api.get('Surge', ...KEY).metadata;
  return { api, client, outcomeOf, resourceVersion };
}

const CONFLICT = { error: { name: 'Conflict' } };

describe('the surges of a schedule', () => {
  test('are those it made, and no others', async () => {
    const { api, client, outcomeOf, resourceVersion } = await aStore();
    api.create('Surge', surgeManifest(aSurge({ id: 'news/other' })), BY_OWNER);
    expect(await outcomeOf(client.listOwned(OWNER.uid))).toEqual({
      value: [
        { surge: { ...SURGE, uid: expect.any(String), createdAt: expect.any(Number) }, resourceVersion },
      ],
    });
    expect(await outcomeOf(client.listOwned('uid-8'))).toEqual({ value: [] });
  });

  test('are made once', async () => {
    const { client, outcomeOf } = await aStore();
    expect(await outcomeOf(client.create(OWNER, SURGE))).toMatchObject(CONFLICT);
  });

  test('are replaced as a whole', async () => {
    const { api, client, outcomeOf, resourceVersion } = await aStore();
    const demand = { kind: 'rps', rps: 100, curve: { kind: 'box' } } as const;
    await outcomeOf(client.replace({ ...SURGE, demand }, resourceVersion));
    expect(api.get('Surge', ...KEY).spec.demand).toEqual({ rps: 100 });
  });

  test('are not written over nor taken away when somebody was first', async () => {
    const { api, client, outcomeOf, resourceVersion } = await aStore();
    api.patch('Surge', ...KEY, { spec: { cancelled: true } }, BY_OWNER);
    expect(await outcomeOf(client.replace(SURGE, resourceVersion))).toMatchObject(CONFLICT);
    expect(await outcomeOf(client.remove(SURGE.id, resourceVersion))).toMatchObject(CONFLICT);
    expect(api.get('Surge', ...KEY).spec.cancelled).toBe(true);
  });

  test('are taken away', async () => {
    const { api, client, outcomeOf, resourceVersion } = await aStore();
    expect(await outcomeOf(client.remove(SURGE.id, resourceVersion))).toEqual({ value: 'done' });
    expect(api.find('Surge', ...KEY)).toBeUndefined();
    expect(await outcomeOf(client.remove(SURGE.id, resourceVersion))).toMatchObject({
      error: { name: 'NotFound' },
    });
  });
});
