/** What stands, what should, and the fewest writes between. */
import { describe, expect, test } from 'vitest';
import { minutes } from '../../../src/core/model/time.ts';
import { aCapacity, aNodeSurge, saying } from '../../support/a-capacity.ts';
import {
  actionsOf,
  aGroupConfig,
  aNeed,
  anIdleNode,
  anotherTarget,
  aSighting,
  CLUSTER,
  capacitiesOf,
  decideAt,
  THREE_BUSY,
} from '../../support/a-node-group.ts';
import { aRoom } from '../../support/a-room.ts';
import { at } from '../../support/a-surge.ts';
import { WEB } from '../../support/fake-node-groups.ts';

/** 30 pods, seven to a node: five new ones beside three with pods. */
const RECORD = { cluster: CLUSTER, owner: 2, wrote: 8, was: [], at: at(17, 50) };
const recorded = { kind: 'record', record: RECORD } as const;
const raised = { min: 8, desired: 8, record: recorded };
const said = aCapacity({
  buffer: undefined,
  groups: [{ ...WEB, min: 2, size: 8 }],
  message: 'node groups are raised, but there is no room for all pods to come on nodes that are Ready yet',
});

describe('when nodes are asked for', () => {
  const plan = decideAt();

  test('the record goes first, then minimum and desired in one write', () => {
    expect(actionsOf(plan)).toEqual([
      { kind: 'RecordGroup', group: WEB, expected: { kind: 'none' }, record: RECORD },
      {
        kind: 'ResizeGroup',
        group: WEB,
        expected: recorded,
        from: { min: 2, desired: 3 },
        min: 8,
        desired: 8,
      },
    ]);
    expect(plan.groups[0]?.reason).toBe(
      'node group web: minimum 2 becomes 8 for pods to come, its owner wants 2',
    );
  });

  test('the surge says what was asked for, and why', () => {
    expect(capacitiesOf(plan)).toEqual([said]);
    expect(plan.targets[0]?.reasons).toMatchObject([{ code: 'NodesAsked' }]);
  });

  test('desired is left alone where it is there already, and never lowered', () => {
    const [, resize] = actionsOf(decideAt({ groups: [aSighting({ desired: 12 })] }));
    expect(resize).toMatchObject({ min: 8, desired: undefined });
  });
});

describe('while it is raised', () => {
  const surges = [saying(aNodeSurge(), said)];

  test('nothing is written', () => {
    const plan = decideAt({ groups: [aSighting(raised)], needs: [aNeed({ surges })] }, at(17, 51));
    expect([plan.groups, plan.targets]).toEqual([[], []]);
    expect(plan.isOpen).toBe(true);
  });

  test('nodes that come are those that were asked for', () => {
    const come = [...THREE_BUSY, ...['d', 'e', 'f', 'g', 'h'].map(anIdleNode)];
    const needs = [aNeed({ surges, room: aRoom({ nodes: come }) })];
    const plan = decideAt({ groups: [aSighting(raised)], needs });
    expect(plan.groups).toEqual([]);
    expect(capacitiesOf(plan)).toMatchObject([{ phase: 'Provisioned', nodes: 5 }]);
  });

  test('they are kept until the pods have nodes, though the floor is up', () => {
    const half = { surges, raises: [], raised: surges, standing: 40 };
    const waiting = aRoom({
      bound: 20,
      unbound: 5,
      nodes: [...THREE_BUSY, ...['d', 'e', 'f'].map(anIdleNode)],
    });
    const keeping = decideAt({
      groups: [aSighting(raised)],
      needs: [aNeed({ ...half, room: waiting })],
    });
    expect(actionsOf(keeping)).toMatchObject([{ record: { wrote: 6 } }, { min: 6, desired: undefined }, {}]);
    const done = decideAt({
      groups: [aSighting(raised)],
      needs: [aNeed({ ...half, room: aRoom({ bound: 40 }) })],
    });
    expect(actionsOf(done)).toMatchObject([
      { kind: 'ResizeGroup', min: 2, desired: undefined },
      { kind: 'ForgetGroup' },
    ]);
    expect(capacitiesOf(done)).toMatchObject([{ phase: 'Released' }]);
  });

  test('a pod that comes and goes later begins nothing anew', () => {
    const released = [saying(aNodeSurge(), { ...said, phase: 'Released' })];
    const needs = [aNeed({ surges: released, raises: [], raised: released, standing: 40 })];
    expect(decideAt({ needs })).toEqual({ targets: [], groups: [], isOpen: false });
  });
});

