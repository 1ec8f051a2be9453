import { describe, expect, test } from 'vitest';
import { restoreDocument } from '../../../src/cli/cluster/restore-document.ts';
import { statusDocument } from '../../../src/cli/cluster/standing.ts';
import { runPrescaleController } from '../../../src/controllers/prescale-controller.ts';
import { bufferNameOf } from '../../../src/core/capacity/buffer-name.ts';
import { keyOf, type TargetRef } from '../../../src/core/model/target.ts';
import { minutes, plus } from '../../../src/core/model/time.ts';
import { Forbidden } from '../../../src/ports/faults.ts';
import { bufferDraft } from '../../../src/resources/capacity-buffer.ts';
import { capacityPatch } from '../../../src/resources/surge/capacity-codec.ts';
import { surgeManifest } from '../../../src/resources/surge/codec.ts';
import { aCapacity } from '../../support/a-capacity.ts';
import { aSurge } from '../../support/a-surge.ts';
import { DEFAULTS } from '../../support/a-world.ts';
import { BY_OWNER, HPA, NOON } from '../../support/an-api.ts';
import { aCluster } from '../../support/cluster-ports.ts';
import { silentLog } from '../../support/silent-log.ts';

const SURGE = aSurge({
  start: plus(NOON, minutes(2)),
  end: plus(NOON, minutes(60)),
  lead: minutes(1),
  demand: { kind: 'replicas', replicas: 8 },
});

const APP: TargetRef = { kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'app' };

/** Raised by a controller that then went away. */
async function aRaisedCluster() {
  const parts = aCluster();
  parts.api.create('Surge', surgeManifest(SURGE), BY_OWNER);
  const stop = new AbortController();
  const { clock, runTo } = parts;
  const ports = { ...parts.ports, capacity: undefined };
  const deps = { ...ports, clock, chance: () => 0.5, log: silentLog, config: DEFAULTS, concurrency: 4 };
  const ended = runPrescaleController(deps, stop.signal);
  await runTo(120);
  stop.abort();
  await runTo(121);
  await ended;
  return { ...parts, deps };
}

describe('status', () => {
  test('nothing raised', async () => {
    expect(await aCluster().run(['status'])).toMatchObject({ code: 0, stdout: 'nothing stands raised\n' });
  });

  test('a raised target: floor, baseline, until when, by which surge', async () => {
    const { run } = await aRaisedCluster();
    expect((await run(['status'])).stdout).toBe(
      'NAMESPACE  TARGET                       STATE    FLOOR  BASELINE  READY  UNTIL                 SURGES\n' +
        'news       HorizontalPodAutoscaler/app  Warming  8      2         0/8    2026-11-22T13:00:00Z  news/push\n',
    );
  });

  test('as JSON that keeps to its schema; other namespaces only when asked for', async () => {
    const { run } = await aRaisedCluster();
    const read = async (...line: string[]) =>
      statusDocument.parse(JSON.parse((await run(['status', '--json', ...line])).stdout));
    expect((await read('-n', 'shop')).targets).toEqual([]);
    expect((await read('-n', 'shop', '-A')).targets).toMatchObject([
      { name: 'app', floor: 8, baseline: 2, surges: ['news/push'] },
    ]);
  });

  test('what keeps the node groups of a surge that is on, here and on the surge', async () => {
    const { run, api } = await aRaisedCluster();
    const conditions = [{ type: 'GroupAtMaximum', status: 'True', reason: 'web', message: 'web holds 5' }];
    const said = aCapacity({ buffer: undefined, message: 'the nodes are to come', conditions });
    api.patchStatus('Surge', 'news', 'push', capacityPatch(keyOf(APP), said), BY_OWNER);
    expect((await run(['status'])).stdout).toContain(
      '- HorizontalPodAutoscaler/app GroupAtMaximum (news/push): web holds 5\n',
    );
    expect((await run(['surge', 'get', 'push'])).stdout).toContain(
      '- HorizontalPodAutoscaler/app nodes Requested: the nodes are to come\n' +
        '  - HorizontalPodAutoscaler/app nodes GroupAtMaximum: web holds 5\n',
    );
  });

  test('a surge called off: on its way back, until nothing', async () => {
    const { run } = await aRaisedCluster();
    await run(['surge', 'cancel', 'push']);
    const { targets } = statusDocument.parse(JSON.parse((await run(['status', '--json'])).stdout));
    expect(targets).toMatchObject([{ state: 'Returning', until: null, surges: [] }]);
  });
});

