/** Surge objects as they are read. Objects are never changed in place, and many clients read the same ones. */
import { readSurge, type SurgeReading } from '../../resources/surge/codec.ts';
import type { SurgeObject } from '../api/objects.ts';

const known = new WeakMap<SurgeObject, SurgeReading>();

export function readStoredSurge(object: SurgeObject): SurgeReading {
  const before = known.get(object);
  if (before !== undefined) return before;
  const reading = readSurge(object);
  known.set(object, reading);
  return reading;
}
