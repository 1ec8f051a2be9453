import { expect, test } from 'vitest';
import { strategicMerge } from '../../../src/sim/http/strategic-merge.ts';

const POD = {
  containers: [
    { name: 'app', image: 'app:1', args: ['a', 'b'] },
    { name: 'side', image: 'side:1' },
  ],
  finalizers: ['x', 'y'],
  limits: { cpu: '1', memory: '1Gi' },
};
const [app, side] = POD.containers;

test.each([
  ['fields of maps merge', { limits: { cpu: '2' } }, { ...POD, limits: { cpu: '2', memory: '1Gi' } }],
  ['null takes a field out', { limits: { cpu: null } }, { ...POD, limits: { memory: '1Gi' } }],
  ['a map can be replaced', { limits: { $patch: 'replace', cpu: '2' } }, { ...POD, limits: { cpu: '2' } }],
  [
    'a map can be deleted',
    { limits: { $patch: 'delete' } },
    { containers: POD.containers, finalizers: POD.finalizers },
  ],
  [
    'items merge by their key',
    { containers: [{ name: 'app', image: 'app:2' }] },
    { ...POD, containers: [{ ...app, image: 'app:2' }, side] },
  ],
  [
    'items are added',
    { containers: [{ name: 'new' }] },
    { ...POD, containers: [app, side, { name: 'new' }] },
  ],
  ['items are deleted', { containers: [{ name: 'app', $patch: 'delete' }] }, { ...POD, containers: [side] }],
  [
    'items are all replaced',
    { containers: [{ $patch: 'replace' }, { name: 'new' }] },
    { ...POD, containers: [{ name: 'new' }] },
  ],
  [
    'items come in the order asked for',
    {
      '$setElementOrder/containers': [{ name: 'side' }, { name: 'app' }],
      containers: [{ name: 'app', image: 'app:2' }],
    },
    { ...POD, containers: [side, { ...app, image: 'app:2' }] },
  ],
  [
    'other lists are replaced',
    { containers: [{ name: 'app', args: ['c'] }] },
    { ...POD, containers: [{ ...app, args: ['c'] }, side] },
  ],
  ['sets grow', { finalizers: ['z', 'x'] }, { ...POD, finalizers: ['x', 'y', 'z'] }],
  [
    'sets shrink by directive',
    { '$deleteFromPrimitiveList/finalizers': ['x'] },
    { ...POD, finalizers: ['y'] },
  ],
  [
    'only what is to be retained stays',
    { limits: { $retainKeys: ['cpu'], cpu: '3' } },
    { ...POD, limits: { cpu: '3' } },
  ],
])('%s', (_, patch, expected) => {
  expect(strategicMerge(POD, patch)).toEqual(expected);
});
