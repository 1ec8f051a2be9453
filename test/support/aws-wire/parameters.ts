/** Reads the parameters of an action by a strict schema: what the action does not play is refused, not passed over. */
import type * as z from 'zod';
import type { Parameters } from './wire-call.ts';
import { WireError } from './wire-error.ts';

/** @param code of the refusal, as the service words it */
export function read<T>(schema: z.ZodType<T>, parameters: Parameters, code = 'ValidationError'): T {
  const parsed = schema.safeParse(parameters);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') throw new WireError('NotPlayed', issue.message, 501);
  const path = issue?.path.join('.') ?? '';
  throw new WireError(code, `1 validation error detected: Value at '${path}': ${issue?.message ?? ''}`);
}