describe('at the end', () => {
  test('the owner’s minimum goes back first, and then the record', () => {
    expect(actionsOf(decideAt({ groups: [aSighting(raised)], needs: [] }))).toEqual([
      {
        kind: 'ResizeGroup',
        group: WEB,
        expected: recorded,
        from: { min: 8, desired: 8 },
        min: 2,
        desired: undefined,
      },
      { kind: 'ForgetGroup', group: WEB, expected: recorded },
    ]);
  });

  test('a group that is not configured any more is given back as well', () => {
    expect(actionsOf(decideAt({ groups: [aSighting(raised, { config: undefined })] }))).toMatchObject([
      { kind: 'ResizeGroup', min: 2 },
      { kind: 'ForgetGroup' },
    ]);
  });

  test('text on the tag that is no record goes, and the minimum stays', () => {
    const record = { kind: 'torn', text: 'x' } as const;
    expect(actionsOf(decideAt({ groups: [aSighting({ min: 8, record })], needs: [] }))).toEqual([
      { kind: 'ForgetGroup', group: WEB, expected: record },
    ]);
  });
});

describe('when the owner speaks', () => {
  test('a new minimum is the baseline, and ours is written above it', () => {
    const [record, resize] = actionsOf(decideAt({ groups: [aSighting({ ...raised, min: 5 })] }));
    expect(record).toMatchObject({ record: { owner: 5, wrote: 8 } });
    expect(resize).toMatchObject({ from: { min: 5 }, min: 8 });
  });

  test('one above ours stays, and the record goes', () => {
    const groups = [aSighting({ ...raised, min: 9, desired: 9 })];
    expect(actionsOf(decideAt({ groups }))).toMatchObject([{ kind: 'ForgetGroup' }]);
  });

  test('a write of ours that comes late is not taken for the owner’s', () => {
    const late = { kind: 'record', record: { ...RECORD, wrote: 9, was: [6] } } as const;
    const [record, resize, settled] = actionsOf(
      decideAt({ groups: [aSighting({ ...raised, min: 6, record: late })] }),
    );
    expect(record).toMatchObject({ record: { owner: 2, wrote: 8, was: [9, 6] } });
    expect(resize).toMatchObject({ min: 8 });
    expect(settled).toMatchObject({ record: { was: [] } });
  });
});

describe('several targets', () => {
  const [one, other] = [anotherTarget('a'), anotherTarget('b')];
  const needs = [aNeed({ target: one }), aNeed({ target: other })];

  test('share a group: their nodes add up', () => {
    // 60 pods, seven to a node.
    expect(actionsOf(decideAt({ needs }))).toMatchObject([{ record: { wrote: 12 } }, { min: 12 }]);
  });

  test('and when one is done, the rest is what the other needs', () => {
    const [rest] = actionsOf(
      decideAt({
        needs: [aNeed({ target: one })],
        groups: [
          aSighting({ ...raised, min: 12, record: { kind: 'record', record: { ...RECORD, wrote: 12 } } }),
        ],
      }),
    );
    expect(rest).toMatchObject({ record: { owner: 2, wrote: 8, was: [12] } });
  });
});

