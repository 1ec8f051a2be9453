/** JSON merge patch (RFC 7386) on immutable data: null takes a key out, arrays are replaced whole. */
import type { JsonObject } from '../../resources/json.ts';

export function mergePatch<T>(target: T, patch: JsonObject): T {
  // A map, as a name such as `__proto__` means something else on an object.
  const merged = new Map<string, unknown>(isObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    if (value === null) merged.delete(key);
    else merged.set(key, isObject(value) ? mergePatch(merged.get(key), value) : value);
  }
  return Object.fromEntries(merged) as T;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
