/** JSON patch (RFC 6902): add, remove, replace, move, copy, test. All of it takes effect, or none. */

import { isRecord } from '../../resources/json.ts';
import { isSameValue } from '../../resources/same-value.ts';
import { ApiError } from '../api/errors.ts';
import { badRequest } from './refusals.ts';

type Edit = (holder: unknown[] | Record<string, unknown>, step: string) => void;

/** Throws 400 for what is no patch, 422 where it does not fit the object. */
export function jsonPatch(target: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) throw badRequest('json patch: expected a list of operations');
  const root = { '': structuredClone(target) };
  for (const operation of patch) runOperation(root, operation);
  return root[''];
}

function runOperation(root: Record<string, unknown>, operation: unknown): void {
  if (!isRecord(operation)) throw badRequest('json patch: expected an operation to be an object');
  const { op, path, from, value } = operation;
  const at = stepsOf(path, 'path');
  switch (op) {
    case 'add':
      return edit(root, at, put(value, true));
    case 'replace':
      read(root, at);
      return edit(root, at, put(value, false));
    case 'remove':
      read(root, at);
      return edit(root, at, takeOut);
    case 'test':
      if (isSameValue(value === null ? find(root, at) : read(root, at), value)) return;
      throw unfit(`testing value ${String(path)} failed`);
    case 'copy':
      return edit(root, at, put(structuredClone(read(root, stepsOf(from, 'from'))), true));
    case 'move': {
      const moved = read(root, stepsOf(from, 'from'));
      edit(root, stepsOf(from, 'from'), takeOut);
      return edit(root, at, put(moved, true));
    }
    default:
      throw badRequest(
        `json patch: unexpected op ${JSON.stringify(op)}, expected add, remove, replace, move, copy or test`,
      );
  }
}

function stepsOf(pointer: unknown, field: string): readonly string[] {
  if (typeof pointer !== 'string' || !/^(\/.*)?$/s.test(pointer))
    throw badRequest(`json patch: expected ${field} to be a JSON pointer, got ${JSON.stringify(pointer)}`);
  return pointer.split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function read(root: Record<string, unknown>, steps: readonly string[]): unknown {
  let at: unknown = root;
  for (const step of steps) {
    const holder = Array.isArray(at) ? { ...at } : at;
    if (!isRecord(holder) || !Object.hasOwn(holder, step))
      throw unfit(`path ${steps.join('/')} does not exist`);
    at = holder[step];
  }
  return at;
}

/** The API server finds null where there is no field. */
function find(root: Record<string, unknown>, steps: readonly string[]): unknown {
  const holder = read(root, steps.slice(0, -1));
  const step = steps.at(-1) ?? '';
  return isRecord(holder) && !Object.hasOwn(holder, step) ? null : read(root, steps);
}

function edit(root: Record<string, unknown>, steps: readonly string[], change: Edit): void {
  const holder = read(root, steps.slice(0, -1));
  if (!Array.isArray(holder) && !isRecord(holder)) throw unfit(`path ${steps.join('/')} does not exist`);
  change(holder as unknown[] | Record<string, unknown>, steps.at(-1) ?? '');
}

const put =
  (value: unknown, inserts: boolean): Edit =>
  (holder, step) => {
    if (!Array.isArray(holder))
      Object.defineProperty(holder, step, { value, writable: true, enumerable: true, configurable: true });
    else holder.splice(indexIn(holder, step, inserts), inserts ? 0 : 1, value);
  };

const takeOut: Edit = (holder, step) => {
  if (Array.isArray(holder)) holder.splice(indexIn(holder, step, false), 1);
  else delete holder[step];
};

function indexIn(list: readonly unknown[], step: string, inserts: boolean): number {
  const index = inserts && step === '-' ? list.length : /^(0|[1-9]\d*)$/.test(step) ? Number(step) : -1;
  if (index < 0 || index > list.length - (inserts ? 0 : 1))
    throw unfit(`index ${step} is outside of the list`);
  return index;
}

const unfit = (message: string): ApiError =>
  new ApiError(422, 'Invalid', `the server rejected our request due to an error in our request: ${message}`);
