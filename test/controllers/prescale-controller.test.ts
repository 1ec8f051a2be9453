/** The controller on the embedded API server, with hints that come only when the test gives them. */
import { expect, test } from 'vitest';
import {
  type PrescaleControllerDeps,
  runPrescaleController,
} from '../../src/controllers/prescale-controller.ts';
import { bufferNameOf } from '../../src/core/capacity/buffer-name.ts';
import type { TargetRef } from '../../src/core/model/target.ts';
import { asMillis, minutes, plus } from '../../src/core/model/time.ts';
import { Forbidden, Unavailable } from '../../src/ports/faults.ts';
import { bufferDraft } from '../../src/resources/capacity-buffer.ts';
import { splitId, surgeManifest } from '../../src/resources/surge/codec.ts';
import { hpaPatch } from '../../src/resources/target/hpa.ts';
import { BufferClient, RoomClient, SurgeCapacityClient } from '../../src/sim/client/capacity-client.ts';
import { ProcessClock } from '../../src/sim/client/process-clock.ts';
import { SurgeClient } from '../../src/sim/client/surge-client.ts';
import { TargetClient } from '../../src/sim/client/target-client.ts';
import { CAPACITY_DEFAULTS } from '../support/a-capacity.ts';
import { aConnection, follow } from '../support/a-connection.ts';
import { aSurge } from '../support/a-surge.ts';
import { aRecord } from '../support/a-target.ts';
import { DEFAULTS } from '../support/a-world.ts';
import { BY_OWNER, HPA, NOON } from '../support/an-api.ts';

const APP: TargetRef = { kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'app' };
/** Raised before noon, over an hour after. */
const SURGE = aSurge({
  targets: [{ ref: APP }],
  start: plus(NOON, minutes(1)),
  end: plus(NOON, minutes(60)),
  demand: { kind: 'replicas', replicas: 8 },
});

function aController(over: (deps: PrescaleControllerDeps) => Partial<PrescaleControllerDeps> = () => ({})) {
  const parts = aConnection();
  const { api, engine, connection } = parts;
  const stop = new AbortController();
  const warnings: string[] = [];
  let hint: (ref: TargetRef) => void = () => {};
  const deps: PrescaleControllerDeps = {
    clock: new ProcessClock(engine, asMillis(0), () => false),
    targets: new TargetClient(connection),
    surges: new SurgeClient(connection),
    changes: {
      watch: (changed) => {
        hint = changed;
      },
    },
    chance: () => 0.5,
    config: DEFAULTS,
    log: { info: () => {}, warn: (message, { key }) => warnings.push(`${String(key)}: ${message}`) },
    concurrency: 2,
  };
  const start = () => {
    const outcome = follow(runPrescaleController({ ...deps, ...over(deps) }, stop.signal));
    engine.stir();
    return outcome;
  };
  const changed = (ref: TargetRef): void => {
    hint(ref);
    engine.stir();
  };
  const tell = (): void => void api.create('Surge', surgeManifest(SURGE), BY_OWNER);
  const untell = (): void => api.delete('Surge', ...splitId(SURGE.id));
  return {
    ...parts,
    stop,
    warnings,
    start,
    changed,
    tell,
    untell,
    floor: () => api.get(...HPA).spec.minReplicas,
  };
}

test('looks at every target that a surge names when it starts', async () => {
  const { start, tell, floor, runTo } = aController();
  tell();
  start();
  await runTo(5);
  expect(floor()).toBe(8);
});

test('looks at once at what a hint names', async () => {
  const { start, tell, changed, floor, runTo } = aController();
  start();
  await runTo(60);
  tell();
  changed(APP);
  await runTo(65);
  expect(floor()).toBe(8);
});

test('finds a surge whose hint was lost within ten minutes', async () => {
  const { start, tell, floor, runTo } = aController();
  start();
  await runTo(60);
  tell();
  await runTo(9 * 60);
  expect(floor()).toBe(2);
  await runTo(10 * 60 + 5);
  expect(floor()).toBe(8);
});

