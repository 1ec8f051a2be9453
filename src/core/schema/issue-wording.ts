/** What to say of a value that a schema refused without words of its own. */
import type * as z from 'zod';
import { expected } from './wording.ts';

const TYPES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of keys',
  record: 'a block of keys',
};

/** Undefined where zod's words have to do. */
export function wordIssue(issue: z.core.$ZodRawIssue): string | undefined {
  const { code, input } = issue;
  switch (code) {
    case 'unrecognized_keys':
      return 'unknown key';
    case 'invalid_type':
      return expected(TYPES[issue.expected] ?? issue.expected, input);
    case 'too_small':
      return boundOf(issue.origin, `${issue.inclusive === false ? 'above' : 'from'} ${issue.minimum}`, input);
    case 'too_big':
      return boundOf(
        issue.origin,
        `${issue.inclusive === false ? 'below' : 'up to'} ${issue.maximum}`,
        input,
      );
    case 'invalid_value':
      return expected(issue.values.map(String).join(' or '), input);
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
      return undefined;
  }
}

const boundOf = (origin: string, bound: string, input: unknown): string | undefined =>
  origin === 'number' || origin === 'int' ? expected(`a number ${bound}`, input) : undefined;
