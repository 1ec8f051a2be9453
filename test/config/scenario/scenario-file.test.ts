import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../../src/config/scenario/scenario-file.ts';
import { problemsIn, scenarioOf, WORKLOAD } from '../../support/a-scenario.ts';
import { anInstant } from '../../support/an-instant.ts';

describe('parseScenario refuses', () => {
  const whole: Readonly<Record<string, readonly [text: string, want: readonly string[]]>> = {
    'an empty file': ['', ['s.yaml:1: expected a scenario, got an empty file']],
    'comments alone': ['# nothing\n', ['s.yaml:1: expected a scenario, got an empty file']],
    'a list': ['- a\n', ['s.yaml:1: expected a block of keys, got ["a"]']],
    'plain text': ['hello', ['s.yaml:1: expected a block of keys, got "hello"']],
    'no workload': ['seed: 4\n', ['s.yaml:1: workload: expected a block of keys, got nothing']],
    'a workload that serves nothing': [
      'workload:\n  name: app\n  replicas: 3\n',
      ['s.yaml:1: workload.requestsPerReplica: expected a number above 0, got nothing'],
    ],
    'negative replicas': [
      'workload:\n  name: app\n  requestsPerReplica: 100\n  replicas: -3\n',
      ['s.yaml:4: workload.replicas: expected a whole number from 1, got -3'],
    ],
    'a fault below a byte order mark and CRLF': [
      `\uFEFF${WORKLOAD.replaceAll('\n', '\r\n')}seed: -1\r\n`,
      ['s.yaml:5: seed: expected a whole number from 0, got -1'],
    ],
    'all faults at once, in the order of the file': [
      `seed: x\n${WORKLOAD}hpa:\n  maxReplicas: 0\n  minReplicas: 0\n`,
      [
        's.yaml:1: seed: expected a whole number from 0, got "x"',
        's.yaml:7: hpa.maxReplicas: expected a whole number from 1, got 0',
        's.yaml:8: hpa.minReplicas: expected a whole number from 1, got 0',
      ],
    ],
    'all contradictions at once': [
      `${WORKLOAD}hpa:\n  maxReplicas: 5\nnodeGroup:\n  max: 2\n  min: 3\n`,
      [
        's.yaml:6: hpa.maxReplicas: expected at least the minReplicas of 10, got 5',
        's.yaml:8: nodeGroup.max: expected at least the min of 3, got 2',
      ],
    ],
  };
  test.each(Object.entries(whole))('%s', (_, [text, want]) => {
    expect(problemsIn(text)).toEqual(want);
  });
});

describe('parseScenario', () => {
  test('needs a workload alone', () => {
    const scenario = scenarioOf('');

    expect(scenario).toMatchObject({
      name: 'app',
      seed: 1,
      start: anInstant('2026-01-01T00:00:00Z'),
      prescale: {},
      events: [
        { name: 'push-1', at: anInstant('2026-01-01T00:10:00Z'), end: anInstant('2026-01-01T00:35:10Z') },
      ],
    });
    // Until the push is over, and half an hour more.
    expect(scenario.duration).toBe(3_910_000);
  });

  test('keeps seed, start, length and title as written', () => {
    expect(
      scenarioOf('name: A title\nseed: 3\nstartAt: 2026-11-22T20:00:00+01:00\ndurationSeconds: 900\n'),
    ).toMatchObject({
      name: 'A title',
      seed: 3,
      start: anInstant('2026-11-22T19:00:00Z'),
      duration: 900_000,
    });
  });

  test('passes the prescale block through unread and tells its lines', () => {
    const result = parseScenario('s.yaml', `${WORKLOAD}prescale:\n  leadSeconds: 90\n  foo: [1]\n`);

    expect(result).toMatchObject({ ok: true, scenario: { prescale: { leadSeconds: 90, foo: [1] } } });
    expect(result.ok && result.lineOf(['prescale', 'foo', 0])).toBe(7);
  });

  test('lets options stand above the file', () => {
    const result = parseScenario('s.yaml', `${WORKLOAD}seed: 3\nmetric: cpu\n`, {
      seed: 9,
      metric: 'requests',
    });

    const metrics = result.ok ? result.scenario.cluster.workloads[0]?.hpa?.metrics : undefined;
    expect(result).toMatchObject({ ok: true, scenario: { seed: 9 } });
    expect(metrics).toMatchObject([{ type: 'Pods' }]);
  });
});
