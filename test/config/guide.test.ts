/** The user guide and the examples are read as a user's files would be. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseEventDemand } from '../../src/config/trace/event-demand.ts';
import { parseEvents } from '../../src/config/trace/events.ts';
import { parseTrace } from '../../src/config/trace/trace.ts';
import { scenarioFromTrace } from '../../src/config/trace/trace-scenario.ts';
import { plus, seconds } from '../../src/core/model/time.ts';
import { problemsIn, scenarioIn, WORKLOAD } from '../support/a-scenario.ts';

const DOCS = new URL('../../docs/', import.meta.url);
const EXAMPLES = new URL('examples/', DOCS);
const GUIDE = readFileSync(new URL('scenario.md', DOCS), 'utf8');

const fences = (language: string): readonly string[] =>
  [...GUIDE.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

/** A part of a file stands below a workload. */
const whole = (text: string): string => (/^workload:/m.test(text) ? text : WORKLOAD + text);

const exampleOf = (name: string) => scenarioIn(readFileSync(new URL(name, EXAMPLES), 'utf8'));

describe('the guide', () => {
  test.each(fences('yaml').map((text, index) => [index + 1, text] as const))(
    'its YAML %i is sound',
    (_, text) => {
      expect(problemsIn(whole(text))).toEqual([]);
    },
  );

  test('has YAML to check', () => {
    expect(fences('yaml').length).toBeGreaterThan(5);
  });

  test('shows the message that a wrong count of replicas gives', () => {
    const wrong = whole('').replace('replicas: 10', 'replicas: -3');
    const [message = ''] = problemsIn(wrong);

    expect(GUIDE).toContain(message.replace(/^s\.yaml:3/, 'scenario.yaml:12'));
  });

  test('its trace and its calendar make a scenario', () => {
    const [minutes = '', kickOffs = ''] = fences('csv');
    const trace = parseTrace('t.csv', minutes);
    const calendar = parseEvents('e.csv', kickOffs);

    expect(trace.ok && calendar.ok && scenarioFromTrace(trace.trace, calendar.calendar)).toMatchObject({
      ok: true,
      skippedEvents: 0,
    });
  });

  test('its demands of an event are demands', () => {
    const demands = [...GUIDE.matchAll(/`((?:replicas|multiplier|rps|audience)=[^`]+)`/g)].map(
      ([, text = '']) => text,
    );

    expect(demands.length).toBeGreaterThan(4);
    expect(demands.map(parseEventDemand).filter(({ ok }) => !ok)).toEqual([]);
  });
});

describe('the examples', () => {
  test.each(readdirSync(EXAMPLES).filter((name) => name.endsWith('.yaml')))('%s is sound', (name) => {
    expect(exampleOf(name).surges.length).toBeGreaterThan(0);
  });

  test('news-app.yaml is the push that was played on real parts', () => {
    const { start, cluster, surges } = exampleOf('news-app.yaml');
    const rateAt = (second: number) => cluster.workloads[0]?.offeredRps(plus(start, seconds(600 + second)));

    expect(rateAt(-1)).toBe(1_000);
    expect(rateAt(10)).toBe(20_000);
    expect(cluster).toMatchObject({
      nodeGroup: { allocatable: { cpu: '3920m' }, initial: 2, boot: { min: 60_000, max: 120_000 } },
      workloads: [
        { replicas: 10, hpa: { minReplicas: 10, maxReplicas: 400 }, podStart: { min: 20_000, max: 40_000 } },
      ],
    });
    expect(surges).toMatchObject([{ demand: { kind: 'rps', rps: 19_000 } }]);
  });

  test('job-platform.yaml knows of its spike on every hour', () => {
    expect(exampleOf('job-platform.yaml').surges.map(({ start }) => new Date(start).getUTCHours())).toEqual([
      9, 10, 11,
    ]);
  });

  test('tv-spot.yaml scales to a number that a person chose', () => {
    expect(exampleOf('tv-spot.yaml').surges).toMatchObject([
      {
        demand: { kind: 'replicas', replicas: 150 },
        ceiling: { kind: 'raise', to: 160 },
        override: { pin: false },
      },
    ]);
  });
});
