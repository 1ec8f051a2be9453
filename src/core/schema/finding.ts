/** Findings of a schema or of a rule across fields, before a file and a line, or an object, are put to them. */
import type * as z from 'zod';
import type { FieldPath } from './field-path.ts';
import { wordIssue } from './issue-wording.ts';

export interface Finding {
  readonly path: FieldPath;
  readonly message: string;
}

/** Takes what a rule found; the rule goes on, so that one run names every problem. */
export type Report = (path: FieldPath, message: string) => void;

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Holds `value`, which stands at `path`, against a schema. */
export function checkValue<S extends z.ZodType>(
  schema: S,
  value: unknown,
  path: FieldPath = [],
): Checked<z.output<S>> {
  const read = schema.safeParse(value, { error: wordIssue });
  return read.success
    ? { ok: true, value: read.data }
    : { ok: false, findings: findingsOf(read.error.issues, path) };
}

type Issue = z.core.$ZodIssue;

/** One finding per wrong field: each unknown key is one, and a union speaks of the form that was meant. */
function findingsOf(issues: readonly Issue[], under: FieldPath): readonly Finding[] {
  return issues.flatMap((issue): readonly Finding[] => {
    const path = [...under, ...issue.path];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: [...path, key], message: issue.message }));
    const meant = issue.code === 'invalid_union' ? issue.errors.find(isInside) : undefined;
    return meant === undefined ? [{ path, message: issue.message }] : findingsOf(meant, path);
  });
}

/** The value had the form of this branch: whatever is wrong is inside it. */
const isInside = (branch: readonly Issue[]): boolean =>
  branch.every(({ code, path }) => path.length > 0 || code === 'unrecognized_keys' || code === 'custom');
