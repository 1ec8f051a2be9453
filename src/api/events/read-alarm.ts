/** State changes of CloudWatch alarms that the configuration knows. */
import type { FunctionsConfig } from '../../config/functions/functions-config.ts';
import type { AlarmTemplate, AppTemplate } from '../../config/functions/template.ts';
import { plus } from '../../core/model/time.ts';
import { eventSurgeName } from '../../core/prescale/event-surge.ts';
import type { AlarmState, SurgeChange } from '../../core/prescale/inbound-event.ts';
import { readTemplate } from '../../resources/surge/codec.ts';
import type { AlarmDetail } from './alarm-schema.ts';
import { placeEvent } from './event-place.ts';
import { ALARM_TYPE } from './event-types.ts';
import { type DetailReading, refuse } from './inbound-reading.ts';

/** Of the envelope. */
export interface AlarmHome {
  readonly account: string;
  readonly region: string;
}

export function readAlarm(
  { alarmName, state }: AlarmDetail,
  { account, region }: AlarmHome,
  config: FunctionsConfig,
): DetailReading {
  const alarm = Object.hasOwn(config.alarms, alarmName) ? config.alarms[alarmName] : undefined;
  const app = alarm && config.apps[alarm.app];
  if (alarm === undefined || app === undefined)
    return { kind: 'ignored', reason: `alarm "${alarmName}" is not configured` };
  if (state.value === 'INSUFFICIENT_DATA')
    return { kind: 'ignored', reason: `alarm "${alarmName}" has insufficient data, which changes nothing` };
  const placed = placeEvent({ app: alarm.app }, config);
  if (!placed.ok) return refuse(placed.findings);
  const eventId = `${account}/${region}/${alarmName}`;
  const base = { kind: 'alarm', eventId, version: state.timestamp, at: state.timestamp } as const;
  const lasts = state.value === 'ALARM';
  const name = eventSurgeName('alarm', eventId, alarmName);
  const changes = Array.from(placed.place.namespaces, ([cluster, namespace]) => {
    const id = `${namespace}/${name}`;
    return [cluster, { id, asked: { ...base, lasts, ...opened(id, base.at, alarm, app) } }] as const;
  });
  return {
    kind: 'event',
    event: {
      type: ALARM_TYPE,
      origin: 'alarm',
      eventId,
      version: state.timestamp,
      clusters: [...placed.place.namespaces.keys()],
      changes: Object.fromEntries<SurgeChange>(changes),
    },
  };
}

/** The Surge that it asks for when it goes off, for as long as it is held. */
function opened(
  id: string,
  at: AlarmState['at'],
  { hold, most, demand }: AlarmTemplate,
  app: AppTemplate,
): Pick<AlarmState, 'hold' | 'most' | 'surge'> {
  const { targets, ceiling, leadSeconds, nodes } = app;
  const wanted = demand ?? app.demand;
  if (wanted === undefined)
    throw new RangeError('reading an alarm: expected a demand, which the configuration checks');
  const template = readTemplate({ targets, demand: wanted, ceiling, leadSeconds, nodes }, id);
  return { hold, most, surge: { ...template, start: at, end: plus(at, hold), status: {} } };
}
