import { expect, it } from 'vitest';
import { findFormProblems } from '../../../src/api/events/event-form.ts';
import { anEvent } from '../../support/an-event.ts';

it.each([
  'push.scheduled',
  'push.scheduled-whole',
  'push.changed',
  'push.sending',
  'push.cancelled',
  'spike.detected',
  'cloudwatch-alarm-state-change-alarm',
  'cloudwatch-alarm-state-change-ok',
])('finds nothing wrong with %s, whatever the names in it stand for', (name) => {
  expect(findFormProblems(anEvent(name))).toEqual([]);
});

it.each([
  ['{', [/^expected JSON, got /]],
  ['null', [/expected /]],
  [
    anEvent('push.scheduled', {}, { 'detail-type': 'push.postponed' }),
    [/^detail-type: expected .*, got "push.postponed"$/],
  ],
  [
    anEvent('push.scheduled', { start: 'soon', audiense: 7 }),
    [/^detail\.start: expected .*, got "soon"$/, /^detail\.audiense: /],
  ],
  [anEvent('spike.detected', {}, { source: 'aws.cloudwatch' }), [/^source: expected /]],
])('names what is wrong: %s', (body, patterns) => {
  expect(findFormProblems(body)).toEqual(patterns.map((pattern): unknown => expect.stringMatching(pattern)));
});
