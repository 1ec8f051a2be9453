/** Summaries on the embedded API server: what is written, how often, and when without a hint. */
import { expect, test } from 'vitest';
import { runSurgeSummaryController } from '../../src/controllers/surge-summary.ts';
import { keyOf, type TargetRef } from '../../src/core/model/target.ts';
import { asMillis, minutes, plus } from '../../src/core/model/time.ts';
import { splitId, surgeManifest } from '../../src/resources/surge/codec.ts';
import { statusPatch } from '../../src/resources/surge/status-codec.ts';
import { readSummary } from '../../src/resources/surge/summary-codec.ts';
import { ProcessClock } from '../../src/sim/client/process-clock.ts';
import { SummaryClient } from '../../src/sim/client/summary-client.ts';
import { SurgeClient } from '../../src/sim/client/surge-client.ts';
import { aConnection, follow } from '../support/a-connection.ts';
import { aSurgeOn } from '../support/a-state.ts';
import { aStatus } from '../support/a-surge.ts';
import { aTarget } from '../support/a-target.ts';
import { DEFAULTS } from '../support/a-world.ts';
import { BY_OWNER, NOON } from '../support/an-api.ts';

const SURGE = aSurgeOn(Array.from({ length: 50 }), {
  start: plus(NOON, minutes(1)),
  end: plus(NOON, minutes(5)),
});
const KEY = splitId(SURGE.id);

function aController({ hints = true, startsAfter = minutes(1) } = {}) {
  const parts = aConnection();
  const { api, engine, connection } = parts;
  let recorded: readonly TargetRef[] = [];
  const stop = new AbortController();
  const summaries = new SummaryClient(connection);
  if (!hints) summaries.watch = () => {};
  const deps = {
    clock: new ProcessClock(engine, asMillis(0), () => false),
    chance: () => 0.5,
    config: DEFAULTS,
    log: { info: () => {}, warn: () => {} },
    surges: new SurgeClient(connection),
    summaries,
    targets: {
      read: (ref: TargetRef) => Promise.resolve(aTarget({ ref, min: 1, replicas: 1 })),
      listRecorded: () => Promise.resolve(recorded),
    },
  };
  follow(runSurgeSummaryController(deps, stop.signal));
  engine.stir();
  const say = (ref: TargetRef, phase: 'Warming' | 'Warm' | 'Ended'): void =>
    void api.patchStatus('Surge', ...KEY, statusPatch(keyOf(ref), aStatus({ phase })), BY_OWNER);
  return {
    ...parts,
    say,
    record: (refs: readonly TargetRef[]) => {
      recorded = refs;
    },
    create: () =>
      void api.create(
        'Surge',
        surgeManifest({
          ...SURGE,
          start: plus(NOON, startsAfter),
          end: plus(NOON, asMillis(startsAfter + minutes(4))),
        }),
        BY_OWNER,
      ),
    summary: () => readSummary(api.get('Surge', ...KEY).status),
  };
}

const REFS = SURGE.targets.map(({ ref }) => ref);

test('a surge is told of within seconds, and then left alone', async () => {
  const { create, summary, connection, runTo } = aController();
  create();
  await runTo(3);
  expect(summary()).toMatchObject({ phase: 'Scheduled', observedGeneration: 1 });
  await runTo(60);
  expect(connection.writes).toBe(1);
});

test('targets that become warm one after the other make few writes', async () => {
  const { create, say, summary, connection, engine, runTo } = aController();
  create();
  await runTo(5);
  for (const [index, ref] of REFS.entries()) engine.after(asMillis(index * 20), () => say(ref, 'Warm'));
  await runTo(10);
  expect(summary()?.conditions.find(({ type }) => type === 'Warm')).toMatchObject({
    status: 'True',
    message: '50 of 50 targets warm',
  });
  expect(connection.writes).toBeLessThanOrEqual(3);
});

test('after the end it is Returning until the last target is handed back', async () => {
  const { create, say, record, summary, runTo } = aController();
  create();
  await runTo(5);
  for (const ref of REFS) say(ref, 'Ended');
  record(REFS.slice(0, 1));
  await runTo(5 * 60 + 10);
  expect(summary()?.phase).toBe('Returning');
  record([]);
  await runTo(6 * 60);
  expect(summary()?.phase).toBe('Ended');
});

test('without a hint it is found within ten minutes, and followed to its end', async () => {
  const { create, summary, runTo } = aController({ hints: false });
  await runTo(60);
  create();
  await runTo(9 * 60);
  expect(summary()).toBeUndefined();
  await runTo(10 * 60 + 5);
  expect(summary()?.phase).toBe('Ended');
});

test('a fleet that goes up slower than its lead is told of ahead, and until its end', async () => {
  const { create, say, summary, runTo } = aController({ startsAfter: minutes(10) });
  create();
  await runTo(10);
  const short = summary()?.conditions.find(({ type }) => type === 'LeadShort');
  expect(short).toMatchObject({ status: 'True', reason: 'FleetRisesSlower' });
  expect(short?.message).toContain('the lead is 240 s, but 1950 pods of 50 targets');
  await runTo(7 * 60);
  for (const ref of REFS) say(ref, 'Warm');
  await runTo(8 * 60);
  expect(summary()).toMatchObject({
    phase: 'Warm',
    conditions: expect.arrayContaining([short]) as unknown[],
  });
});
