import { describe, expect, test } from 'vitest';
import {
  fenceAnnouncements,
  fenceCapacity,
  fenceLive,
  fenceNodeGroups,
  fenceSchedules,
  fenceSummaries,
  fenceSurges,
  fenceTargets,
} from '../../src/controllers/fence.ts';
import { asInstant } from '../../src/core/model/time.ts';
import type { NodeGroupWriter } from '../../src/ports/node-groups.ts';
import { aCapacity } from '../support/a-capacity.ts';
import { aConnection, follow } from '../support/a-connection.ts';
import { CLUSTER } from '../support/a-node-group.ts';
import { aStatus, aSurge } from '../support/a-surge.ts';
import { AN_HPA, aTarget } from '../support/a-target.ts';
import { simControllerPorts } from '../support/controller-ports.ts';
import { aGroup, fakeNodeGroups, WEB } from '../support/fake-node-groups.ts';
import { livePortsOn } from '../support/live-ports.ts';
import { portsOn } from '../support/world-ports.ts';

const AN_APP = { kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'app' } as const;

function fenced() {
  const lose = new AbortController();
  const ports = portsOn({ target: aTarget(), surges: [aSurge()] }, { now: asInstant(0) });
  const targets = fenceTargets(ports.deps.targets, lose.signal);
  const surges = fenceSurges(ports.deps.surges, lose.signal);
  const writes = {
    patch: () => targets.patch(AN_HPA, { resourceVersion: '1', change: { min: 20 }, record: null }),
    scale: () => targets.scale(AN_HPA, { from: 10, replicas: 20 }),
    status: () => surges.patchStatus('news/push', AN_HPA, aStatus()),
  };
  return { lose, ports, targets, surges, writes };
}

describe('a leader', () => {
  test.each(['patch', 'scale', 'status'] as const)('writes: %s', async (what) => {
    const { ports, writes } = fenced();
    await writes[what]();
    expect(ports.written.length).toBe(1);
  });
});

describe('who has lost the lead', () => {
  test.each(['patch', 'scale', 'status'] as const)('writes nothing: %s', async (what) => {
    const { lose, ports, writes } = fenced();
    lose.abort();
    await expect(writes[what]()).rejects.toMatchObject({ disposition: 'retry' });
    expect(ports.written).toEqual([]);
  });

  test('may still read', async () => {
    const { lose, targets, surges } = fenced();
    lose.abort();
    expect(await targets.read(AN_HPA)).toMatchObject({ min: 10 });
    expect((await surges.listFor(AN_HPA)).length).toBe(1);
  });
});

describe('surges on the whole, schedules and buffers are fenced, too', () => {
  const { ports, api } = simControllerPorts();
  const lose = new AbortController();
  const summaries = fenceSummaries(ports.summaries, lose.signal);
  const announcements = fenceAnnouncements(ports.announcements, lose.signal);
  const schedules = fenceSchedules(ports.schedules, lose.signal);
  const { buffers, statuses } = fenceCapacity(ports.capacity, lose.signal);
  const size = { chunks: 3, scalable: { apiGroup: 'apps', kind: 'Deployment', name: 'app' }, uid: undefined };
  const owner = { id: 'news/evening', uid: 'uid-1' };
  const summary = { observedGeneration: 1, phase: 'Warm', conditions: [] } as const;
  const status = { observedGeneration: 1, conditions: [], nextStart: undefined, lastStart: undefined };
  lose.abort();

  test.each<[string, () => Promise<void>]>([
    ['a summary', () => summaries.patchSummary('news/push', summary)],
    ['a surge of a schedule that is made', () => schedules.create(owner, aSurge())],
    ['one that is replaced', () => schedules.replace(aSurge(), '1')],
    ['one that is removed', () => schedules.remove('news/push', '1')],
    ['how a schedule stands', () => schedules.patchStatus('news/evening', status)],
    ['a buffer that is put', () => buffers.put(AN_HPA, 'b', size)],
    ['one that is removed, too', () => buffers.remove(AN_HPA, 'b', 'uid-1')],
    ['what was told of a surge', () => announcements.patchAnnounced('news/push', {}, 'uid-1')],
    ['what is said of nodes', () => statuses.patchCapacity('news/push', AN_HPA, aCapacity())],
  ])('%s', async (_, write) => {
    await expect(write()).rejects.toMatchObject({ disposition: 'retry' });
    expect([...api.list('Surge'), ...api.list('CapacityBuffer')]).toEqual([]);
  });
});

test('whoever works without a controller is fenced by the same', async () => {
  const { api, connection, runTo } = aConnection();
  const lost = { aborted: false };
  const ports = fenceLive(livePortsOn(connection), lost);
  const patch = () => ports.targets.scale(AN_APP, { from: 2, replicas: 3 });
  const first = follow(patch());
  await runTo(1);
  lost.aborted = true;
  const writes = [
    patch(),
    ports.surges.patchStatus('news/push', AN_HPA, aStatus()),
    ports.eventSurges.remove('news/push', '1'),
    ports.announcements.patchAnnounced('news/push', {}, 'uid-1'),
  ].map(follow);
  await runTo(2);
  expect(first).toEqual({ value: 'done' });
  expect(writes).toEqual(
    writes.map(() => ({ error: expect.objectContaining({ name: 'Unavailable' }) as Error })),
  );
  expect(api.get('Deployment', 'news', 'app').spec.replicas).toBe(3);
});

describe('node groups are fenced, too', () => {
  const record = { cluster: CLUSTER, owner: 2, wrote: 8, was: [], at: asInstant(0) };
  const change = { min: 8, desired: 8, from: { min: 2, desired: 3 }, expected: { kind: 'none' } } as const;
  const aFence = () => {
    const client = fakeNodeGroups([aGroup()]);
    const lose = new AbortController();
    const lever = { cluster: CLUSTER, region: WEB.region, groups: [], client };
    return { lose, client, behind: fenceNodeGroups(lever, lose.signal).client };
  };

  test.each<[string, (client: NodeGroupWriter) => Promise<void>]>([
    ['a record', (client) => client.record(WEB, record, { kind: 'none' })],
    ['a size', (client) => client.resize(WEB, change)],
    ['a hand-back', (client) => client.forget(WEB, { kind: 'none' })],
  ])('%s is written before, and not after', async (_, write) => {
    const { lose, client, behind } = aFence();
    await write(behind);
    expect(client.written).toHaveLength(1);
    lose.abort();
    await expect(write(behind)).rejects.toMatchObject({ disposition: 'retry' });
    expect(client.written).toHaveLength(1);
  });

  test('they may still be read', async () => {
    const { lose, behind } = aFence();
    lose.abort();
    expect(await behind.list(WEB.region, ['web'])).toHaveLength(1);
  });
});
