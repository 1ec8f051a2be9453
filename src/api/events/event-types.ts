/** Every detail type that is taken in: who may send it, and what it has to look like. */
import * as z from 'zod';
import { choice } from '../../core/schema/fields.ts';
import { publishedSchema } from '../../core/schema/published.ts';
import { alarmDetail } from './alarm-schema.ts';
import { cancelledDetail, scheduledDetail, startedDetail } from './detail-schemas.ts';
import { cloudWatchSource, envelopeFields, ownSource } from './envelope-schema.ts';

export const ALARM_TYPE = 'CloudWatch Alarm State Change';

export const EVENT_TYPE_NAMES = [
  'push.scheduled',
  'push.changed',
  'push.sending',
  'push.cancelled',
  'spike.detected',
  ALARM_TYPE,
] as const;

export type EventTypeName = (typeof EVENT_TYPE_NAMES)[number];

const FORMS: Readonly<Record<EventTypeName, { readonly source: z.ZodType; readonly detail: z.ZodType }>> = {
  'push.scheduled': { source: ownSource, detail: scheduledDetail },
  'push.changed': { source: ownSource, detail: scheduledDetail },
  'push.sending': { source: ownSource, detail: startedDetail },
  'push.cancelled': { source: ownSource, detail: cancelledDetail },
  'spike.detected': { source: ownSource, detail: startedDetail },
  [ALARM_TYPE]: { source: cloudWatchSource, detail: alarmDetail },
};

/** The whole event, `detail` and envelope. */
export const eventSchema = (type: EventTypeName) =>
  z.looseObject({ ...envelopeFields, 'detail-type': choice([type]), ...FORMS[type] });

export const eventJsonSchema = (type: EventTypeName): Readonly<Record<string, unknown>> =>
  publishedSchema(eventSchema(type), `Event ${type}`);