describe('restore', () => {
  test('without --all nothing is meant', async () => {
    const { code, stderr } = await aCluster().run(['restore']);
    expect([code, stderr]).toEqual([2, 'error: nothing named. Expected --all.\n']);
  });

  test('nothing raised: nothing to do', async () => {
    expect(await aCluster().run(['restore', '--all'])).toMatchObject({
      code: 0,
      stdout: 'nothing to hand back\n',
    });
  });

  test('without --yes shows the plan and changes nothing', async () => {
    const { run, floor } = await aRaisedCluster();
    expect(await run(['restore', '--all'])).toEqual({
      code: 4,
      stdout:
        'NAMESPACE  TARGET                       FLOOR  BACK TO  OUTCOME\n' +
        'news       HorizontalPodAutoscaler/app  8      2        planned\n\n' +
        '  - HorizontalPodAutoscaler/app: minReplicas 8, maxReplicas 10 to minReplicas 2, maxReplicas 10; 8\n' +
        '    replicas may drop to 2 at once: no load is measured\n',
      stderr: 'nothing was changed: add --yes to hand these back\n',
    });
    expect(floor()).toBe(8);
  });

  test('hands back in steps, to the byte, though the surge is still on', async () => {
    const { run, api } = await aRaisedCluster();
    const { code, stdout, stderr } = await run(['restore', '--all', '--yes', '--json'], 30 * 60);
    expect(code).toBe(0);
    expect(restoreDocument.parse(JSON.parse(stdout)).targets).toMatchObject([
      { name: 'app', floor: 8, baseline: 2, outcome: 'restored' },
    ]);
    expect(stderr).toBe('1 of 1: HorizontalPodAutoscaler/news/app restored\n');
    expect(api.get(...HPA)).toMatchObject({ spec: { minReplicas: 2, maxReplicas: 10 } });
    expect(api.get(...HPA).metadata).not.toHaveProperty('annotations');
    expect(api.get(...HPA).spec).not.toHaveProperty('behavior');
  });

  test('in one step when asked to', async () => {
    const { run, floor } = await aRaisedCluster();
    const { code } = await run(['restore', '--all', '--yes', '--at-once'], 5);
    expect([code, floor()]).toEqual([0, 2]);
  });

  test('room that was asked for ahead of the pods goes too, and is in the plan', async () => {
    const { run, api } = await aRaisedCluster();
    const buffer = bufferDraft(APP, bufferNameOf(APP), {
      chunks: 6,
      scalable: { apiGroup: 'apps', kind: 'Deployment', name: 'app' },
    });
    api.create('CapacityBuffer', buffer, BY_OWNER);
    api.create('CapacityBuffer', { ...buffer, metadata: { namespace: 'news', name: 'theirs' } }, BY_OWNER);
    const planned = await run(['restore', '--all']);
    expect(planned.stdout).toContain(
      'news       CapacityBuffer/forescale-horizontalpodautoscaler-app  -      -        planned\n',
    );
    expect([...api.list('CapacityBuffer')]).toHaveLength(2);
    const { code, stdout } = await run(['restore', '--all', '--yes', '--at-once', '--json'], 10);
    expect(code).toBe(0);
    expect(restoreDocument.parse(JSON.parse(stdout)).targets).toMatchObject([
      { kind: 'HorizontalPodAutoscaler', outcome: 'restored' },
      { kind: 'CapacityBuffer', outcome: 'restored', detail: expect.stringContaining('room for 6 pods') },
    ]);
    expect([...api.list('CapacityBuffer')].map(({ metadata }) => metadata.name)).toEqual(['theirs']);
  });

  test('a right that is missing is said at once, not tried for half an hour', async () => {
    const { run, cluster, floor } = await aRaisedCluster();
    const targets = {
      read: (ref: TargetRef) => cluster.targets.read(ref),
      listRecorded: () => cluster.targets.listRecorded(),
      scale: () => Promise.resolve(),
      patch: () => Promise.reject(new Forbidden('PATCH /apis: 403 Forbidden: may not patch')),
    };
    const openCluster = () => Promise.resolve({ ...cluster, targets });
    const { code, stdout } = await run(['restore', '--all', '--yes', '--json'], 30, { openCluster });
    expect([code, floor()]).toEqual([4, 8]);
    expect(restoreDocument.parse(JSON.parse(stdout)).targets).toMatchObject([
      { outcome: 'failed', detail: 'PATCH /apis: 403 Forbidden: may not patch' },
    ]);
  });

  test('without the right to list CapacityBuffers it says that it could not look, and hands back the rest', async () => {
    const { run, cluster, floor } = await aRaisedCluster();
    const why = 'GET /apis/autoscaling.x-k8s.io/v1beta1/capacitybuffers: 403 Forbidden: may not list';
    const buffers = cluster.buffers;
    buffers.listBuffered = () => Promise.reject(new Forbidden(why));
    const openCluster = () => Promise.resolve({ ...cluster, buffers });
    const detail = `not looked for, the right to list capacitybuffers.autoscaling.x-k8s.io is missing: ${why}`;
    const line = ['restore', '--all', '--yes', '--at-once'];
    const { stdout } = await run([...line, '--json'], 30, { openCluster });
    expect(restoreDocument.parse(JSON.parse(stdout))).toMatchObject({
      targets: [{ name: 'app', outcome: 'restored' }],
      unseen: [{ kind: 'CapacityBuffer', detail }],
    });
    expect(floor()).toBe(2);
    expect(await run(line, 10, { openCluster })).toMatchObject({
      code: 0,
      stdout: `nothing to hand back\nCapacityBuffers: ${detail}\n`,
    });
  });

  test('is of all namespaces, unless one is named', async () => {
    const { run, chosen } = aCluster();
    await run(['restore', '--all']);
    await run(['restore', '--all', '-n', 'shop']);
    await run(['status']);
    await run(['status', '-A']);
    expect(chosen.map(({ everywhere }) => everywhere)).toEqual([true, false, false, true]);
  });

  test('a paused target is not handed back, and that is an error', async () => {
    const { run, api } = await aRaisedCluster();
    api.patch(...HPA, { metadata: { annotations: { 'forescale.dev/paused': 'true' } } }, BY_OWNER);
    const { code, stdout, stderr } = await run(['restore', '--all', '--yes'], 10);
    expect(code).toBe(4);
    expect(stdout).toContain('HorizontalPodAutoscaler/app: paused by the annotation forescale.dev/paused');
    expect(stderr).toContain('1 of 1 are not handed back\n');
  });

  test('gives up in time, and says what is on its way', async () => {
    const { run } = await aRaisedCluster();
    const { code, stdout } = await run(['restore', '--all', '--yes', '--timeout', '20s'], 30);
    expect([code, stdout]).toEqual([4, expect.stringContaining('unfinished')]);
  });

  test('a controller that is still at work has the last word, and that is said', async () => {
    const { run, deps, api, runTo } = await aRaisedCluster();
    const stop = new AbortController();
    const ended = runPrescaleController(deps, stop.signal);
    const { code } = await run(['restore', '--all', '--yes', '--at-once', '--timeout', '2m'], 180);
    expect(code).toBe(4);
    expect(api.get(...HPA).spec.minReplicas).toBe(8);
    stop.abort();
    await runTo(400);
    await ended;
  });
});
