/** Pushes and spikes: a load on the targets of one app, or its calling off, in every cluster that it is for. */
import type { FunctionsConfig } from '../../config/functions/functions-config.ts';
import { type Instant, type Millis, seconds } from '../../core/model/time.ts';
import { type EventOrigin, eventSurgeName } from '../../core/prescale/event-surge.ts';
import type { SurgeChange } from '../../core/prescale/inbound-event.ts';
import type { CancelledDetail, LoadDetail } from './detail-schemas.ts';
import { readLoad } from './event-load.ts';
import { type EventPlace, placeEvent } from './event-place.ts';
import { type DetailReading, refuse } from './inbound-reading.ts';

export interface EventContext {
  /** The detail type. */
  readonly type: string;
  /** Of the envelope. */
  readonly time: Instant;
  readonly config: FunctionsConfig;
}

/** A spike that nobody knows the length of. */
const SPIKE = seconds(900);

export const readPush = (detail: LoadDetail, context: EventContext): DetailReading =>
  readScheduled(detail, context, 'push', undefined);

export const readSpike = (detail: LoadDetail, context: EventContext): DetailReading =>
  readScheduled(detail, context, 'spike', SPIKE);

export function readCancel(detail: CancelledDetail, { type, config }: EventContext): DetailReading {
  const placed = placeEvent(detail, config);
  if (!placed.ok) return refuse(placed.findings);
  const { eventId, version } = detail;
  const asked = { kind: 'cancelled', eventId, version } as const;
  const event = { type, origin: 'push', eventId, version } as const;
  return { kind: 'event', event: { ...event, ...changesIn(placed.place, event, () => asked) } };
}

function readScheduled(
  detail: LoadDetail,
  { type, time, config }: EventContext,
  origin: EventOrigin,
  duration: Millis | undefined,
): DetailReading {
  const placed = placeEvent(detail, config);
  const app = detail.app === undefined ? undefined : config.apps[detail.app];
  // What is lacking without its app would be no fault of its own.
  if (!placed.ok && detail.app !== undefined && app === undefined) return refuse(placed.findings);
  const read = readLoad(detail, { start: time, duration }, app);
  if (!placed.ok || !read.ok) return refuse([placed, read].flatMap((each) => (each.ok ? [] : each.findings)));
  const { start, end, templateOf } = read.load;
  const { eventId, version } = detail;
  const event = { type, origin, eventId, version };
  const changes = changesIn(placed.place, event, (id) => {
    const surge = { ...templateOf(id), start, end, status: {} };
    return { kind: 'scheduled', eventId, version, surge };
  });
  return { kind: 'event', event: { ...event, ...changes } };
}

/** One change in each cluster, of the Surge that has the name of the event. */
function changesIn(
  { namespaces }: EventPlace,
  { origin, eventId }: { readonly origin: EventOrigin; readonly eventId: string },
  askOf: (id: string) => SurgeChange['asked'],
) {
  const name = eventSurgeName(origin, eventId);
  const changes = Array.from(namespaces, ([cluster, namespace]) => {
    const id = `${namespace}/${name}`;
    return [cluster, { id, asked: askOf(id) }] as const;
  });
  return { clusters: [...namespaces.keys()], changes: Object.fromEntries(changes) };
}
