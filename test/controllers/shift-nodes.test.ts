/** Node groups in shifts, and with what an event has touched. */
import { describe, expect, test } from 'vitest';
import { parseCapacityConfig } from '../../src/core/capacity/config.ts';
import { minutes } from '../../src/core/model/time.ts';
import { Unavailable } from '../../src/ports/faults.ts';
import { aGroupConfig, CLUSTER } from '../support/a-node-group.ts';
import { APP, aPush, aShiftWorld, inSeconds } from '../support/a-shift.ts';
import { DEFAULTS } from '../support/a-world.ts';
import { BY_OWNER } from '../support/an-api.ts';
import { aGroup, fakeNodeGroups, WEB } from '../support/fake-node-groups.ts';

const UNTIL = inSeconds(55);

describe('node groups', () => {
  /** Two pods to a node. */
  const aLever = () => {
    const client = fakeNodeGroups([aGroup()]);
    const groups = [aGroupConfig({ shape: { cpu: 4_000, memory: 1_000, pods: 2 } })];
    return { client, lever: { cluster: CLUSTER, region: WEB.region, groups, client } };
  };
  const first = { config: { prescale: DEFAULTS, capacity: parseCapacityConfig({ nodeGroupsFirst: true }) } };
  const nodesFirst = { nodeLead: minutes(0.25) };

  test('are raised in their time, ahead of the floor', async () => {
    const { start, store, floor, runTo } = aShiftWorld();
    const { client, lever } = aLever();
    store(aPush(nodesFirst));
    start(UNTIL, () => ({ nodeGroups: lever }), first);
    await runTo(14);
    expect(client.written).toEqual([]);
    await runTo(17);
    expect(client.written).toEqual(['record web 4', 'resize web 4/4']);
    expect(floor()).toBe(2);
    await runTo(32);
    expect(floor()).toBe(8);
  });

  test('are seen to with what an event has touched, and given back when it is called off', async () => {
    const { api, touch, store, runTo } = aShiftWorld();
    const { client, lever } = aLever();
    store(aPush({ ...nodesFirst, start: inSeconds(70) }));
    const touched = { surges: ['news/push'], targets: [APP] };
    touch(UNTIL, touched, () => ({ nodeGroups: lever }), first);
    await runTo(2);
    expect(client.of(WEB)).toMatchObject({ min: 4, desired: 4 });
    api.patch('Surge', 'news', 'push', { spec: { cancelled: true } }, BY_OWNER);
    touch(UNTIL, touched, () => ({ nodeGroups: lever }), first);
    await runTo(4);
    expect(client.of(WEB)).toMatchObject({ min: 2, record: { kind: 'none' } });
  });
});

test('an event waits for no node group that cannot be asked', async () => {
  const { touch, store, floor, warnings, runTo } = aShiftWorld();
  const client = fakeNodeGroups([aGroup()], { fault: () => new Unavailable('503') });
  const lever = { cluster: CLUSTER, region: WEB.region, groups: [aGroupConfig()], client };
  store(aPush({ start: inSeconds(30) }));
  const { outcome } = touch(UNTIL, { surges: ['news/push'], targets: [APP] }, () => ({ nodeGroups: lever }));
  await runTo(3);
  expect(outcome).toEqual({ value: 'done' });
  expect(floor()).toBe(8);
  expect(client.called).toHaveLength(1);
  expect(warnings.join()).toContain('left to the next shift');
});
