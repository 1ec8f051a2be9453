import { expect, test } from 'vitest';
import { eventName, newEvent, repeatedEvent } from '../../../src/adapters/kubernetes/event-record.ts';
import { asMillis, plus } from '../../../src/core/model/time.ts';
import { NOON } from '../../support/an-api.ts';

const APP = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  namespace: 'news',
  name: 'app',
  uid: 'u1',
};
const LATER = plus(NOON, asMillis(1_499.6));

test('names are those of objects: short enough, lower case, another for each instant and each process', () => {
  const long = { ...APP, name: 'a'.repeat(253) };
  const names = [
    eventName(APP, NOON, 0.5),
    eventName(APP, LATER, 0.5),
    eventName(APP, NOON, 0.25),
    eventName(long, LATER, 1 - 2 ** -32),
  ];
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/);
  for (const { length } of names) expect(length).toBeLessThanOrEqual(253);
});

test('an event stands beside its object, of which it names the very one', () => {
  const happening = { type: 'Warning', reason: 'Capped', message: 'held at 50' } as const;
  const source = { component: 'forescale', instance: 'pod-1' };
  expect(newEvent('app.1', APP, happening, source, LATER)).toMatchObject({
    metadata: { namespace: 'news', name: 'app.1' },
    involvedObject: APP,
    ...happening,
    reportingInstance: 'pod-1',
    count: 1,
    firstTimestamp: '2026-11-22T12:00:01Z',
    lastTimestamp: '2026-11-22T12:00:01Z',
  });
});

test('said again it keeps when it was said first', () => {
  expect(repeatedEvent('held at 60', 4, LATER)).toEqual({
    message: 'held at 60',
    count: 4,
    lastTimestamp: '2026-11-22T12:00:01Z',
  });
});
