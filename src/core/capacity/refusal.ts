/** Buffers that the API server does not take from us, for a quota, a right or a policy: a person has to be told. */
import type { BufferSnapshot } from '../model/capacity.ts';
import type { ComingRaise } from '../model/coming-raise.ts';
import type { RoomSnapshot } from '../model/room.ts';
import { keyOf } from '../model/target.ts';
import type { CapacitySnapshot } from './snapshot.ts';

/**
 * What is known of a refusal: from this pass, or as it was said before. It stands until the buffer is there as it is wanted,
 * for it is asked for again with every look.
 */
export function refusalOf(
  { buffer, refused, room, surges, target }: CapacitySnapshot,
  open: readonly ComingRaise[],
  chunks: number,
): string | undefined {
  if (refused !== undefined) return `the API server refuses the buffer (${refused}): pods go first`;
  if (buffer.kind === 'ours' && room !== undefined && isAsWanted(buffer.buffer, room, chunks))
    return undefined;
  const asking = new Set(open.map(({ surge }) => surge.id));
  return surges
    .filter(({ id }) => asking.has(id))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ capacity }) => capacity?.[keyOf(target)])
    .find((said) => said?.phase === 'Refused')?.message;
}

/** Of the size that is asked for, and of the pods that are to come. */
export function isAsWanted(
  { chunks, scalable }: BufferSnapshot,
  { scalable: wanted }: RoomSnapshot,
  size: number,
): boolean {
  return (
    chunks === size &&
    scalable.apiGroup === wanted.apiGroup &&
    scalable.kind === wanted.kind &&
    scalable.name === wanted.name
  );
}
