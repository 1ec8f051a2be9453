/** One pass over the node groups of a cluster: the order of its writes, and what befalls them. */
import { describe, expect, test } from 'vitest';
import { reconcileNodeGroups } from '../../src/controllers/node-groups.ts';
import { reconcileTarget } from '../../src/controllers/target-pass.ts';
import { parseCapacityConfig } from '../../src/core/capacity/config.ts';
import type { GroupTroubles } from '../../src/core/model/node-group.ts';
import { keyOf } from '../../src/core/model/target.ts';
import type { Instant } from '../../src/core/model/time.ts';
import { type Fault, Forbidden, Unavailable } from '../../src/ports/faults.ts';
import { aNodeSurge } from '../support/a-capacity.ts';
import { aGroupConfig, CLUSTER, THREE_BUSY } from '../support/a-node-group.ts';
import { aBuffer, aRoom } from '../support/a-room.ts';
import { at } from '../support/a-surge.ts';
import { AN_HPA, aTarget } from '../support/a-target.ts';
import { aGroup, fakeNodeGroups, WEB } from '../support/fake-node-groups.ts';
import { aNodeWorld, type NodeWorld, nodePortsOn } from '../support/node-ports.ts';

const NO_BUFFERS = { kind: 'unavailable', why: 'not served' } as const;

interface Circumstances {
  readonly world?: Partial<NodeWorld>;
  readonly fault?: (call: string) => Fault | undefined;
  readonly group?: Parameters<typeof aGroup>[0];
  readonly first?: boolean;
  readonly shape?: boolean;
  readonly troubles?: () => GroupTroubles;
}

function aPass({ world, fault, group, first = false, shape = true, troubles }: Circumstances = {}) {
  let now: Instant = at(17, 50);
  const room = aRoom({ nodes: THREE_BUSY });
  const start = aNodeWorld(
    { target: aTarget(), surges: [aNodeSurge()] },
    { buffer: NO_BUFFERS, room, ...world },
  );
  const ports = nodePortsOn(start, { now: () => now, ...(fault === undefined ? {} : { fault }) });
  const groups = fakeNodeGroups([aGroup(group)], {
    shape: { cpu: 3_920, memory: 16_000, pods: 110 },
    ...(fault === undefined ? {} : { fault }),
    ...(troubles === undefined ? {} : { troubles }),
  });
  const config = shape ? aGroupConfig() : aGroupConfig({ shape: undefined });
  const { clock, log, surges, targets, capacity, config: prescale } = ports.deps;
  if (capacity === undefined) throw new Error('no capacity');
  const settings = parseCapacityConfig({ nodeGroupsFirst: first });
  const nodes = { ...capacity, config: settings, hasNodeGroups: true };
  const lever = { cluster: CLUSTER, region: WEB.region, groups: [config], client: groups };
  const deps = { clock, log, surges, targets, prescale, capacity: nodes, lever };
  const saidOf = () => ports.world().surges[0]?.capacity?.[keyOf(AN_HPA)];
  return {
    ...ports,
    groups,
    saidOf,
    at: (instant: Instant) => {
      now = instant;
    },
    run: () => reconcileNodeGroups(deps),
    runTarget: () => reconcileTarget(AN_HPA, { ...ports.deps, capacity: nodes }),
  };
}

describe('when a surge wants its nodes first', () => {
  test('its surge says so, the record is written, then the group is raised; and again nothing', async () => {
    const pass = aPass();
    expect(await pass.run()).toEqual({ nextLook: at(17, 50, 15) });
    expect(pass.written).toEqual(['PatchSurgeCapacity Requested']);
    expect(pass.groups.written).toEqual(['record web 8', 'resize web 8/8']);
    pass.at(at(17, 50, 15));
    await pass.run();
    expect([pass.written.length, pass.groups.written.length]).toEqual([1, 2]);
  });

  test('nothing is asked of AWS but one list before that, and the pass comes back in time', async () => {
    const pass = aPass();
    pass.at(at(17, 40));
    expect(await pass.run()).toEqual({ nextLook: at(17, 50) });
    expect(pass.groups.called).toEqual(['list eu-central-1']);
  });

  test('a shape that no node and no configuration tells is asked for', async () => {
    const pass = aPass({ shape: false, world: { room: aRoom({ nodes: [] }) } });
    await pass.run();
    expect(pass.groups.called).toContain('shape web');
    expect(pass.saidOf()).toMatchObject({ phase: 'Requested', nodes: 5 });
  });

  test('it is given back when the surge is deleted, and the floor was never up', async () => {
    const pass = aPass();
    await pass.run();
    pass.change({ surges: [] });
    await pass.run();
    expect(pass.groups.of(WEB)).toMatchObject({ min: 2, desired: 8, record: { kind: 'none' } });
  });

  test('a group that is not configured any more is found by its record', async () => {
    const pass = aPass({
      group: {
        ref: { ...WEB, name: 'old' },
        min: 9,
        desired: 9,
        record: { kind: 'record', record: { cluster: CLUSTER, owner: 1, wrote: 9, was: [], at: at(12) } },
      },
    });
    await pass.run();
    expect(pass.groups.of({ ...WEB, name: 'old' })).toMatchObject({ min: 1, record: { kind: 'none' } });
  });
});

