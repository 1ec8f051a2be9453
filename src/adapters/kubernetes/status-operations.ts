/**
 * What is said in a status, as operations of a JSON patch that hold for one object alone: an API server passes over another
 * uid in a merge patch of the status of a custom resource, and would write on who has come under the same name.
 */
import { isRecord } from '../../resources/json.ts';
import { isSameValue } from '../../resources/same-value.ts';
import type { Patch } from './status-batches.ts';

export type Operation =
  | { readonly op: 'test' | 'add'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string };

/** Down to the entries of targets, of capacity and of what was announced: each is replaced as a whole, and leaves the others alone. */
const DEPTH = 2;

/**
 * `status`: as it is known. What holds the entries is made where it is missing, and nothing is written when somebody else
 * has made it since.
 */
export function statusOperations(
  uid: string | undefined,
  status: unknown,
  patch: Patch,
): readonly Operation[] {
  const test: Operation = { op: 'test', path: '/metadata/uid', value: uid };
  return [...(uid === undefined ? [] : [test]), ...operationsIn({ status }, patch, '', DEPTH)];
}

function operationsIn(known: Patch, patch: Patch, path: string, depth: number): readonly Operation[] {
  return Object.entries(patch).flatMap(([key, value]): readonly Operation[] => {
    const at = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const before = known[key];
    if (value === undefined) return [];
    if (value === null) return before === undefined ? [] : [{ op: 'remove', path: at }];
    if (depth > 0 && isRecord(value) && isRecord(before)) return operationsIn(before, value, at, depth - 1);
    const add: Operation = { op: 'add', path: at, value: withoutNulls(value) };
    // The API server finds null where there is no field.
    return depth > 0 && isRecord(value) && before === undefined
      ? [{ op: 'test', path: at, value: null }, add]
      : [add];
  });
}

/** Whether operations that were made for `before` fit `now`: what they tested is so. */
export const isSameFrame = (before: unknown, now: unknown): boolean =>
  isRecord(before) && isRecord(now)
    ? FRAME.every((key) => isRecord(before[key]) === isRecord(now[key])) &&
      isSameValue(keysOf(before['announced']), keysOf(now['announced']))
    : isRecord(before) === isRecord(now);

const FRAME = ['targets', 'capacity', 'announced'];

/** Its entries are taken out, which none is twice. */
const keysOf = (entries: unknown): readonly string[] =>
  Object.keys(isRecord(entries) ? entries : {}).toSorted();

function withoutNulls(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
  return Object.fromEntries(kept.map(([key, one]) => [key, withoutNulls(one)]));
}
