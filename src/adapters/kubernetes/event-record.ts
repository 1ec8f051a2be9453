/**
 * Events of core/v1, not of events.k8s.io: with a count and two instants, which every kubectl shows as "x5 over 8m".
 * Both are the same objects in the store.
 */
import { formatInstant, type Instant } from '../../core/model/time.ts';
import type { Happening } from '../../ports/events.ts';
import { EVENTS } from './resource-type.ts';

/** The object that an event is about; describe finds events by kind, name and uid. */
export interface Involved {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

export interface EventSource {
  /** `forescale`. */
  readonly component: string;
  /** Of this process. */
  readonly instance: string;
}

/** A name may have 253 characters; the rest is for what makes it unique. */
const LONGEST_NAME = 220;

/** `salt` tells apart what two processes write of one object at the same instant. */
export const eventName = ({ name }: Involved, now: Instant, salt: number): string =>
  `${name.slice(0, LONGEST_NAME)}.${Math.round(now).toString(16)}${Math.floor(salt * 2 ** 32).toString(16)}`;

export function newEvent(
  name: string,
  involvedObject: Involved,
  happening: Happening,
  { component, instance }: EventSource,
  now: Instant,
) {
  return {
    apiVersion: 'v1',
    kind: EVENTS.kind,
    metadata: { namespace: involvedObject.namespace, name },
    involvedObject,
    ...happening,
    source: { component, host: instance },
    reportingComponent: component,
    reportingInstance: instance,
    firstTimestamp: wholeSeconds(now),
    lastTimestamp: wholeSeconds(now),
    count: 1,
  };
}

export const repeatedEvent = (message: string, count: number, now: Instant) => ({
  message,
  count,
  lastTimestamp: wholeSeconds(now),
});

/** metav1.Time has no fractions. */
const wholeSeconds = (at: Instant): string => `${formatInstant(at).slice(0, -5)}Z`;
