/** What a schedule says of itself, between the status of the resource and the model. */
import * as z from 'zod';
import type { ScheduleStatus } from '../../core/prescale/schedule-status.ts';
import { storedConditions, storedInstant, writeConditions, writeWholeSeconds } from '../condition-codec.ts';
import type { JsonObject } from '../json.ts';

const stored = z.object({
  observedGeneration: z.int().min(0),
  conditions: storedConditions,
  nextStart: storedInstant.optional(),
  lastStart: storedInstant.optional(),
});

/** Undefined when there is none that Forescale wrote: it is written anew. */
export function readScheduleStatus(status: unknown): ScheduleStatus | undefined {
  const read = stored.safeParse(status);
  if (!read.success) return undefined;
  const { nextStart, lastStart, ...rest } = read.data;
  return { ...rest, nextStart, lastStart };
}

/** A merge patch of the status subresource; a start that there is not any more is taken out. */
export function scheduleStatusPatch(status: ScheduleStatus): JsonObject {
  const { observedGeneration, conditions, nextStart, lastStart } = status;
  return {
    status: {
      observedGeneration,
      conditions: writeConditions(conditions),
      nextStart: nextStart === undefined ? null : writeWholeSeconds(nextStart),
      lastStart: lastStart === undefined ? null : writeWholeSeconds(lastStart),
    },
  };
}
