/** News told in shifts, and of what an event has touched. */
import { expect, test } from 'vitest';
import type { SurgeNews } from '../../src/core/model/surge-news.ts';
import { Unavailable } from '../../src/ports/faults.ts';
import type { NewsBus } from '../../src/ports/news.ts';
import { APP, aPush, aShiftWorld, inSeconds } from '../support/a-shift.ts';

const UNTIL = inSeconds(55);
const reportOf = ({ value }: { value?: unknown }) => value as Record<string, unknown>;

const aBus = () => {
  const sent: SurgeNews[] = [];
  const news: NewsBus = {
    publish: (some) => {
      sent.push(...some);
      return Promise.resolve(some.map(({ id }) => id));
    },
  };
  return { sent, news, types: () => sent.map(({ type }) => type) };
};
const keep = () => ({});

test('news are told in the shift in which it happens, by the name of the cluster', async () => {
  const { api, start, store, ready, runTo } = aShiftWorld();
  const { sent, news, types } = aBus();
  store(aPush({ start: inSeconds(40) }));
  start(UNTIL, keep, { news, cluster: 'eu' });
  await runTo(10);
  expect(types()).toEqual(['surge.warming']);
  ready(8);
  await runTo(38);
  expect(types()).toEqual(['surge.warming', 'surge.ready']);
  expect(sent.map(({ cluster }) => cluster)).toEqual(['eu', 'eu']);
  expect(api.get('Surge', 'news', 'push').status).toHaveProperty('announced');
});

test('news are told once, in however many shifts', async () => {
  const { start, store, runTo } = aShiftWorld();
  const { sent, news, types } = aBus();
  store(aPush({ start: inSeconds(40), end: inSeconds(70), demand: { kind: 'replicas', replicas: 3 } }));
  for (let minute = 0; minute < 5; minute += 1) {
    start(inSeconds(minute * 60 + 55), keep, { news });
    await runTo((minute + 1) * 60);
  }
  expect(types().filter((type) => type !== 'surge.degraded')).toEqual(['surge.warming', 'surge.ended']);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length);
});

test('news that a bus does not take keep no floor down, and are told by the next shift', async () => {
  const { start, store, floor, runTo } = aShiftWorld();
  const { news, types } = aBus();
  const down: NewsBus = { publish: () => Promise.reject(new Unavailable('the bus is down')) };
  store(aPush({ start: inSeconds(60) }));
  const { outcome } = start(UNTIL, keep, { news: down });
  await runTo(60);
  expect(floor()).toBe(8);
  expect(reportOf(outcome)).toMatchObject({
    failures: { 'news news/push': 'Unavailable: the bus is down' },
  });
  start(inSeconds(115), keep, { news });
  await runTo(70);
  expect(types()).toContain('surge.warming');
});

test('news of what an event has touched are told at once', async () => {
  const { touch, store, runTo } = aShiftWorld();
  const { sent, news, types } = aBus();
  store(aPush({ start: inSeconds(30) }));
  touch(UNTIL, { surges: ['news/push'], targets: [APP] }, keep, { news });
  await runTo(5);
  // That the floor stands is seen by the next look.
  expect(types()).toEqual(['surge.degraded']);
  expect(sent[0]?.key).toBe('2026-11-22T12:00:30Z/degraded/LeadShort');
});
