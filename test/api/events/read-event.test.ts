import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readEvent } from '../../../src/api/events/read-event.ts';
import { minutes, parseInstant, plus } from '../../../src/core/model/time.ts';
import { aFunctionsConfig } from '../../support/a-functions-config.ts';
import { anAlarmEnvelope, anEnvelope, aPushDetail } from '../../support/an-envelope.ts';

const EXAMPLES = new URL('../../../docs/examples/events/', import.meta.url);
const NAMES = readdirSync(EXAMPLES);
const example = (name: string): string => readFileSync(new URL(name, EXAMPLES), 'utf8');

const CONFIG = aFunctionsConfig();
const SIX = parseInstant('2026-11-26T18:00:00Z') as never;

const eventOf = (envelope: unknown, config = CONFIG) => {
  const reading = readEvent(JSON.stringify(envelope), config);
  if (reading.kind !== 'event') throw new Error(`expected an event, got ${JSON.stringify(reading)}`);
  return reading.event;
};
const push = (over: Readonly<Record<string, unknown>> = {}, type = 'push.scheduled') =>
  eventOf(anEnvelope(type, aPushDetail(over)));
const surgeOf = (event: ReturnType<typeof eventOf>, cluster = 'live') => {
  const asked = event.changes[cluster]?.asked;
  if (asked?.kind === 'scheduled' || asked?.kind === 'alarm') return asked.surge;
  throw new Error(`expected a surge on ${cluster}, got ${JSON.stringify(asked)}`);
};

describe('the examples of the documentation', () => {
  test.each(NAMES)('%s asks for something in every cluster that it is for', (name) => {
    const { clusters, changes } = eventOf(JSON.parse(example(name)));
    expect(Object.keys(changes)).toEqual(clusters);
    expect(clusters.length).toBeGreaterThan(0);
  });

  test('there is one for every detail type', () => {
    const types = NAMES.map((name) => eventOf(JSON.parse(example(name))).type);
    expect([...new Set(types)].toSorted()).toEqual([
      'CloudWatch Alarm State Change',
      'push.cancelled',
      'push.changed',
      'push.scheduled',
      'push.sending',
      'spike.detected',
    ]);
  });

  test('of one push speak of one surge, and cancel it', () => {
    const ids = NAMES.map((name) => eventOf(JSON.parse(example(name))))
      .filter(({ eventId }) => eventId === 'push-2026-11-26-evening')
      .map(({ changes }) => changes['live']?.id);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(1);
  });

  test('of the alarm speak of one surge, at the instants of its states', () => {
    const [on, off] = ['alarm', 'ok'].map((state) =>
      eventOf(JSON.parse(example(`cloudwatch-alarm-state-change-${state}.json`))),
    );
    expect(on?.changes['live']).toMatchObject({
      id: off?.changes['live']?.id,
      asked: { lasts: true, at: parseInstant('2026-11-26T20:17:40.985Z') },
    });
    expect(off?.changes['live']?.asked).toMatchObject({ lasts: false });
  });
});

