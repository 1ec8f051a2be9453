/** Events as EventBridge puts them into a queue: JSON, as any sender would write it. */
import { formatInstant } from '../../../../src/core/model/time.ts';
import { surgeSpec } from '../../../../src/resources/surge/codec.ts';
import { NAMESPACE } from '../draw-targets.ts';
import type { Delivery } from '../plan.ts';
import type { AlarmChange } from './draw-alarms.ts';

const AROUND = { version: '0', account: '123456789012', region: 'eu-central-1', resources: [] };

export function envelopeOf({ at, event }: Delivery): string {
  const identity = { schema: 1, eventId: event.eventId, version: event.version, namespace: NAMESPACE };
  const around = { ...AROUND, source: 'example.pushes', time: formatInstant(at) };
  const id = `${event.eventId}-${event.version}`;
  if (event.kind === 'cancelled')
    return JSON.stringify({ ...around, id, 'detail-type': 'push.cancelled', detail: identity });
  const { cancelled: _, ...asked } = surgeSpec(event.surge);
  const type = event.version === 1 ? 'push.scheduled' : 'push.changed';
  return JSON.stringify({
    ...around,
    id,
    'detail-type': at < event.surge.start ? type : 'push.sending',
    detail: { ...identity, ...asked },
  });
}

export const alarmEnvelope = ({ at, value }: AlarmChange, alarmName: string): string =>
  JSON.stringify({
    ...AROUND,
    id: `${alarmName}-${at}`,
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    time: formatInstant(at),
    detail: {
      alarmName,
      state: { value, reason: 'Threshold Crossed', timestamp: formatInstant(at).replace('Z', '+0000') },
      configuration: { metrics: [] },
    },
  });
