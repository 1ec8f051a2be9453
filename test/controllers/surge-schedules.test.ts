/** Schedules on the embedded API server: what becomes of their surges when people change, cancel and suspend. */
import { expect, test } from 'vitest';
import { runSurgeScheduleController } from '../../src/controllers/surge-schedules.ts';
import { asMillis } from '../../src/core/model/time.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { scheduleUidOf } from '../../src/resources/surge-schedule/ownership.ts';
import { ProcessClock } from '../../src/sim/client/process-clock.ts';
import { ScheduleClient } from '../../src/sim/client/schedule-client.ts';
import { aConnection, follow } from '../support/a-connection.ts';
import { DEFAULTS } from '../support/a-world.ts';
import { BY_OWNER } from '../support/an-api.ts';

const SCHEDULE = ['SurgeSchedule', 'news', 'evening'] as const;
const SPEC = {
  cron: '0 18 * * *',
  zone: 'Europe/Berlin',
  durationSeconds: 1_200,
  surge: { targets: [{ kind: 'HorizontalPodAutoscaler', name: 'app' }], demand: { replicas: 8 } },
};
const HOUR = 60 * 60;

function aController({ hints = true } = {}) {
  const parts = aConnection();
  const { api, engine, connection } = parts;
  const schedules = new ScheduleClient(connection);
  if (!hints) schedules.watch = () => {};
  const deps = {
    clock: new ProcessClock(engine, asMillis(0), () => false),
    chance: () => 0.5,
    config: DEFAULTS,
    log: { info: () => {}, warn: () => {} },
    schedules,
  };
  follow(runSurgeScheduleController(deps, new AbortController().signal));
  engine.stir();
  const create = (over: Readonly<Record<string, unknown>> = {}): void => {
    const metadata = { namespace: 'news', name: 'evening' };
    api.create(
      'SurgeSchedule',
      { apiVersion: 'forescale.dev/v1alpha1', metadata, spec: { ...SPEC, ...over } },
      BY_OWNER,
    );
  };
  const change = (spec: JsonObject): void => void api.patch(...SCHEDULE, { spec }, BY_OWNER);
  const surges = () =>
    [...api.list('Surge')].map(({ metadata, spec }) => ({ name: metadata.name, spec, metadata }));
  return { ...parts, create, change, surges, status: () => api.get(...SCHEDULE).status };
}

const FIRST = 'evening-20261122t170000z';

test('makes the surges of a week, which belong to it, and says when', async () => {
  const { api, create, surges, status, runTo } = aController();
  create();
  await runTo(10);
  expect(surges()).toHaveLength(7);
  expect(surges()[0]).toMatchObject({
    name: FIRST,
    spec: { start: '2026-11-22T17:00:00.000Z', cancelled: false },
  });
  expect(scheduleUidOf(api.get('Surge', 'news', FIRST).metadata)).toBe(api.get(...SCHEDULE).metadata.uid);
  expect(status()).toMatchObject({
    observedGeneration: 1,
    nextStart: '2026-11-22T17:00:00Z',
    conditions: [{ type: 'Accepted', status: 'True' }],
  });
});

test('writes nothing more', async () => {
  const { create, connection, runTo } = aController();
  create();
  await runTo(10);
  const { writes } = connection;
  await runTo(4 * HOUR);
  expect([writes, connection.writes]).toEqual([8, 8]);
});

test('changes them with its template', async () => {
  const { create, change, surges, runTo } = aController();
  create();
  await runTo(10);
  change({ surge: { demand: { replicas: 9 } } });
  await runTo(20);
  expect(surges().map(({ spec }) => spec.demand)).toEqual(Array.from({ length: 7 }, () => ({ replicas: 9 })));
});

test('leaves one that somebody cancels cancelled', async () => {
  const { api, create, change, surges, status, runTo } = aController();
  create();
  await runTo(10);
  api.patch('Surge', 'news', FIRST, { spec: { cancelled: true } }, BY_OWNER);
  change({ surge: { demand: { replicas: 9 } } });
  await runTo(20);
  expect(
    surges()
      .filter(({ spec }) => spec.cancelled)
      .map(({ name }) => name),
  ).toEqual([FIRST]);
  expect(status()).toMatchObject({ nextStart: '2026-11-23T17:00:00Z' });
});

test('takes back those to come when it is suspended, and makes them again', async () => {
  const { create, change, surges, status, runTo } = aController();
  create();
  await runTo(10);
  change({ suspend: true });
  await runTo(20);
  expect(surges()).toEqual([]);
  expect(status()).toMatchObject({ conditions: [{ reason: 'Suspended' }] });
  expect(status()).not.toHaveProperty('nextStart');
  change({ suspend: false });
  await runTo(30);
  expect(surges()).toHaveLength(7);
});

test('clears away what is long over', async () => {
  const { create, surges, runTo } = aController();
  create();
  await runTo(7 * 24 * HOUR);
  const names = surges().map(({ name }) => name);
  expect(names).toHaveLength(3 + 7);
  expect(names).not.toContain(FIRST);
}, 60_000);

test('names a zone that there is not, and goes on when it is mended', async () => {
  const { create, change, surges, status, runTo } = aController();
  create({ zone: 'Mars/Base' });
  await runTo(10);
  expect(status()).toMatchObject({
    conditions: [
      {
        status: 'False',
        reason: 'UnknownZone',
        message: 'spec.zone: expected an IANA time zone such as Europe/Berlin, got "Mars/Base"',
      },
    ],
  });
  change({ zone: 'UTC' });
  await runTo(20);
  expect(surges()[0]?.name).toBe('evening-20261122t180000z');
});

test('finds without a hint what it has to do within ten minutes', async () => {
  const { create, surges, runTo } = aController({ hints: false });
  await runTo(60);
  create();
  await runTo(9 * 60);
  expect(surges()).toEqual([]);
  await runTo(10 * 60 + 10);
  expect(surges()).toHaveLength(7);
});
