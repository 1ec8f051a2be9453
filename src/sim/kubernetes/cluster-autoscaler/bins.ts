/** Room on nodes as the autoscaler's simulation fills it: scratch copies, in the order in which they are tried. */
import type { Instant } from '../../../core/model/time.ts';
import { countThatFits, differenceOf, fits, multipleOf, type Resources, share, sumOf } from '../resources.ts';

/** Pods of one shape that have no node. */
export interface Demand {
  readonly request: Resources;
  readonly count: number;
  /** When the pods were created, in order; none for pods of a buffer, which have no age. */
  readonly createdAt: readonly Instant[];
}

/**
 * `open` takes pods; `closed` is Ready but takes none; `upcoming` is not Ready yet: it has room for pending pods, but
 * none for pods that stand on other nodes.
 */
export type BinState = 'open' | 'closed' | 'upcoming';

export interface Bin {
  readonly name: string;
  readonly state: BinState;
  readonly allocatable: Resources;
  room: Resources;
  /** Pods that the simulation has put in; they must move if the node goes. */
  readonly guests: Resources[];
}

/** Fills the bins in order; returns what found no room. */
export function fill(bins: readonly Bin[], demands: readonly Demand[]): Demand[] {
  return demands.flatMap(({ request, count, createdAt }) => {
    let left = count;
    for (const bin of bins) {
      if (left === 0) return [];
      const placed = Math.min(left, countThatFits(request, bin.room));
      bin.room = differenceOf(bin.room, multipleOf(request, placed));
      for (let index = 0; index < placed; index += 1) bin.guests.push(request);
      left -= placed;
    }
    return left === 0 ? [] : [{ request, count: left, createdAt: createdAt.slice(count - left) }];
  });
}

/** How many empty nodes the pods fill, at most `limit`; the bigger pods are packed first. */
export function countNodesFor(demands: readonly Demand[], allocatable: Resources, limit: number): number {
  const rooms: Resources[] = [];
  for (const { request, count } of bySize(demands, allocatable)) {
    let left = count;
    for (let index = 0; left > 0; index += 1) {
      const isNew = index >= rooms.length;
      const room = rooms[index] ?? allocatable;
      const placed = Math.min(left, countThatFits(request, room));
      if (isNew && (placed === 0 || rooms.length >= limit)) break;
      rooms[index] = differenceOf(room, multipleOf(request, placed));
      left -= placed;
    }
  }
  return rooms.length;
}

/** Moves all pods into bins, or none: then it returns false and nothing has changed. */
export function move(requests: readonly Resources[], bins: readonly Bin[]): boolean {
  const moved: { readonly bin: Bin; readonly request: Resources }[] = [];
  for (const request of requests) {
    const bin = bins.find(({ room }) => fits(request, room));
    if (bin === undefined) {
      moved.forEach(({ bin: left, request: back }) => {
        left.room = sumOf(left.room, back);
        left.guests.pop();
      });
      return false;
    }
    bin.room = differenceOf(bin.room, request);
    bin.guests.push(request);
    moved.push({ bin, request });
  }
  return true;
}

function bySize(demands: readonly Demand[], allocatable: Resources): Demand[] {
  const sizeOf = ({ request }: Demand): number =>
    share(request.milliCpu, allocatable.milliCpu) + share(request.memoryBytes, allocatable.memoryBytes);
  return demands.toSorted((a, b) => sizeOf(b) - sizeOf(a));
}
