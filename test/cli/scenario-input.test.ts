import { describe, expect, test } from 'vitest';
import { readScenario, readTraced } from '../../src/cli/scenario-input.ts';
import { cliDeps, fakeWorld } from '../support/cli-deps.ts';

const SCENARIO = `workload:
  name: shop
  replicas: 4
  requestsPerReplica: 50
prescale:
  leadSeconds: 120
`;
const TRACE = `minute,requests
2026-01-01T10:00:00Z,6000
2026-01-01T10:01:00Z,6600
2026-01-01T10:02:00Z,9000
`;
const EVENTS = `at,name
2026-01-01T10:01:00Z,kick-off
2026-01-02T10:01:00Z,tomorrow
`;

function filesOf(texts: Readonly<Record<string, string>>) {
  return cliDeps(fakeWorld({ files: new Map(Object.entries(texts)) })).files;
}

describe('a scenario file', () => {
  test('becomes what is played, with checked settings', async () => {
    const { scenario, notes } = await readScenario(
      'shop.yaml',
      { seed: 9 },
      filesOf({ 'shop.yaml': SCENARIO }),
    );
    expect({ name: scenario.name, seed: scenario.seed, lead: scenario.prescale.lead, notes }).toEqual({
      name: 'shop',
      seed: 9,
      lead: 120_000,
      notes: [],
    });
  });

  test.each([
    {
      name: 'a wrong field',
      text: SCENARIO.replace('replicas: 4', 'replicas: -4'),
      want: /^shop\.yaml:3: workload\.replicas: /,
    },
    { name: 'an unknown key', text: `${SCENARIO}hpax: {}\n`, want: /^shop\.yaml:7: hpax: unknown key/ },
    {
      name: 'a wrong setting',
      text: SCENARIO.replace('120', 'soon'),
      want: /^shop\.yaml:6: prescale\.leadSeconds: /,
    },
    {
      name: 'an unknown setting',
      text: SCENARIO.replace('lead', 'load'),
      want: /^shop\.yaml:6: prescale\.loadSeconds: /,
    },
    { name: 'no YAML', text: '{', want: /^shop\.yaml:1: not YAML/ },
  ])('with $name is refused by file, line and field', async ({ text, want }) => {
    const reading = readScenario('shop.yaml', {}, filesOf({ 'shop.yaml': text }));
    await expect(reading).rejects.toThrow(want);
    await expect(reading).rejects.toHaveProperty('name', 'BadInput');
  });

  test('that is not there is refused by name', async () => {
    await expect(readScenario('shop.yaml', {}, filesOf({}))).rejects.toThrow('shop.yaml: no such file');
  });
});

describe('a recorded load', () => {
  const names = { trace: 'load.csv', events: 'events.csv' };
  const below = { trace: 'data/load.csv', events: '/data/events.csv' };

  test('is played with its calendar; what lies outside is said', async () => {
    const files = filesOf({ [below.trace]: TRACE, [below.events]: EVENTS });
    const { scenario, notes } = await readTraced(below, { seed: 3 }, files);
    expect(scenario.events.map(({ name }) => name)).toEqual(['kick-off']);
    expect([scenario.name, scenario.seed]).toEqual(['load.csv with events.csv', 3]);
    expect(notes).toEqual(['1 event outside the trace was left out']);
  });

  test.each([
    {
      name: 'a negative count',
      trace: TRACE.replace('6600', '-6600'),
      events: EVENTS,
      want: /^load\.csv:3: requests: /,
    },
    { name: 'a torn row', trace: TRACE.replace(',9000', ''), events: EVENTS, want: /^load\.csv:4: / },
    {
      name: 'a wrong instant',
      trace: TRACE,
      events: EVENTS.replace('2026-01-01T10:01:00Z', 'noon'),
      want: /^events\.csv:2: at: /,
    },
    { name: 'no event inside', trace: TRACE, events: 'at\n2027-01-01T00:00:00Z\n', want: /^events\.csv: / },
  ])('with $name is refused by file, line and field', async ({ trace, events, want }) => {
    const reading = readTraced(names, {}, filesOf({ 'load.csv': trace, 'events.csv': events }));
    await expect(reading).rejects.toThrow(want);
  });
});
