import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Bin,
  countNodesFor,
  type Demand,
  fill,
  move,
} from '../../../../src/sim/kubernetes/cluster-autoscaler/bins.ts';
import { fits, type Resources, sumOf } from '../../../../src/sim/kubernetes/resources.ts';
import { secondsIn } from '../../../support/a-sim-cluster.ts';

const cpu = (milliCpu: number): Resources => ({ milliCpu, memoryBytes: 0, pods: 1 });
const room = (milliCpu: number): Resources => ({ milliCpu, memoryBytes: 0, pods: 50 });
const NODE = room(3_920);

const aBin = (name: string, milliCpu: number): Bin => ({
  name,
  state: 'open',
  allocatable: NODE,
  room: room(milliCpu),
  guests: [],
});
const demand = (milliCpu: number, count: number): Demand => ({
  request: cpu(milliCpu),
  count,
  createdAt: [],
});

describe('countNodesFor', () => {
  test.each([
    ['6 pods of 500m: one', [demand(500, 6)], 100, 1],
    ['7 fill one', [demand(500, 7)], 100, 1],
    ['8 need another', [demand(500, 8)], 100, 2],
    ['178', [demand(500, 178)], 100, 26],
    ['no more than the limit', [demand(500, 178)], 5, 5],
    ['none for a pod that fits on no empty node', [demand(4_000, 3)], 100, 0],
    ['small ones go beside big ones', [demand(420, 2), demand(3_500, 2)], 100, 2],
    ['big ones are packed first', [demand(1_000, 4), demand(2_900, 3)], 100, 4],
  ])('%s', (_, demands, limit, want) => {
    expect(countNodesFor(demands, NODE, limit)).toBe(want);
  });
});

describe('fill', () => {
  test('goes through the bins in order and returns the rest', () => {
    const bins = [aBin('a', 1_000), aBin('b', 600)];
    expect(fill(bins, [demand(500, 5)])).toStrictEqual([demand(500, 2)]);
    expect(bins.map(({ room: left, guests }) => [left.milliCpu, guests.length])).toStrictEqual([
      [0, 2],
      [100, 1],
    ]);
  });

  test('leaves the youngest pods over', () => {
    const createdAt = [secondsIn(1), secondsIn(2), secondsIn(3)];
    const [left] = fill([aBin('a', 1_000)], [{ request: cpu(500), count: 3, createdAt }]);
    expect(left?.createdAt).toStrictEqual([secondsIn(3)]);
  });
});

describe('move', () => {
  test('takes the first bin with room for each pod', () => {
    const bins = [aBin('a', 600), aBin('b', 1_000)];
    expect(move([cpu(500), cpu(500), cpu(500)], bins)).toBe(true);
    expect(bins.map(({ guests }) => guests.length)).toStrictEqual([1, 2]);
  });

  test('changes nothing when one pod fits nowhere', () => {
    const bins = [aBin('a', 600), aBin('b', 1_000)];
    expect(move([cpu(500), cpu(900), cpu(500)], bins)).toBe(false);
    expect(bins).toStrictEqual([aBin('a', 600), aBin('b', 1_000)]);
  });
});

const amount = fc.integer({ min: 1, max: 1_000 });

test('filling loses no pod and overfills no bin', () => {
  const demands = fc.array(fc.record({ request: amount.map(cpu), count: fc.nat(20) }));
  fc.assert(
    fc.property(demands, fc.array(fc.nat(3_000)), (wanted, sizes) => {
      const bins = sizes.map((size, index) => aBin(String(index), size));
      const all = wanted.map((one) => ({ ...one, createdAt: [] }));
      const left = fill(bins, all);
      const count = (list: readonly Demand[]): number => list.reduce((sum, one) => sum + one.count, 0);
      const guests = bins.reduce((sum, bin) => sum + bin.guests.length, 0);
      expect(guests + count(left)).toBe(count(all));
      bins.forEach((bin, index) => {
        const used = bin.guests.reduce(sumOf, { milliCpu: 0, memoryBytes: 0, pods: 0 });
        expect(fits(used, room(sizes[index] ?? 0))).toBe(true);
      });
    }),
  );
});

test('as many nodes as counted take all pods, one node fewer of one shape does not', () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 1, max: 200 }), (size, count) => {
      const nodes = countNodesFor([demand(size, count)], NODE, 1_000);
      const bins = (of: number): Bin[] =>
        Array.from({ length: of }, (_, index) => aBin(String(index), 3_920));
      expect(fill(bins(nodes), [demand(size, count)])).toStrictEqual([]);
      expect(fill(bins(nodes - 1), [demand(size, count)])).not.toStrictEqual([]);
    }),
  );
});