describe('what stands in the way', () => {
  test('the maximum caps', () => {
    const plan = decideAt({ groups: [aSighting({ max: 5 })] });
    expect(actionsOf(plan)).toMatchObject([{}, { min: 5, desired: 5 }]);
    expect(capacitiesOf(plan)).toMatchObject([
      { phase: 'Requested', conditions: [{ type: 'GroupAtMaximum', status: 'True', reason: 'web' }] },
    ]);
  });

  test('an instance refresh is waited for, also at the end', () => {
    const plan = decideAt({ groups: [aSighting({}, {}, { refresh: 'InProgress' })] });
    expect(plan.groups).toEqual([]);
    expect(plan.isOpen).toBe(true);
    expect(capacitiesOf(plan)).toMatchObject([{ conditions: [{ type: 'RefreshInProgress' }] }]);
    const end = decideAt({ needs: [], groups: [aSighting(raised, {}, { refresh: 'Pending' })] });
    expect(end).toEqual({ targets: [], groups: [], isOpen: true });
  });

  test('instances that do not come are told of in the words of AWS', () => {
    const launchFailure = 'We currently do not have sufficient m7g.xlarge capacity';
    const plan = decideAt({ groups: [aSighting({ ...raised, inService: 3 }, {}, { launchFailure })] });
    expect(capacitiesOf(plan)).toMatchObject([
      { phase: 'Requested', conditions: [{ type: 'OutOfCapacity', message: launchFailure }] },
    ]);
  });

  test('a refusal is said once, and remembered while it is tried again', () => {
    const refused = { 'eu-central-1/web': 'not authorized' };
    const [capacity] = capacitiesOf(decideAt({ refused }));
    expect(capacity).toMatchObject({ phase: 'Refused', conditions: [{ type: 'RaiseRefused' }] });
    const surges = [saying(aNodeSurge(), capacity ?? said)];
    const again = decideAt({ needs: [aNeed({ surges })] });
    expect(again.targets).toEqual([]);
    expect(actionsOf(again)).toHaveLength(2);
  });

  test.each([
    [
      'a shape that nobody tells',
      { config: aGroupConfig({ shape: undefined }) },
      {},
      'nobody tells how large',
    ],
    ['labels that no pod asks for', {}, { pod: { nodeSelector: { pool: 'gpu' } } }, 'takes its pods'],
    [
      'taints',
      { config: aGroupConfig({ taints: [{ key: 'k', effect: 'NoSchedule' }] }) },
      {},
      'takes its pods',
    ],
    [
      'nodes that are too small',
      { config: aGroupConfig({ shape: { cpu: 100, memory: 1, pods: 9 } }) },
      {},
      'fit on no node',
    ],
    ['a group that is not there', { reading: { kind: 'missing' } as const }, {}, 'web is not there'],
    [
      'no right to look',
      { reading: { kind: 'unreadable', why: '403' } as const },
      {},
      'cannot be looked at (403)',
    ],
    [
      'a group of another cluster',
      aSighting({ record: { kind: 'record', record: { ...RECORD, cluster: 'green' } } }),
      {},
      'for another cluster',
    ],
  ])('%s: pods go first', (_, sighting, pod: { pod?: object }, why) => {
    const aPodRoom = aRoom({ nodes: [] });
    const room = { ...aPodRoom, pod: { ...aPodRoom.pod, ...pod.pod } };
    const plan = decideAt({ groups: [{ ...aSighting(), ...sighting }], needs: [aNeed({ room })] });
    expect(plan.groups).toEqual([]);
    expect(capacitiesOf(plan)).toMatchObject([{ phase: 'Unavailable', groups: undefined }]);
    expect(capacitiesOf(plan)[0]?.message).toContain(why);
  });
});

test('nodes that are there already are no reason to raise a group', () => {
  const room = aRoom({
    nodes: [...THREE_BUSY, anIdleNode('d')].map((node) => ({ ...node, labels: {} })),
    bound: 36,
  });
  const plan = decideAt({ needs: [aNeed({ room })] });
  expect(plan.groups).toEqual([]);
  expect(capacitiesOf(plan)).toMatchObject([{ phase: 'NotNeeded', chunks: 0 }]);
});

test('a surge that wants no nodes first asks for none', () => {
  const needs = [aNeed({ surges: [aNodeSurge({ nodeLead: minutes(0) })], raises: [] })];
  expect(decideAt({ needs })).toEqual({ targets: [], groups: [], isOpen: false });
});
