/** Auto Scaling groups by the real SDK, over the wire. */
import { describe, expect, test } from 'vitest';
import { AutoScalingGroups } from '../../../src/adapters/aws/auto-scaling-groups.ts';
import type { GroupRecord, GroupState } from '../../../src/core/model/node-group.ts';
import { minutes, plus } from '../../../src/core/model/time.ts';
import { formatGroupTag, GROUP_TAG } from '../../../src/resources/node-group-tag.ts';
import { nodeGroupsContract, REGION } from '../../contracts/node-groups-contract.ts';
import { AWS_START, anAwsWire, sourceOf } from '../../support/an-aws-wire.ts';
import type { NodeGroupSetup } from '../../support/aws-wire/auto-scaling/node-group.ts';
import { broken, denied, throttled, tornAfter } from '../../support/aws-wire/wire-faults.ts';

async function aClient() {
  const { wire, clock, limit } = await anAwsWire();
  const endpoints = { endpoint: wire.url, ec2Endpoint: wire.url };
  const groups = new AutoScalingGroups({ ...limit, ...endpoints, credentials: sourceOf() });
  const add = (over: Partial<NodeGroupSetup> = {}) =>
    wire.autoScaling.add({ name: 'web', min: 2, max: 20, desired: 3, ...over });
  const actions = (): readonly string[] => wire.calls.map(({ action }) => action);
  return { wire, clock, groups, add, actions };
}

nodeGroupsContract(async () => {
  const { wire, groups, add } = await aClient();
  const group = wire.autoScaling.group;
  return {
    groups,
    owner: {
      add: (setup) => void add(setup),
      change: (name, sizes) => void Object.assign(group(name), sizes),
      sizesOf: (name) => {
        const { min, max, desired } = group(name);
        return { min, max, desired };
      },
    },
  };
});

const WEB = { region: REGION, name: 'web' };
const NONE = { kind: 'none' } as const;
const RECORD: GroupRecord = { cluster: 'blue', owner: 2, wrote: 8, was: [], at: AWS_START };
const recorded = { kind: 'record', record: RECORD } as const;
const raise = { min: 8, desired: 8, from: { min: 2, desired: 3 }, expected: NONE };

const stateOf = async (groups: AutoScalingGroups): Promise<GroupState> => {
  const [state] = await groups.list(REGION, ['web']);
  if (state === undefined) throw new Error('no group');
  return state;
};

describe('requests', () => {
  test('are one for all groups that are named, and one for those with a record', async () => {
    const { groups, add, actions } = await aClient();
    const names = Array.from({ length: 40 }, (_, index) => `group-${index}`);
    for (const name of names) add({ name, desired: 2 });
    expect(await groups.list(REGION, names)).toHaveLength(40);
    expect(actions()).toEqual(['DescribeAutoScalingGroups', 'DescribeAutoScalingGroups']);
  });

  test('take every page, and as many as it takes for many names', async () => {
    const { groups, add, actions } = await aClient();
    const names = Array.from({ length: 120 }, (_, index) => `group-${index}`);
    for (const name of names)
      add({ name, min: 0, desired: 0, tags: { [GROUP_TAG]: formatGroupTag(RECORD) } });
    expect(await groups.list(REGION, names)).toHaveLength(120);
    // Three for the names, two pages of those with a record.
    expect(actions()).toHaveLength(5);
  });

  test('are signed for the region of the group', async () => {
    const { wire, groups, add } = await aClient();
    add();
    await groups.list('eu-west-1', ['web']);
    expect(new Set(wire.calls.map(({ region }) => region))).toEqual(new Set(['eu-west-1']));
  });

  test('keep the record from the instances', async () => {
    const { wire, groups, add } = await aClient();
    add();
    await groups.record(WEB, RECORD, NONE);
    expect(wire.autoScaling.group('web').tags.get(GROUP_TAG)).toEqual({
      value: formatGroupTag(RECORD),
      propagate: false,
    });
  });
});

