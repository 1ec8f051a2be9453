import { expect, test } from 'vitest';
import { asInstant } from '../../src/core/model/time.ts';
import { type BoundPodWire, type NodeWire, roomOnNodes } from '../../src/resources/node-room.ts';

const NODE: NodeWire = {
  metadata: { name: 'n1', creationTimestamp: '2026-11-22T12:00:00Z', labels: { pool: 'web' } },
  spec: { taints: [{ key: 'spot', effect: 'NoSchedule' }] },
  status: {
    allocatable: { cpu: '3920m', memory: '15Gi', pods: '58' },
    conditions: [{ type: 'Ready', status: 'True' }],
  },
};

const aPod = (over: Partial<BoundPodWire['spec']> = {}, kind = 'ReplicaSet'): BoundPodWire => ({
  metadata: { ownerReferences: [{ kind, controller: true }] },
  spec: { nodeName: 'n1', containers: [{ resources: { requests: { cpu: '500m' } } }], ...over },
  status: { phase: 'Running' },
});

const roomOf = (pods: readonly BoundPodWire[], node: NodeWire = NODE) => roomOnNodes([node], pods)[0];

test('a node is what it says', () => {
  expect(roomOf([])).toEqual({
    name: 'n1',
    labels: { pool: 'web' },
    taints: [{ key: 'spot', effect: 'NoSchedule' }],
    ready: true,
    cordoned: false,
    createdAt: asInstant(Date.UTC(2026, 10, 22, 12)),
    allocatable: { cpu: 3_920, memory: 15 * 2 ** 30, pods: 58 },
    requested: {},
    daemons: {},
  });
});

test('one that says little takes what a kubelet takes', () => {
  expect(roomOf([], { metadata: { name: 'n1', creationTimestamp: '' } })).toMatchObject({
    ready: false,
    cordoned: false,
    allocatable: { pods: 110 },
  });
});

test('a cordoned node says so', () => {
  expect(roomOf([], { ...NODE, spec: { unschedulable: true } })).toMatchObject({
    cordoned: true,
    taints: [],
  });
});

test('the pods on it take room, those of every node by themselves', () => {
  expect(roomOf([aPod(), aPod(), aPod({}, 'DaemonSet'), aPod({}, 'Node')])).toMatchObject({
    requested: { cpu: 2_000, pods: 4 },
    daemons: { cpu: 1_000, pods: 2 },
  });
});

test('pods that have ended, or are on no node or another, take none', () => {
  const ended = ['Succeeded', 'Failed'].map((phase) => ({ ...aPod(), status: { phase } }));
  const { nodeName: _, ...nowhere } = aPod().spec;
  expect(roomOf([...ended, { ...aPod(), spec: nowhere }, aPod({ nodeName: 'n2' })])).toMatchObject({
    requested: {},
  });
});
