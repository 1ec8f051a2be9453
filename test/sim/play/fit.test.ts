import { expect, test } from 'vitest';
import type { PodTemplate, ResourceList } from '../../../src/sim/api/objects.ts';
import { countFitting } from '../../../src/sim/play/fit.ts';

const NODE: ResourceList = { cpu: '3920m', memory: '15Gi', pods: '58' };
const podOf = (...containers: readonly ResourceList[]): PodTemplate => ({
  spec: { containers: containers.map((requests, index) => ({ name: `c${index}`, resources: { requests } })) },
});

const cases: Readonly<Record<string, readonly [PodTemplate, ResourceList, number]>> = {
  'by cpu': [podOf({ cpu: '500m' }), NODE, 7],
  'by memory': [podOf({ cpu: '10m', memory: '5Gi' }), NODE, 3],
  'by the number of pods': [podOf({ cpu: '1m' }), NODE, 58],
  'all containers count': [podOf({ cpu: '500m' }, { cpu: '500m' }), NODE, 3],
  'to the last bit': [podOf({ cpu: '0.1' }), { cpu: '0.3' }, 3],
  'a pod that asks for nothing': [{ spec: { containers: [{ name: 'c' }] } }, NODE, 58],
  'a node that does not say how many pods': [podOf({ cpu: '1m' }), { cpu: '4' }, 110],
  'a node that does not say how much memory': [podOf({ memory: '1Gi' }), { cpu: '4', pods: '9' }, 9],
  'one at least, whatever it asks for': [podOf({ cpu: '64' }), NODE, 1],
};
test.each(Object.entries(cases))('%s', (_, [template, allocatable, expected]) => {
  expect(countFitting(template, allocatable)).toBe(expected);
});
