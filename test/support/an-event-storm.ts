/** The messages of a bad evening: pushes and alarms, a third of them twice, a third out of order, one in a hundred broken. */
import { formatInstant, type Instant, plus, seconds } from '../../src/core/model/time.ts';
import type { Random } from '../../src/sim/random.ts';
import { at } from './a-surge.ts';
import { anAlarmEnvelope, anEnvelope, aPushDetail } from './an-envelope.ts';

export interface StormMessage {
  readonly id: string;
  readonly body: string;
}

/** How the surge of one event has to stand in the end. */
export interface StormOutcome {
  readonly eventId: string;
  readonly version: number;
  /** Undefined = called off. */
  readonly start: Instant | undefined;
}

/** And how that of an alarm has to. */
export interface AlarmOutcome {
  readonly alarmName: string;
  readonly version: number;
  readonly lasts: boolean;
}

export interface Storm {
  readonly messages: readonly StormMessage[];
  readonly malformed: ReadonlySet<string>;
  readonly outcomes: readonly StormOutcome[];
  readonly alarms: readonly AlarmOutcome[];
}

const MALFORMED = 0.01;
const TWICE = 0.33;
const VERSIONS = 5;
export const STORM_ALARMS = Array.from({ length: 20 }, (_, number) => `alarm-${number}`);

/** As many messages as are asked for, in the order of their coming. */
export function aStorm(random: Random, total: number): Storm {
  const malformed = Math.round(total * MALFORMED);
  const alarms = STORM_ALARMS.map((alarmName) => alarmHistory(alarmName, random));
  const bodies = alarms.flatMap((alarm) => alarm.bodies);
  const outcomes: StormOutcome[] = [];
  for (let number = 0; bodies.length < total * (1 - TWICE - MALFORMED); number += 1) {
    const history = pushHistory(number, random);
    bodies.push(...history.bodies);
    outcomes.push(history.outcome);
  }
  const once = bodies.map((body, index) => ({ id: `m-${index}`, body }));
  const bad = Array.from({ length: malformed }, (_, index) => ({ id: `bad-${index}`, body: badBody(index) }));
  const again = Array.from({ length: total - malformed - once.length }, () => random.pick(once));
  return {
    messages: reordered([...once, ...bad, ...again], random),
    malformed: new Set(bad.map(({ id }) => id)),
    outcomes,
    alarms: alarms.map(({ outcome }) => outcome),
  };
}

/** Off and on, some minutes apart. */
function alarmHistory(alarmName: string, random: Random) {
  const count = random.whole(1, 12);
  const states = Array.from({ length: count }, (_, index) => ({
    at: plus(at(10), seconds(index * 240 + random.whole(0, 200))),
    lasts: random.chance(0.5),
  }));
  const bodies = states.map((state) =>
    JSON.stringify(anAlarmEnvelope(state.lasts ? 'ALARM' : 'OK', formatInstant(state.at), { alarmName })),
  );
  const { at: version, lasts } = states.at(-1) ?? { at: at(10), lasts: false };
  return { bodies, outcome: { alarmName, version, lasts } };
}

/** What is said of one event, in order, and what is left of it. */
function pushHistory(number: number, random: Random) {
  const eventId = `event-${number}`;
  const versions = random.whole(1, VERSIONS);
  const cancelledAt = random.chance(0.3) ? random.whole(1, versions) : undefined;
  const bodies = Array.from({ length: versions }, (_, index) =>
    JSON.stringify(aVersion(eventId, index + 1, index + 1 === cancelledAt)),
  );
  const start = versions === cancelledAt ? undefined : startOf(versions);
  return { bodies, outcome: { eventId, version: versions, start } };
}

const startOf = (version: number): Instant => plus(at(18), seconds(version * 60));

function aVersion(eventId: string, version: number, cancels: boolean): unknown {
  if (cancels) return anEnvelope('push.cancelled', { schema: 1, eventId, version, app: 'shop' });
  const detail = {
    eventId,
    version,
    app: 'shop',
    demand: { replicas: 10 + version },
    durationSeconds: 600,
    start: formatInstant(startOf(version)),
  };
  return anEnvelope(version === 1 ? 'push.scheduled' : 'push.changed', aPushDetail(detail));
}

/** Each kind of what goes wrong with senders, in turn. */
function badBody(index: number): string {
  const bodies = [
    '{"version":"0","detail-type":"push.sch',
    JSON.stringify(anEnvelope('push.scheduled', aPushDetail({ start: 'now' }))),
    JSON.stringify(anEnvelope('push.scheduled', aPushDetail({ starts: '2026-11-26T18:00:00Z' }))),
    JSON.stringify(anEnvelope('push.scheduled', aPushDetail({ app: 'weather' }))),
    JSON.stringify(anEnvelope('push.postponed', aPushDetail())),
    JSON.stringify(anAlarmEnvelope('ALARM', 'noon')),
  ];
  return bodies[index % bodies.length] ?? '';
}

/** A third of them change their places. */
function reordered<T>(items: readonly T[], random: Random): readonly T[] {
  const result = [...items];
  for (let index = 0; index < result.length; index += 1) {
    if (!random.chance(1 / 3)) continue;
    const other = random.whole(0, result.length - 1);
    [result[index], result[other]] = [result[other] as T, result[index] as T];
  }
  return result;
}
