/** The surges of a schedule where others write, answers get lost, and a schedule is made anew. */
import { describe, expect, test } from 'vitest';
import { KEPT_SCHEDULES } from '../../../src/adapters/kubernetes/kept-types.ts';
import { ScheduleClient } from '../../../src/adapters/kubernetes/schedule-client.ts';
import { Invalid } from '../../../src/ports/faults.ts';
import { surgeManifest } from '../../../src/resources/surge/codec.ts';
import { SURGE_PATH, serveCommonTypes } from '../../support/a-news-app.ts';
import { aSurge, at } from '../../support/a-surge.ts';
import { someClients } from '../../support/cached-clients.ts';
import { unavailable } from '../../support/fake-kube.ts';

const PUSH = aSurge();
const OWNER = { id: 'news/evening', uid: 'u1' };

async function aClient() {
  const { kube, clock, cached, start } = someClients();
  serveCommonTypes(kube);
  kube.serve('/apis/forescale.dev/v1alpha1', { name: 'surgeschedules', kind: 'SurgeSchedule' });
  cached.keep(KEPT_SCHEDULES);
  const client = new ScheduleClient(cached);
  await start();
  const version = () => kube.read(SURGE_PATH)?.metadata.resourceVersion ?? '';
  return { kube, clock, client, version };
}

describe('a surge that is made', () => {
  test('goes with its schedule, and is the schedule’s at once', async () => {
    const { kube, client, version } = await aClient();
    await client.create(OWNER, PUSH);
    expect(kube.read(SURGE_PATH)?.metadata['ownerReferences']).toMatchObject([
      { kind: 'SurgeSchedule', name: 'evening', uid: 'u1', controller: true },
    ]);
    expect(await client.listOwned('u1')).toMatchObject([
      { surge: { id: 'news/push' }, resourceVersion: version() },
    ]);
    expect(await client.listOwned('of-another')).toEqual([]);
  });

  test('where one is already is a lost race, whosever it is', async () => {
    const { kube, client } = await aClient();
    kube.put(SURGE_PATH, { ...surgeManifest(PUSH) });
    await expect(client.create(OWNER, PUSH)).rejects.toMatchObject({ name: 'Conflict' });
    expect(kube.read(SURGE_PATH)?.metadata).not.toHaveProperty('ownerReferences');
  });

  test('though the answer was lost is found, and not made twice', async () => {
    const { kube, client } = await aClient();
    kube.mute();
    kube.failNext(({ method }) => method === 'POST', unavailable(), true);
    await expect(client.create(OWNER, PUSH)).rejects.toMatchObject({ name: 'Unavailable' });
    expect(await client.listOwned('u1')).toHaveLength(1);
  });
});

describe('a surge that is changed or taken away', () => {
  const MOVED = { ...PUSH, start: at(19), end: at(19, 20) };

  test('is the one that was read', async () => {
    const { kube, client, version } = await aClient();
    await client.create(OWNER, PUSH);
    await client.replace(MOVED, version());
    expect(kube.read(SURGE_PATH)?.['spec']).toEqual(surgeManifest(MOVED).spec);
    await client.remove('news/push', version());
    expect(kube.read(SURGE_PATH)).toBeUndefined();
  });

  test('by somebody else meanwhile is left as it is', async () => {
    const { kube, client, version } = await aClient();
    await client.create(OWNER, PUSH);
    const seen = version();
    kube.mute();
    kube.put(SURGE_PATH, { spec: { cancelled: true } });
    await expect(client.replace(MOVED, seen)).rejects.toMatchObject({ name: 'Conflict' });
    await expect(client.remove('news/push', seen)).rejects.toMatchObject({ name: 'Conflict' });
    expect(kube.read(SURGE_PATH)?.['spec']).toMatchObject({ ...surgeManifest(PUSH).spec, cancelled: true });
  });

  test('into what the server refuses is refused for good', async () => {
    const { kube, client, version } = await aClient();
    await client.create(OWNER, PUSH);
    const refusal = new Invalid('422: spec.end');
    kube.failNext(({ method }) => method === 'PATCH', refusal);
    await expect(client.replace(MOVED, version())).rejects.toBe(refusal);
  });
});
