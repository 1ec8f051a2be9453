/** Surges that events made, between custom resource and model: what is said of the event stands in annotations. */

import type { Surge } from '../../core/model/surge.ts';
import { asInstant, formatInstant, parseInstant, plus, seconds, toSeconds } from '../../core/model/time.ts';
import type { AlarmHold, EventOrigin, EventSurge, EventSurgeDraft } from '../../core/prescale/event-surge.ts';
import type { StoredSurge } from '../../core/prescale/intake.ts';
import type { ObjectMeta } from '../kube-object.ts';
import { readSurge, type SurgeManifest, type SurgeResource, surgeManifest, surgeSpec } from './codec.ts';
import { readSeconds } from './demand-codec.ts';
import { EVENT_ID_ANNOTATION } from './event-annotations.ts';
import type { SurgeSpec } from './spec-schema.ts';

const DOMAIN = 'forescale.dev';
/** For people who select by it; nothing depends on it. */
const ORIGIN = `${DOMAIN}/origin`;
const VERSION = `${DOMAIN}/event-version`;
const KIND = `${DOMAIN}/event-kind`;
const AT = `${DOMAIN}/event-at`;
const HOLD = `${DOMAIN}/alarm-hold`;

export interface EventSurgeResource extends SurgeResource {
  readonly metadata: SurgeResource['metadata'] & Pick<ObjectMeta, 'uid' | 'resourceVersion' | 'annotations'>;
}

/** Undefined when it was not made by an event. */
export function readEventSurge(object: EventSurgeResource): EventSurge | undefined {
  const { namespace = '', name, uid, resourceVersion, annotations = {}, creationTimestamp } = object.metadata;
  const eventId = annotations[EVENT_ID_ANNOTATION];
  const version = Number(annotations[VERSION] ?? Number.NaN);
  const origin = annotations[ORIGIN] as EventOrigin | undefined;
  if (eventId === undefined || origin === undefined || !Number.isSafeInteger(version)) return undefined;
  const reading = readSurge(object);
  const surge = reading.kind === 'surge' ? reading.surge : undefined;
  const isScheduled = annotations[KIND] === 'scheduled';
  return {
    id: `${namespace}/${name}`,
    uid,
    resourceVersion,
    origin,
    stored: storedOf({ eventId, version }, isScheduled ? surge : undefined),
    at: parseInstant(annotations[AT] ?? creationTimestamp ?? '') ?? asInstant(0),
    hold: readHold(annotations[HOLD]),
    cancelledByHand: isScheduled && isCalledOff(object.spec),
    surge,
  };
}

/** One that cannot be understood is as good as called off: a later version puts it right. */
const storedOf = (
  event: { readonly eventId: string; readonly version: number },
  surge: Surge | undefined,
): StoredSurge =>
  surge === undefined ? { cancelled: true, ...event } : { cancelled: false, ...event, surge };

const isCalledOff = (spec: unknown): boolean =>
  typeof spec === 'object' && spec !== null && 'cancelled' in spec && spec.cancelled === true;

/** Undefined for text that is none. */
function readHold(text: string | undefined): AlarmHold | undefined {
  if (text === undefined) return undefined;
  try {
    const { holdSeconds, until } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const end = parseInstant(String(until));
    if (typeof holdSeconds !== 'number' || end === undefined) return undefined;
    return { hold: readSeconds(holdSeconds), until: end };
  } catch {
    return undefined;
  }
}

/** By name; undefined = it goes. */
export type EventAnnotations = Readonly<Record<string, string | undefined>>;

export const eventAnnotations = ({ origin, stored, at, hold }: EventSurgeDraft): EventAnnotations => ({
  [ORIGIN]: origin,
  [EVENT_ID_ANNOTATION]: stored.eventId,
  [VERSION]: String(stored.version),
  [KIND]: stored.cancelled ? 'cancelled' : 'scheduled',
  [AT]: formatInstant(at),
  [HOLD]:
    hold === undefined
      ? undefined
      : JSON.stringify({ holdSeconds: toSeconds(hold.hold), until: formatInstant(hold.until) }),
});

/** Of a Surge that is there already; undefined = all of it stays, but that it is called off. */
export const eventSpec = ({ stored }: EventSurgeDraft): SurgeSpec | undefined =>
  stored.cancelled ? undefined : surgeSpec(stored.surge);

type Manifest = Omit<SurgeManifest, 'metadata'> & {
  readonly metadata: SurgeManifest['metadata'] & Required<Pick<ObjectMeta, 'labels' | 'annotations'>>;
};

/** A new one. */
export function eventSurgeManifest(draft: EventSurgeDraft): Manifest {
  const { id, stored, origin } = draft;
  const { metadata, ...manifest } = stored.cancelled
    ? tombstone(draft)
    : surgeManifest({ ...stored.surge, id });
  const annotations = definedIn(eventAnnotations(draft));
  return { ...manifest, metadata: { ...metadata, labels: { [ORIGIN]: origin }, annotations } };
}

/** Of an event that was called off before it was planned: it has no targets, and the rest stands for nothing. */
function tombstone({ id, at }: EventSurgeDraft): SurgeManifest {
  return surgeManifest({
    id,
    targets: [],
    start: at,
    end: plus(at, seconds(1)),
    demand: { kind: 'replicas', replicas: 1 },
    ceiling: { kind: 'cap' },
    cancelled: true,
    status: {},
  });
}

export const definedIn = (annotations: EventAnnotations): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(annotations).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
