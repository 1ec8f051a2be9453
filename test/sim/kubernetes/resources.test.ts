import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allocatableOf,
  countThatFits,
  differenceOf,
  fits,
  multipleOf,
  requestsOf,
  utilizationOf,
} from '../../../src/sim/kubernetes/resources.ts';

const podOf = (...requests: { cpu?: string; memory?: string }[]) => ({
  containers: requests.map((request, index) => ({ name: `c${index}`, resources: { requests: request } })),
});

describe('requestsOf', () => {
  test.each([
    ['no containers', [], { milliCpu: 0, memoryBytes: 0, pods: 1 }],
    ['no requests', [{}], { milliCpu: 0, memoryBytes: 0, pods: 1 }],
    ['whole units', [{ cpu: '500m', memory: '1Ki' }], { milliCpu: 500, memoryBytes: 1_024, pods: 1 }],
    ['the sum of containers', [{ cpu: '0.1' }, { cpu: '200m' }], { milliCpu: 300, memoryBytes: 0, pods: 1 }],
    ['a fraction of a milli rounded up', [{ cpu: '100u' }], { milliCpu: 1, memoryBytes: 0, pods: 1 }],
    ['no drift of floats', [{ cpu: '0.57' }], { milliCpu: 570, memoryBytes: 0, pods: 1 }],
  ])('%s', (_, containers, want) => {
    expect(requestsOf(podOf(...containers))).toStrictEqual(want);
  });

  test('gives all pods of a template the same object', () => {
    const spec = podOf({ cpu: '1' });
    expect(requestsOf({ ...spec })).toBe(requestsOf(spec));
  });

  test('names the field and the text that is no quantity', () => {
    expect(() => requestsOf(podOf({ cpu: 'half' }))).toThrow(
      'Expected `resources.requests.cpu` to be a quantity from 0, got "half"',
    );
  });
});

test('a node that does not say takes 110 pods', () => {
  expect(allocatableOf({ cpu: '3920m' })).toStrictEqual({ milliCpu: 3_920, memoryBytes: 0, pods: 110 });
});

test('utilization is the scarcer of CPU and memory', () => {
  const whole = { milliCpu: 4_000, memoryBytes: 100, pods: 10 };
  expect(utilizationOf({ milliCpu: 1_000, memoryBytes: 60, pods: 9 }, whole)).toBe(0.6);
  expect(utilizationOf({ milliCpu: 1_000, memoryBytes: 0, pods: 1 }, { ...whole, memoryBytes: 0 })).toBe(
    0.25,
  );
});

const amount = fc.integer({ min: 0, max: 50 });
const resources = fc.record({ milliCpu: amount, memoryBytes: amount, pods: fc.integer({ min: 1, max: 5 }) });

test('countThatFits is the most copies that fit together', () => {
  fc.assert(
    fc.property(resources, resources, (request, room) => {
      const count = countThatFits(request, room);
      expect(fits(multipleOf(request, count), room)).toBe(true);
      expect(fits(request, differenceOf(room, multipleOf(request, count)))).toBe(false);
    }),
  );
});