describe('which lever a target has', () => {
  test('where buffers are served its nodes are not asked for here', async () => {
    const pass = aPass({ world: { buffer: { kind: 'none' } } });
    await pass.run();
    expect([pass.written, pass.groups.written]).toEqual([[], []]);
    await pass.runTarget();
    expect(pass.written).toContain('PutBuffer 30');
  });

  test('where they are not, the pass over the target says nothing of nodes', async () => {
    const pass = aPass();
    await pass.runTarget();
    expect(pass.written).toEqual([]);
  });

  test('where node groups go first a buffer is taken away', async () => {
    const pass = aPass({ first: true, world: { buffer: aBuffer() } });
    await pass.runTarget();
    await pass.run();
    expect(pass.written).toEqual(['RemoveBuffer', 'PatchSurgeCapacity Requested']);
    expect(pass.groups.of(WEB)).toMatchObject({ min: 8 });
  });
});

describe('what goes wrong', () => {
  const failing = (call: string, fault: Fault) => (made: string) =>
    made.startsWith(call) ? fault : undefined;

  test('a write that is refused is said on the surge, once, and tried again', async () => {
    const pass = aPass({ fault: failing('resize', new Forbidden('no right to UpdateAutoScalingGroup')) });
    expect(await pass.run()).toEqual({ nextLook: at(17, 50, 15) });
    await pass.run();
    expect(pass.saidOf()).toMatchObject({
      phase: 'Refused',
      message: 'AWS refuses to raise node group web (no right to UpdateAutoScalingGroup): pods go first',
    });
    expect(pass.written).toEqual(['PatchSurgeCapacity Requested', 'PatchSurgeCapacity Refused']);
  });

  test('a group that we may not look at is said, too', async () => {
    const pass = aPass({ fault: failing('list', new Forbidden('403')) });
    await pass.run();
    expect(pass.saidOf()).toMatchObject({ phase: 'Unavailable' });
  });

  test('AWS that does not answer ends the pass, and nothing is said of what is not known', async () => {
    const pass = aPass({ fault: failing('list', new Unavailable('503')) });
    await expect(pass.run()).rejects.toMatchObject({ disposition: 'retry' });
    expect(pass.written).toEqual([]);
  });

  test('a target that cannot be read keeps no other from its nodes, and lowers no group', async () => {
    let isFirst = true;
    const other = aNodeSurge({ id: 'news/other', targets: [{ ref: { ...AN_HPA, name: 'other' } }] });
    const pass = aPass({
      world: { surges: [aNodeSurge(), other] },
      fault: (call) => {
        if (call !== 'ReadTarget' || !isFirst) return undefined;
        isFirst = false;
        return new Forbidden('no right to get it');
      },
    });
    await expect(pass.run()).rejects.toThrow('no right to get it');
    expect(pass.groups.of(WEB)).toMatchObject({ min: 8, desired: 8 });
    isFirst = true;
    pass.change({ surges: [other] });
    await expect(pass.run()).rejects.toThrow('no right to get it');
    expect(pass.groups.of(WEB)).toMatchObject({ min: 8 });
    await pass.run();
    pass.change({ surges: [] });
    await pass.run();
    expect(pass.groups.of(WEB)).toMatchObject({ min: 2, record: { kind: 'none' } });
  });

  test('a crash between record and raise is made good by the next pass', async () => {
    let down = true;
    const pass = aPass({
      fault: (call) => (down && call.startsWith('resize') ? new Unavailable('503') : undefined),
    });
    await pass.run();
    down = false;
    await pass.run();
    expect(pass.groups.written).toEqual(['record web 8', 'resize web 8/8']);
  });

  test('the owner who is faster is a lost race', async () => {
    let isFirst = true;
    const pass = aPass({
      fault: (call) => {
        if (isFirst && call.startsWith('resize')) {
          isFirst = false;
          pass.groups.change(WEB, { min: 4, desired: 4 });
        }
        return undefined;
      },
    });
    expect(await pass.run()).toEqual({ nextLook: at(17, 50, 1) });
    await pass.run();
    expect(pass.groups.of(WEB)).toMatchObject({ min: 8, record: { record: { owner: 4 } } });
  });

  test('an instance refresh is waited for', async () => {
    const pass = aPass({ troubles: () => ({ refresh: 'InProgress' }) });
    expect(await pass.run()).toEqual({ nextLook: at(17, 50, 15) });
    expect(pass.groups.written).toEqual([]);
    expect(pass.saidOf()?.conditions).toMatchObject([{ type: 'RefreshInProgress', reason: 'web' }]);
  });

  test('a surge that takes no word keeps no group from being raised', async () => {
    const pass = aPass({ fault: failing('PatchSurgeCapacity', new Unavailable('503')) });
    await pass.run();
    expect(pass.groups.of(WEB)).toMatchObject({ min: 8, desired: 8 });
  });
});