describe('a push', () => {
  test('of an app takes from it what it leaves out', () => {
    expect(surgeOf(push())).toMatchObject({
      id: expect.stringMatching(/^news\/push-push-1-[0-9a-f]{13}$/) as string,
      targets: [{ ref: { kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'news-app' } }],
      start: SIX,
      end: plus(SIX, minutes(20)),
      demand: { kind: 'multiplier', multiplier: 5 },
      ceiling: { kind: 'raise', to: 400 },
      lead: minutes(5),
      cancelled: false,
    });
  });

  test('says how many it is for, and the app how many of them open', () => {
    expect(surgeOf(push({ audience: { recipients: 1_000_000 } })).demand).toMatchObject({
      kind: 'audience',
      recipients: 1_000_000,
      openRate: 0.08,
      requestsPerOpen: 6,
      curve: { kind: 'decay' },
    });
  });

  test('goes before its app in all that it says', () => {
    const surge = surgeOf(
      push({
        namespace: 'shop',
        clusters: ['live'],
        durationSeconds: 60,
        targets: [{ kind: 'Deployment', name: 'cart' }],
        audience: { recipients: 5_000, openRate: 0.5, requestsPerOpen: 2, curve: { points: POINTS } },
        ceiling: { raiseTo: 7 },
        leadSeconds: 0,
        nodes: { leadSeconds: 30 },
      }),
    );
    expect(surge).toMatchObject({
      targets: [{ ref: { kind: 'Deployment', namespace: 'shop', name: 'cart' } }],
      end: plus(SIX, minutes(1)),
      demand: { openRate: 0.5, requestsPerOpen: 2, curve: { kind: 'points' } },
      ceiling: { kind: 'raise', to: 7 },
      lead: 0,
      nodeLead: 30_000,
    });
  });

  const POINTS = [
    { afterSeconds: 0, share: 1 },
    { afterSeconds: 60, share: 0 },
  ];

  test('is for the clusters that it names, else for those of its app, else for all', () => {
    expect(push().clusters).toEqual(['live', 'spare']);
    expect(push({ clusters: ['spare'] }).clusters).toEqual(['spare']);
    expect(push({ app: 'shop', demand: { replicas: 3 }, durationSeconds: 60 }).clusters).toEqual(['live']);
  });

  test('that is sent now starts when it says so', () => {
    const sending = push({ start: undefined }, 'push.sending');
    expect(surgeOf(sending).start).toBe(parseInstant('2026-11-26T12:00:00Z'));
    expect(surgeOf(push({}, 'push.sending')).start).toBe(SIX);
  });

  test('is called off by its id', () => {
    const { app, eventId, schema } = aPushDetail();
    const event = eventOf(anEnvelope('push.cancelled', { app, eventId, schema, version: 2 }));
    expect(event.changes['live']).toEqual({
      id: push().changes['live']?.id,
      asked: { kind: 'cancelled', eventId: 'push-1', version: 2 },
    });
  });

  test('passes over what EventBridge adds to its envelope', () => {
    const replayed = anEnvelope('push.scheduled', aPushDetail(), { 'replay-name': 'again' });
    expect(eventOf(replayed).eventId).toBe('push-1');
  });
});

test('a spike lasts a quarter of an hour where nobody knows better, and is no push', () => {
  const detail = aPushDetail({ app: 'shop', start: undefined, demand: { multiplier: 2 } });
  const event = eventOf(anEnvelope('spike.detected', detail));
  const { start, end } = surgeOf(event);
  expect(end - start).toBe(minutes(15));
  expect(event.changes['live']?.id).toMatch(/^shop\/spike-push-1-/);
});

describe('an alarm', () => {
  test('asks for what the configuration says, for as long as it is held', () => {
    const event = eventOf(anAlarmEnvelope('ALARM', '2026-11-26T18:00:00.000+0000'));
    expect(event).toMatchObject({
      origin: 'alarm',
      eventId: '123456789012/eu-central-1/news-requests-high',
      version: SIX,
      clusters: ['live', 'spare'],
    });
    expect(event.changes['spare']).toMatchObject({
      id: expect.stringMatching(/^news\/alarm-news-requests-high-/) as string,
      asked: { lasts: true, hold: minutes(15), most: minutes(120) },
    });
    expect(surgeOf(event).demand).toMatchObject({ kind: 'multiplier', multiplier: 3 });
  });

  test('of the same name elsewhere is another', () => {
    const ids = ['eu-central-1', 'eu-west-1'].map(
      (region) =>
        eventOf({ ...anAlarmEnvelope('OK', '2026-11-26T18:00:00.000+0000'), region }).changes['live']?.id,
    );
    expect(new Set(ids).size).toBe(2);
  });

  test.each([
    ['that is not configured', { alarmName: 'toString' }, 'alarm "toString" is not configured'],
    [
      'that knows nothing',
      { state: { value: 'INSUFFICIENT_DATA', timestamp: '2026-11-26T18:00:00.000+0000' } },
      'alarm "news-requests-high" has insufficient data, which changes nothing',
    ],
  ])('%s is ignored', (_, over, reason) => {
    const envelope = anAlarmEnvelope('ALARM', '2026-11-26T18:00:00.000+0000', over);
    expect(readEvent(JSON.stringify(envelope), CONFIG)).toEqual({ kind: 'ignored', reason });
  });
});
