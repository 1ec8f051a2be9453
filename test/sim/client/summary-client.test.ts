import { describe, expect, test } from 'vitest';
import { splitId, surgeManifest } from '../../../src/resources/surge/codec.ts';
import { SummaryClient } from '../../../src/sim/client/summary-client.ts';
import { aConnection, follow } from '../../support/a-connection.ts';
import { aState, aSurgeOn, summaryOf } from '../../support/a-state.ts';
import { at } from '../../support/a-surge.ts';
import { BY_OWNER, NOON } from '../../support/an-api.ts';

const SURGE = aSurgeOn([undefined]);
const STORED = { ...SURGE, createdAt: NOON };
const KEY = splitId(SURGE.id);
const SUMMARY = summaryOf(aState(SURGE), at(12));

function aClient() {
  const parts = aConnection();
  const { api, engine, connection } = parts;
  api.create('Surge', surgeManifest(SURGE), BY_OWNER);
  const answer = async (call: Promise<unknown>): Promise<unknown> => {
    const outcome = follow(call);
    await engine.runUntil((engine.now + 100) as typeof engine.now);
    return outcome.value;
  };
  return { ...parts, client: new SummaryClient(connection), answer };
}

describe('a surge', () => {
  test('is read as it stands', async () => {
    const { api, client, answer } = aClient();
    expect(await answer(client.listIds())).toEqual([SURGE.id]);
    const { uid } = api.get('Surge', ...KEY).metadata;
    const stored = { ...STORED, uid };
    expect(await answer(client.readState(SURGE.id))).toEqual(aState(stored));
    expect(await answer(client.patchSummary(SURGE.id, SUMMARY))).toBe('done');
    api.patch('Surge', ...KEY, { spec: { cancelled: true } }, BY_OWNER);
    expect(await answer(client.readState(SURGE.id))).toEqual(
      aState({ ...stored, cancelled: true }, { generation: 2, summary: SUMMARY }),
    );
  });

  test('that was made anew is told nothing of the one before', async () => {
    const { api, client, runToMillis } = aClient();
    const before = api.get('Surge', ...KEY).metadata.uid;
    api.delete('Surge', ...KEY);
    api.create('Surge', surgeManifest(SURGE), BY_OWNER);
    const outcome = follow(client.patchSummary(SURGE.id, SUMMARY, before));
    await runToMillis(1_000);
    expect(outcome).toMatchObject({ error: { name: 'Conflict' } });
    expect(api.get('Surge', ...KEY).status).toBeUndefined();
  });

  test('that is gone is none', async () => {
    const { client, answer } = aClient();
    expect(await answer(client.readState('news/gone').then((state) => [state]))).toEqual([undefined]);
  });
});

test('its summary leaves its targets alone, and they the summary', async () => {
  const { api, client, answer } = aClient();
  const targets = { 'Deployment/news/app': { phase: 'Warm' } };
  api.patchStatus('Surge', ...KEY, { status: { targets } }, BY_OWNER);
  await answer(client.patchSummary(SURGE.id, SUMMARY));
  expect(api.get('Surge', ...KEY).status).toMatchObject({ phase: 'Scheduled', targets });
});

test('hints come for spec and targets, not for the summary itself', async () => {
  const { api, client, answer, engine } = aClient();
  const hints: string[] = [];
  const stop = new AbortController();
  client.watch((id) => hints.push(id), stop.signal);
  const changed = async (change: () => void): Promise<number> => {
    const before = hints.length;
    change();
    await engine.runUntil((engine.now + 200) as typeof engine.now);
    return hints.length - before;
  };
  expect(await changed(() => void api.patch('Surge', ...KEY, { spec: { cancelled: true } }, BY_OWNER))).toBe(
    1,
  );
  expect(
    await changed(() => void api.patchStatus('Surge', ...KEY, { status: { targets: { a: 1 } } }, BY_OWNER)),
  ).toBe(1);
  await answer(client.patchSummary(SURGE.id, SUMMARY));
  expect(await changed(() => {})).toBe(0);
  stop.abort();
  expect(await changed(() => api.delete('Surge', ...KEY))).toBe(0);
  expect(hints).toEqual([SURGE.id, SURGE.id]);
});
