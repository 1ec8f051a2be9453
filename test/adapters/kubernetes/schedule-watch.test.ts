/** Whom the caches of schedules and of their surges tell, and of what. */
import { expect, test } from 'vitest';
import { KEPT_SCHEDULES } from '../../../src/adapters/kubernetes/kept-types.ts';
import { WatchedSchedules } from '../../../src/adapters/kubernetes/schedule-watch.ts';
import { surgeManifest } from '../../../src/resources/surge/codec.ts';
import { SURGE_PATH, serveCommonTypes } from '../../support/a-news-app.ts';
import { aSurge } from '../../support/a-surge.ts';
import { someClients } from '../../support/cached-clients.ts';

const PUSH = aSurge();
const OWNER = { id: 'news/evening', uid: 'u1' };
const SCHEDULES = SURGE_PATH.replace('/surges/push', '/surgeschedules');
const SPEC = {
  cron: '0 18 * * *',
  zone: 'Europe/Berlin',
  durationSeconds: 1_200,
  surge: { targets: surgeManifest(PUSH).spec.targets, demand: { replicas: 8 } },
};

async function aWatch() {
  const { kube, clock, cached, start } = someClients();
  serveCommonTypes(kube);
  kube.serve('/apis/forescale.dev/v1alpha1', { name: 'surgeschedules', kind: 'SurgeSchedule' });
  cached.keep(KEPT_SCHEDULES);
  const client = new WatchedSchedules(cached);
  await start();
  return { kube, clock, client };
}

test('name the schedule: of its spec and of its surges, not of what is said in a status', async () => {
  const { kube, clock, client } = await aWatch();
  const told: string[] = [];
  const stop = new AbortController();
  client.watch((schedule) => told.push(schedule), stop.signal);
  const hintsOf = async (change: () => unknown): Promise<readonly string[]> => {
    told.length = 0;
    await change();
    await clock.settle();
    return [...told];
  };
  expect(await hintsOf(() => kube.put(`${SCHEDULES}/evening`, { spec: SPEC }))).toEqual(['news/evening']);
  expect(await hintsOf(() => kube.put(`${SCHEDULES}/evening`, { status: { conditions: [] } }))).toEqual([]);
  expect(await hintsOf(() => client.create(OWNER, PUSH))).toEqual(['news/evening']);
  expect(await hintsOf(() => kube.put(SURGE_PATH, { status: { phase: 'Warm' } }))).toEqual([]);
  expect(await hintsOf(() => kube.put(SURGE_PATH, { spec: { cancelled: true } }))).toEqual(['news/evening']);
  expect(await hintsOf(() => kube.remove(SURGE_PATH))).toEqual(['news/evening']);
  stop.abort();
  expect(await hintsOf(() => kube.remove(`${SCHEDULES}/evening`))).toEqual([]);
});
