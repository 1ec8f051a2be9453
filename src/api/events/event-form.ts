/** Whether a text is an event at all, by its schema alone: where no configuration is there to say what its names mean. */
import * as z from 'zod';
import { choice } from '../../core/schema/fields.ts';
import { checkValue } from '../../core/schema/finding.ts';
import { wordFinding } from '../../resources/surge/codec.ts';
import { parseText } from './event-text.ts';
import { EVENT_TYPE_NAMES, eventSchema } from './event-types.ts';

const typed = z.looseObject({ 'detail-type': choice(EVENT_TYPE_NAMES) });

/** Each names a field, what was expected there and what was found; none = it has the form that it should have. */
export function findFormProblems(body: string): readonly string[] {
  const parsed = parseText(body);
  if (!parsed.ok) return [parsed.problem];
  const envelope = checkValue(typed, parsed.value);
  if (!envelope.ok) return envelope.findings.map(wordFinding);
  const event = checkValue(eventSchema(envelope.value['detail-type']), parsed.value);
  return event.ok ? [] : event.findings.map(wordFinding);
}
