import { parseRecurrence, type Recurrence } from '../../src/core/prescale/recurrence.ts';

/** A recurrence from what a user writes; torn input fails the test that holds it. */
export function aRecurrence(input: Readonly<Record<string, unknown>>): Recurrence {
  const reading = parseRecurrence(input);
  if (reading.kind === 'refused') throw new RangeError(reading.problems.join('; '));
  return reading.recurrence;
}
