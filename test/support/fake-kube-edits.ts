/** What a write does to an object of a FakeKube: patches by kind, and what is asked for before. */
import { Conflict, Invalid } from '../../src/ports/faults.ts';
import { jsonPatch } from '../../src/sim/http/json-patch.ts';

export type Json = Record<string, unknown>;
export interface Stored extends Json {
  metadata: Json & { name: string; namespace?: string; uid: string; resourceVersion: string };
}

export interface JsonOperation {
  readonly op: string;
  readonly path: string;
  readonly value: unknown;
}

/** As in Go's Scale: zero replicas are no field, which a test for null finds as null, and replace does not find. */
export function tested(operations: readonly JsonOperation[], spec: Json): Json {
  const known = spec['replicas'] === 0 ? null : spec['replicas'];
  for (const { op, value } of operations)
    if ((op === 'test' && value !== known) || (op === 'replace' && known === null))
      throw new Invalid(`${op} of path /spec/replicas failed`);
  return { replicas: operations.findLast(({ op }) => op !== 'test')?.value };
}

export function edited(known: Stored, operations: unknown): Stored {
  try {
    return jsonPatch(known, operations) as Stored;
  } catch (error) {
    throw new Invalid(String(error));
  }
}

/** Of the options of a deletion. */
export function expectPreconditions({ metadata }: Stored, body: unknown): void {
  const { preconditions = {} } = (body ?? {}) as {
    preconditions?: { uid?: string; resourceVersion?: string };
  };
  for (const key of ['uid', 'resourceVersion'] as const)
    if (preconditions[key] !== undefined && preconditions[key] !== metadata[key])
      throw new Conflict(`the ${key} in the precondition (${preconditions[key]}) does not match`);
}

export function merged(target: Json, patch: Json): Json {
  const result: Json = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else if (typeof value === 'object' && !Array.isArray(value)) {
      const before = result[key];
      result[key] = merged(
        typeof before === 'object' && before !== null ? (before as Json) : {},
        value as Json,
      );
    } else if (value !== undefined) result[key] = value;
  }
  return result;
}
