/** `CloudWatch Alarm State Change`, as far as it is read. The rest of it is AWS's to change. */
import * as z from 'zod';
import { type Instant, parseInstant } from '../../core/model/time.ts';
import { choice, saying, text } from '../../core/schema/fields.ts';
import { expected } from '../../core/schema/wording.ts';

const INSTANT = 'an instant such as 2026-11-26T18:04:40.985+0000';

/** CloudWatch writes the offset of a zone without a colon. */
const alarmInstant = z.string(saying(INSTANT)).transform((value, context): Instant => {
  const at = parseInstant(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (at !== undefined) return at;
  context.addIssue({ code: 'custom', message: expected(INSTANT, value) });
  return z.NEVER;
});

export const alarmDetail = z.looseObject({
  alarmName: text('the name of an alarm').describe('Which alarm; the configuration says what it asks for.'),
  state: z
    .looseObject({
      value: choice(['OK', 'ALARM', 'INSUFFICIENT_DATA']).describe('What it is now.'),
      timestamp: alarmInstant.describe('When it became so.'),
    })
    .describe('The state that it is in now.'),
});

export type AlarmDetail = z.output<typeof alarmDetail>;