describe('what goes wrong', () => {
  test.each([
    ['throttling', throttled('autoscaling'), 'Throttled'],
    ['a server that fails', broken(500), 'Unavailable'],
    ['a right that is missing', denied('autoscaling'), 'Forbidden'],
    ['a connection that breaks', tornAfter, 'Unavailable'],
  ])('%s has its fault, and is not tried again here', async (_, fault, name) => {
    const { wire, groups, add } = await aClient();
    add();
    wire.faults.next('autoscaling:UpdateAutoScalingGroup', fault);
    await expect(groups.resize(WEB, raise)).rejects.toMatchObject({ name });
    expect(wire.callsOf('autoscaling:UpdateAutoScalingGroup')).toHaveLength(1);
  });

  test('a write that took place without an answer is seen by the next look', async () => {
    const { wire, groups, add } = await aClient();
    add();
    wire.faults.next('autoscaling:UpdateAutoScalingGroup', tornAfter);
    await groups.resize(WEB, raise).catch(() => {});
    expect(await stateOf(groups)).toMatchObject({ min: 8, desired: 8 });
  });
});

describe('troubles', () => {
  test('are none of a group that does as it is told', async () => {
    const { groups, add } = await aClient();
    add();
    expect(await groups.troublesOf(await stateOf(groups))).toEqual({ refresh: undefined });
  });

  test('are an instance refresh as long as it lasts', async () => {
    const { wire, groups, add } = await aClient();
    const { refreshes } = add();
    const refresh = { id: 'r-1', percent: 40, startedAt: AWS_START };
    refreshes.push({ ...refresh, status: 'InProgress' }, { ...refresh, id: 'r-0', status: 'Successful' });
    const state = await stateOf(groups);
    expect(await groups.troublesOf(state)).toEqual({ refresh: 'InProgress' });
    wire.autoScaling.group('web').refreshes.shift();
    expect(await groups.troublesOf(state)).toEqual({ refresh: undefined });
  });

  test('are launches that failed since the record was written, in the words of AWS', async () => {
    const { groups, add } = await aClient();
    add({ available: 3 });
    await groups.record(WEB, RECORD, NONE);
    await groups.resize(WEB, { ...raise, expected: recorded });
    const state = await stateOf(groups);
    expect(state).toMatchObject({ desired: 8, inService: 3 });
    expect((await groups.troublesOf(state)).launchFailure).toContain(
      'do not have sufficient m5.large capacity',
    );
    const later = { ...RECORD, at: plus(AWS_START, minutes(5)) };
    const since = { ...state, record: { kind: 'record', record: later } } as const;
    expect((await groups.troublesOf(since)).launchFailure).toBeUndefined();
  });
});

describe('the shape of a node', () => {
  // As the images of EKS reckon it: 29 and 58 pods, 70m and 80m kept of the cores.
  const LARGE = { cpu: 1_930, pods: 29 };

  test('is that of its instance type', async () => {
    const { groups, add } = await aClient();
    add();
    expect(await groups.shapeOf(WEB)).toMatchObject(LARGE);
  });

  test('is the least that any of several types has', async () => {
    const { groups, add } = await aClient();
    add({ desired: 0, min: 0, instanceTypes: ['c5.xlarge', 'm5.large'] });
    const gibibytes = ((await groups.shapeOf(WEB))?.['memory'] ?? 0) / 2 ** 30;
    expect(await groups.shapeOf(WEB)).toMatchObject(LARGE);
    expect(gibibytes).toBeGreaterThan(6);
    expect(gibibytes).toBeLessThan(7);
  });

  test('of an empty group is that of its launch template', async () => {
    const { wire, groups, add } = await aClient();
    const launchTemplate = { id: 'lt-1', name: 'nodes', version: '$Latest' };
    wire.ec2.addLaunchTemplate({
      ...launchTemplate,
      defaultVersion: 1,
      instanceTypes: [undefined, 'm5.xlarge'],
    });
    add({ desired: 0, min: 0, launchTemplate });
    expect(await groups.shapeOf(WEB)).toMatchObject({ cpu: 3_920, pods: 58 });
  });

  test('is asked for once an hour, and is not known of a template without a type', async () => {
    const { wire, clock, groups, add } = await aClient();
    const launchTemplate = { id: 'lt-1', name: 'nodes', version: '1' };
    wire.ec2.addLaunchTemplate({ ...launchTemplate, defaultVersion: 1, instanceTypes: [undefined] });
    add({ desired: 0, min: 0, launchTemplate });
    expect(await groups.shapeOf(WEB)).toBeUndefined();
    await groups.shapeOf(WEB);
    const asked = () => wire.callsOf('ec2:DescribeLaunchTemplateVersions').length;
    expect(asked()).toBe(1);
    await clock.advanceTo(plus(AWS_START, minutes(61)));
    await groups.shapeOf(WEB);
    expect(asked()).toBe(2);
  });
});