test('hands back what carries a record though no surge names it, when it starts', async () => {
  const { api, start, floor, runTo } = aController();
  const { spec } = api.get(...HPA);
  const owners = { min: 2, max: 10, scaleDownSeconds: 'absent' } as const;
  const record = aRecord({ baseline: owners, wrote: { ...owners, min: 8 }, at: NOON });
  api.patch(...HPA, hpaPatch({ min: 8 }, record), { manager: 'forescale' });
  expect(floor()).toBe(8);
  start();
  await runTo(5 * 60);
  expect(api.get(...HPA).spec).toEqual(spec);
  expect(api.get(...HPA).metadata).not.toHaveProperty('annotations');
});

test('hands back what carries a record though no surge names it, within ten minutes', async () => {
  const { api, start, tell, untell, floor, runTo } = aController();
  const { spec } = api.get(...HPA);
  tell();
  start();
  await runTo(5);
  // Once it is warm, nothing but the end of the surge would make it look again.
  api.patchStatus('Deployment', 'news', 'app', { status: { readyReplicas: 8 } }, BY_OWNER);
  await runTo(60);
  untell();
  await runTo(9 * 60);
  expect(floor()).toBe(8);
  await runTo(15 * 60);
  expect(api.get(...HPA).spec).toEqual(spec);
  expect(api.get(...HPA).metadata).not.toHaveProperty('annotations');
});

test('without the right to list buffers it raises floors all the same, and complains of nothing', async () => {
  const { start, tell, runToMillis, floor, warnings, connection } = aController(() => {
    const buffers = new BufferClient(connection);
    buffers.listBuffered = () => Promise.reject(new Forbidden('403'));
    const statuses = new SurgeCapacityClient(connection);
    return { capacity: { buffers, rooms: new RoomClient(connection), statuses, config: CAPACITY_DEFAULTS } };
  });
  tell();
  start();
  await runToMillis(5_000);
  expect([floor(), warnings]).toEqual([8, []]);
});

test('removes a buffer though no surge and no record names its target', async () => {
  const { api, connection, start, runTo } = aController(() => ({
    capacity: {
      buffers: new BufferClient(connection),
      rooms: new RoomClient(connection),
      statuses: new SurgeCapacityClient(connection),
      config: CAPACITY_DEFAULTS,
    },
  }));
  const scalable = { apiGroup: 'apps', kind: 'Deployment', name: 'app' };
  api.create('CapacityBuffer', bufferDraft(APP, bufferNameOf(APP), { chunks: 3, scalable }), BY_OWNER);
  start();
  await runTo(5);
  expect(api.count('CapacityBuffer')).toBe(0);
});

test('passes over a hint that names nothing', async () => {
  const { start, changed, connection, warnings, runTo } = aController();
  start();
  await runTo(60);
  changed({ kind: 'HorizontalPodAutoscaler', namespace: '', name: 'app' });
  changed({ kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'a/b' });
  await runTo(65);
  expect([warnings, connection.writes]).toEqual([[], 0]);
});

test('lists again when it could not, after a pause', async () => {
  let lists = 0;
  const { start, tell, floor, warnings, runTo } = aController(({ surges }) => ({
    surges: {
      listFor: (ref) => surges.listFor(ref),
      patchStatus: (...args) => surges.patchStatus(...args),
      list: () => {
        lists += 1;
        return lists === 1 ? Promise.reject(new Unavailable('503')) : surges.list();
      },
    },
  }));
  tell();
  start();
  await runTo(5);
  expect(floor()).toBe(8);
  expect(warnings).toEqual(['all targets: reconcile failed']);
});

test('ends when its signal aborts', async () => {
  const { start, stop, runTo } = aController();
  const outcome = start();
  await runTo(5);
  expect(outcome).toEqual({});
  stop.abort();
  await runTo(6);
  expect(outcome).toEqual({ value: 'done' });
});
