/** What is wrong with an event is said by field, with what was expected there and what was found. */
import { describe, expect, test } from 'vitest';
import { readEvent } from '../../../src/api/events/read-event.ts';
import { aFunctionsConfig } from '../../support/a-functions-config.ts';
import { anAlarmEnvelope, anEnvelope, aPushDetail } from '../../support/an-envelope.ts';

const CONFIG = aFunctionsConfig();

const problemsOf = (body: string): readonly string[] => {
  const reading = readEvent(body, CONFIG);
  return reading.kind === 'refused' ? reading.problems : [];
};

const scheduled = (over: Readonly<Record<string, unknown>>) =>
  anEnvelope('push.scheduled', aPushDetail(over));
const cancelled = (over: Readonly<Record<string, unknown>>) =>
  anEnvelope('push.cancelled', { schema: 1, eventId: 'push-1', version: 1, ...over });

const BAD: Readonly<Record<string, readonly [event: unknown, ...problems: string[]]>> = {
  'an unknown detail type': [
    anEnvelope('push.deleted', {}),
    'detail-type: expected push.scheduled or push.changed or push.sending or push.cancelled or spike.detected or CloudWatch Alarm State Change, got "push.deleted"',
  ],
  'no envelope at all': [
    { ...aPushDetail(), version: undefined },
    'id: expected the id of the envelope, got nothing',
    'account: expected the number of an AWS account, got nothing',
    'time: expected an RFC 3339 instant such as 2026-01-01T18:00:00Z, got nothing',
    'region: expected an AWS region, got nothing',
    expect.stringContaining('detail-type: expected push.scheduled or ') as string,
  ],
  'a list': [[], 'expected a block of keys, got []'],
  'no detail': [scheduledWithout('detail'), 'detail: expected a block of keys, got nothing'],
  'news of our own': [
    { ...scheduled({}), source: 'forescale' },
    'source: expected a source of your own: not forescale, and none that begins with aws., got "forescale"',
  ],
  'a push of AWS': [
    { ...scheduled({}), source: 'aws.scheduler' },
    'source: expected a source of your own: not forescale, and none that begins with aws., got "aws.scheduler"',
  ],
  'an alarm of somebody else': [
    { ...anAlarmEnvelope('ALARM', '2026-11-26T18:00:00.000+0000'), source: 'com.example' },
    'source: expected aws.cloudwatch, got "com.example"',
  ],
  'a later schema': [scheduled({ schema: 2 }), 'detail.schema: expected 1, the version of this form, got 2'],
  'an unknown key': [
    scheduled({ starts: '2026-11-26T18:00:00Z' }),
    'detail.starts: unknown key, expected one of schema, eventId, version, app, clusters, namespace, start, end, durationSeconds, targets, demand, audience, ceiling, leadSeconds, nodes',
  ],
  'a start that is none': [
    scheduled({ start: 'tonight' }),
    'detail.start: expected an RFC 3339 instant such as 2026-01-01T18:00:00Z, got "tonight"',
  ],
  'a start without a zone': [
    scheduled({ start: '2026-11-26T18:00:00' }),
    'detail.start: expected an RFC 3339 instant such as 2026-01-01T18:00:00Z, got "2026-11-26T18:00:00"',
  ],
  'no start': [
    scheduled({ start: undefined }),
    'detail.start: expected an RFC 3339 instant such as 2026-01-01T18:00:00Z, got nothing',
  ],
  'two ends': [
    scheduled({ end: '2026-11-26T19:00:00Z', durationSeconds: 60 }),
    'detail.durationSeconds: expected either end or durationSeconds, got both',
  ],
  'an end before the start': [
    scheduled({ end: '2026-11-26T17:00:00Z' }),
    'detail.end: expected an end after start, got one before or at it',
  ],
  'an end that no Surge can say': [
    scheduled({ start: '9999-12-31T23:59:00Z', durationSeconds: 3_600 }),
    'detail.durationSeconds: expected an end before the year 10000, got one after it',
  ],
  'no end': [
    scheduled({ app: 'shop', demand: { replicas: 3 } }),
    'detail.end: expected end or durationSeconds, or an app that has durationSeconds, got nothing',
  ],
  'a version that is none': [
    scheduled({ version: '7' }),
    'detail.version: expected a whole number from 0, got "7"',
  ],
  'an empty id': [
    scheduled({ eventId: '' }),
    'detail.eventId: expected the id of the event, at most 256 long, got ""',
  ],
  'an id that no store keeps': [
    scheduled({ eventId: 'push-\ud83d' }),
    'detail.eventId: expected the id of the event, of whole characters, got "push-\\ud83d"',
  ],
  'two demands': [
    scheduled({ demand: { replicas: 3 }, audience: { recipients: 5 } }),
    'detail.audience: expected either demand or audience, got both',
  ],
  'a demand that says two things': [
    scheduled({ demand: { replicas: 3, rps: 5 } }),
    'detail.demand: expected exactly one of replicas, multiplier, rps, audience, got more',
  ],
  'no demand': [
    scheduled({ app: 'shop', durationSeconds: 60 }),
    'detail.demand: expected demand or audience, or an app that has demand, got nothing',
  ],
  'an audience of which nobody knows how many open': [
    scheduled({ app: 'shop', durationSeconds: 60, audience: { recipients: 5 } }),
    'detail.audience.openRate: expected a share, or an app that has one, got nothing',
  ],
  'no app, and nothing of its own': [
    scheduled({ app: undefined }),
    'detail.end: expected end or durationSeconds, or an app that has durationSeconds, got nothing',
    'detail.targets: expected targets, or an app that has some, got nothing',
    'detail.demand: expected demand or audience, or an app that has demand, got nothing',
  ],
  'an app that is none': [
    scheduled({ app: 'constructor' }),
    'detail.app: expected one of news, shop, got "constructor"',
  ],
  'a cluster that is none': [
    scheduled({ clusters: ['live', 'dead'] }),
    'detail.clusters[1]: expected one of live, spare, got "dead"',
  ],
  'no clusters': [scheduled({ clusters: [] }), 'detail.clusters: expected at least one cluster, got []'],
  'a namespace that nobody looks at': [
    scheduled({ namespace: 'jobs' }),
    'detail.namespace: expected one of the namespaces of cluster live (news, shop), got "jobs"',
  ],
  'a target that is none': [
    scheduled({ targets: [{ kind: 'DaemonSet', name: 'x' }] }),
    'detail.targets[0].kind: expected HorizontalPodAutoscaler or ScaledObject or Deployment or StatefulSet or Rollout, got "DaemonSet"',
  ],
  'a cancel that says when': [
    cancelled({ start: '2026-11-26T18:00:00Z' }),
    'detail.start: unknown key, expected one of schema, eventId, version, app, clusters, namespace',
  ],
  'a cancel of a cluster that is none': [
    cancelled({ clusters: ['dead'] }),
    'detail.clusters[0]: expected one of live, spare, got "dead"',
  ],
  'an alarm in a state that is none': [
    anAlarmEnvelope('PANIC', '2026-11-26T18:00:00.000+0000'),
    'detail.state.value: expected OK or ALARM or INSUFFICIENT_DATA, got "PANIC"',
  ],
  'an alarm at no time': [
    anAlarmEnvelope('ALARM', 'noon'),
    'detail.state.timestamp: expected an instant such as 2026-11-26T18:04:40.985+0000, got "noon"',
  ],
};

function scheduledWithout(key: string): unknown {
  const { [key]: _, ...rest } = scheduled({});
  return rest;
}

describe('refused', () => {
  test.each(Object.entries(BAD))('%s', (_, [event, ...problems]) => {
    expect(problemsOf(JSON.stringify(event))).toEqual(problems);
  });

  test.each(['', '{', 'null', '"push"', '3'])('text that is no event: %j', (body) => {
    const problems = problemsOf(body);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^expected (JSON|a block of keys), got /);
  });
});
