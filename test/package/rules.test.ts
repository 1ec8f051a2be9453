import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import { configuredResources } from '../../scripts/package/configured-resources.ts';
import { matchesPattern } from './support/event-pattern.ts';
import { readTemplate, resourcesOf } from './support/template.ts';

const FOLDER = fileURLToPath(new URL('../../docs/examples/events/', import.meta.url));
const EXAMPLES = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const exampleOf = (file: string) =>
  JSON.parse(readFileSync(FOLDER + file, 'utf8')) as Readonly<Record<string, unknown>>;

const ALARM = exampleOf('cloudwatch-alarm-state-change-alarm.json');
const TYPES = { push: /^push\./, spike: /^spike\./ };
const CONFIG = fileURLToPath(new URL('configured.json', import.meta.url));

const template = readTemplate(inject('packed')[0]);
const { AlarmRule } = configuredResources(CONFIG, 'forescale-test').Resources;
const patterns = [
  ...resourcesOf(template, 'AWS::Events::Rule')
    .filter(([name]) => name !== 'AlarmRule')
    .map(([name, rule]) => [name, rule.Properties] as const),
  ['AlarmRule', AlarmRule?.Properties ?? {}] as const,
].flatMap(([name, { EventPattern, EventBusName }]) =>
  EventPattern === undefined ? [] : [{ name, pattern: EventPattern, bus: EventBusName }],
);

/** Alarms come by the default bus, and all else by the one of the template. */
const rulesThatTake = (event: Readonly<Record<string, unknown>>): readonly string[] =>
  patterns
    .filter(({ bus }) => (bus === undefined) === (event['source'] === 'aws.cloudwatch'))
    .filter(({ pattern }) => matchesPattern(event, pattern))
    .map(({ name }) => name);

const ruleFor = (type: string): string => {
  if (TYPES.push.test(type)) return 'PushRule';
  return TYPES.spike.test(type) ? 'SpikeRule' : 'AlarmRule';
};

describe('the rules of the bus', () => {
  it('are three', () => {
    expect(patterns.map(({ name }) => name)).toEqual(['PushRule', 'SpikeRule', 'AlarmRule']);
  });

  it.each(EXAMPLES)('take %s once, by the rule for its kind', (file) => {
    const event = exampleOf(file);
    expect(rulesThatTake(event)).toEqual([ruleFor(String(event['detail-type']))]);
  });

  it('have an example for each type that they name', () => {
    const types = new Set(EXAMPLES.map((file) => exampleOf(file)['detail-type']));
    expect(types).toEqual(
      new Set([
        'push.scheduled',
        'push.changed',
        'push.sending',
        'push.cancelled',
        'spike.detected',
        'CloudWatch Alarm State Change',
      ]),
    );
  });

  it.each([
    ['what Forescale says itself', { source: 'forescale', 'detail-type': 'surge.ready', detail: {} }],
    [
      'a push that Forescale would tell',
      { source: 'forescale', 'detail-type': 'push.scheduled', detail: {} },
    ],
    ['a type that nobody knows', { source: 'com.example', 'detail-type': 'push.opened', detail: {} }],
    ['an alarm that nobody configured', { ...ALARM, detail: { alarmName: 'another' } }],
    ['an alarm by its beginning', { ...ALARM, detail: { alarmName: 'news-requests-high-2' } }],
    ['another thing of CloudWatch', { ...ALARM, 'detail-type': 'CloudWatch Alarm Configuration Change' }],
  ])('leave %s', (_, event) => {
    expect(rulesThatTake(event)).toEqual([]);
  });
});
