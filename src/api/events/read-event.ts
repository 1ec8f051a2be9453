/**
 * Reads what came over the bus: the whole envelope of EventBridge, as SQS hands it over. Pure: the same text always asks for
 * the same under the same configuration, whenever it comes.
 */
import * as z from 'zod';
import type { FunctionsConfig } from '../../config/functions/functions-config.ts';
import { choice } from '../../core/schema/fields.ts';
import { checkValue } from '../../core/schema/finding.ts';
import { wordFinding } from '../../resources/surge/codec.ts';
import { alarmDetail } from './alarm-schema.ts';
import { cancelledDetail, scheduledDetail, startedDetail } from './detail-schemas.ts';
import { cloudWatchSource, envelopeFields, ownSource } from './envelope-schema.ts';
import { parseText } from './event-text.ts';
import { ALARM_TYPE, EVENT_TYPE_NAMES } from './event-types.ts';
import { type DetailReading, type InboundReading, readChecked, refuse } from './inbound-reading.ts';
import { readAlarm } from './read-alarm.ts';
import { readCancel, readPush, readSpike } from './read-push.ts';

export type { InboundReading };

const envelopeSchema = z.looseObject({ ...envelopeFields, 'detail-type': choice(EVENT_TYPE_NAMES) });

type Envelope = z.output<typeof envelopeSchema>;

/** Never throws. */
export function readEvent(body: string, config: FunctionsConfig): InboundReading {
  const parsed = parseText(body);
  if (!parsed.ok) return { kind: 'refused', problems: [parsed.problem] };
  const envelope = checkValue(envelopeSchema, parsed.value);
  if (!envelope.ok) return { kind: 'refused', problems: envelope.findings.map(wordFinding) };
  const reading = readEnvelope(envelope.value, config);
  return reading.kind === 'refused'
    ? { kind: 'refused', problems: reading.findings.map(wordFinding) }
    : reading;
}

/** A source that may not say so is named beside whatever else is wrong. */
function readEnvelope(envelope: Envelope, config: FunctionsConfig): DetailReading {
  const isAlarm = envelope['detail-type'] === ALARM_TYPE;
  const source = checkValue(isAlarm ? cloudWatchSource : ownSource, envelope['source'], ['source']);
  const reading = readDetail(envelope, config);
  const inDetail = reading.kind === 'refused' ? refuse(reading.findings, ['detail']) : reading;
  if (source.ok) return inDetail;
  return refuse([...source.findings, ...(inDetail.kind === 'refused' ? inDetail.findings : [])]);
}

function readDetail(envelope: Envelope, config: FunctionsConfig): DetailReading {
  const { detail, 'detail-type': type, time } = envelope;
  const context = { type, time, config };
  switch (type) {
    case 'push.scheduled':
    case 'push.changed':
      return readChecked(scheduledDetail, detail, (given) => readPush(given, context));
    case 'push.sending':
      return readChecked(startedDetail, detail, (given) => readPush(given, context));
    case 'push.cancelled':
      return readChecked(cancelledDetail, detail, (given) => readCancel(given, context));
    case 'spike.detected':
      return readChecked(startedDetail, detail, (given) => readSpike(given, context));
    case ALARM_TYPE:
      return readChecked(alarmDetail, detail, (given) => readAlarm(given, envelope, config));
  }
}
