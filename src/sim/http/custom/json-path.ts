/** The JSON paths that printer columns use: fields, and items of a list by the value of one of their fields. */
import { isRecord } from '../../../resources/json.ts';

const STEP = /\.([\w-]+)|\[\?\(@\.([\w-]+)\s*==\s*"([^"]*)"\)\]/g;

/** The first value at the path; undefined: there is none. */
export function readJsonPath(value: unknown, path: string): unknown {
  let at = value;
  for (const [, field, key, wanted] of path.matchAll(STEP)) {
    if (field !== undefined) at = isRecord(at) && Object.hasOwn(at, field) ? at[field] : undefined;
    else if (key !== undefined)
      at = Array.isArray(at) ? at.find((item: unknown) => isRecord(item) && item[key] === wanted) : undefined;
  }
  return at;
}
