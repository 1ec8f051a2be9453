/** Surge schedules from their custom resource to the model. What the API server cannot know is looked at here: zones. */
import { parseRecurrence } from '../../core/prescale/recurrence.ts';
import type { SurgeSchedule } from '../../core/prescale/surge-schedule.ts';
import { checkValue } from '../../core/schema/finding.ts';
import { readTemplate, type SurgeResource, wordFinding } from '../surge/codec.ts';
import { surgeScheduleSpecSchema } from './spec-schema.ts';

export type SurgeScheduleReading =
  | { readonly kind: 'schedule'; readonly schedule: SurgeSchedule }
  /** Each problem names a field, what was expected there and what was found: `spec.zone: expected ..., got ...`. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

export function readSurgeSchedule({ metadata, spec }: SurgeResource): SurgeScheduleReading {
  const read = checkValue(surgeScheduleSpecSchema, spec, ['spec']);
  if (!read.ok) return { kind: 'refused', problems: read.findings.map(wordFinding) };
  const { surge, suspend, ...window } = read.value;
  const reading = parseRecurrence(window);
  if (reading.kind === 'refused')
    return { kind: 'refused', problems: reading.problems.map((problem) => `spec.${problem}`) };
  const id = `${metadata.namespace ?? ''}/${metadata.name}`;
  const template = readTemplate(surge, id);
  return {
    kind: 'schedule',
    schedule: { id, recurrence: reading.recurrence, suspended: suspend, template },
  };
}
