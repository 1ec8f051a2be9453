/** Surges as objects of the API. */
import type { Surge } from '../../src/core/model/surge.ts';
import { readSurge, type SurgeResource } from '../../src/resources/surge/codec.ts';

/** The surge that a resource is; one that is refused has no place in a test that asks for it. */
export function surgeIn(object: SurgeResource): Surge {
  const reading = readSurge(object);
  if (reading.kind === 'surge') return reading.surge;
  throw new RangeError(`reading a surge: ${reading.problems.join('; ')}`);
}
