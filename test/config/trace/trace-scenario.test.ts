import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../../src/config/scenario/problem.ts';
import type { Calendar } from '../../../src/config/trace/events.ts';
import type { Trace } from '../../../src/config/trace/trace.ts';
import { scenarioFromTrace, type TraceOptions } from '../../../src/config/trace/trace-scenario.ts';
import { minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { anInstant } from '../../support/an-instant.ts';

const START = anInstant('2026-06-08T00:00:00Z');

/** Requests per second in the twelfths of every hour of a day. */
const TWELFTHS = [6, 30, 30, 60, 60, 60, 60, 60, 60, 120, 120, 120];
const DAY: Trace = {
  file: 't.csv',
  start: START,
  requests: Float64Array.from(
    { length: 1_440 },
    (_, minute) => 60 * (TWELFTHS[Math.floor((minute % 60) / 5)] ?? 0),
  ),
};

const calendar = (...times: readonly string[]): Calendar => ({
  file: 'e.csv',
  events: times.map((time) => ({ at: anInstant(time), name: `kick-off at ${time}`, labels: {} })),
});
const EVENING = calendar('2026-06-08T18:00:00Z');

function scenarioOf(options: TraceOptions = {}, events = EVENING) {
  const result = scenarioFromTrace(DAY, events, options);
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.scenario;
}

const problemsOf = (options: TraceOptions, events = EVENING) => {
  const result = scenarioFromTrace(DAY, events, options);
  return result.ok ? [] : result.problems.map(formatProblem);
};

describe('scenarioFromTrace', () => {
  test('sizes the workload by the trace', () => {
    const { cluster, duration, start, name, seed } = scenarioOf();

    expect({ duration, start, name, seed }).toEqual({
      duration: minutes(1_440),
      start: START,
      name: 't.csv',
      seed: 1,
    });
    expect(cluster.workloads).toMatchObject([
      {
        // The median minute has 60 requests a second: ten pods at 60 % of 10.
        profile: { rpsPerReplica: 10 },
        // Three minutes in four need no fewer than 30 requests a second take.
        replicas: 5,
        hpa: {
          minReplicas: 5,
          metrics: [{ type: 'Resource', resource: { target: { averageUtilization: 60 } } }],
        },
      },
    ]);
    expect(cluster.workloads[0]?.profile.steadyRps).toBeUndefined();
  });

  test('gives the pods a disruption budget, or nodes that go would lose requests', () => {
    expect(scenarioOf().cluster.workloads[0]?.podDisruptionBudget).toEqual({ maxUnavailable: '10%' });
  });

  test('aims the HPA as told', () => {
    const cpu = { resource: { target: { averageUtilization: 80 } } };
    const requests = { pods: { target: { averageValue: '8' } } };
    expect(scenarioOf({ hpaTarget: 0.8 }).cluster.workloads[0]?.hpa?.metrics).toMatchObject([cpu]);
    expect(
      scenarioOf({ hpaTarget: 0.8, metric: 'requests' }).cluster.workloads[0]?.hpa?.metrics,
    ).toMatchObject([requests]);
  });

  test('leaves the HPA and the nodes room for twice the highest load', () => {
    const [workload] = scenarioOf().cluster.workloads;

    // 120 a second and the swing into the highest minute, of 6 a second on each pod.
    expect(workload?.hpa?.maxReplicas).toBeGreaterThanOrEqual(40);
    expect(workload?.hpa?.maxReplicas).toBeLessThan(80);
    expect(scenarioOf().cluster.nodeGroup.max).toBe(Math.ceil((workload?.hpa?.maxReplicas ?? 0) / 7));
  });

  test('offers what the trace counted', () => {
    const [workload] = scenarioOf().cluster.workloads;

    expect(workload?.offeredRps(plus(START, minutes(22)))).toBe(60);
    expect(workload?.offeredRps(plus(START, minutes(52)))).toBe(120);
  });

  test('makes a surge of each event, and keeps its name', () => {
    const events = calendar('2026-06-08T18:00:00Z', '2026-06-08T18:00:00Z');
    const scenario = scenarioOf({ eventDuration: minutes(90), lead: seconds(120) }, events);

    expect(scenario.events).toEqual([
      {
        name: 'kick-off at 2026-06-08T18:00:00Z',
        at: anInstant('2026-06-08T18:00:00Z'),
        end: anInstant('2026-06-08T19:30:00Z'),
      },
      {
        name: 'kick-off at 2026-06-08T18:00:00Z',
        at: anInstant('2026-06-08T18:00:00Z'),
        end: anInstant('2026-06-08T19:30:00Z'),
      },
    ]);
    expect(scenario.surges).toMatchObject([
      { id: 'default/event-1', lead: seconds(120), demand: { kind: 'multiplier', multiplier: 4 } },
      { id: 'default/event-2', end: anInstant('2026-06-08T19:30:00Z') },
    ]);
  });

  test('takes the options', () => {
    const scenario = scenarioOf({
      name: 'a day',
      eventDemand: { kind: 'replicas', replicas: 40 },
      requestsPerReplica: 50,
      allocatable: { cpu: '8', pods: '20' },
      seed: 9,
      metric: 'requests',
      prescale: { leadSeconds: 60 },
    });

    expect(scenario).toMatchObject({
      name: 'a day',
      seed: 9,
      prescale: { leadSeconds: 60 },
      surges: [{ demand: { kind: 'replicas', replicas: 40 } }],
      cluster: {
        nodeGroup: { allocatable: { cpu: '8', memory: '15Gi', pods: '20' } },
        workloads: [{ profile: { rpsPerReplica: 50 }, hpa: { minReplicas: 1, metrics: [{ type: 'Pods' }] } }],
      },
    });
  });

  test('runs on after a late event until its return is over', () => {
    expect(scenarioOf({}, calendar('2026-06-08T23:00:00Z')).duration).toBe(minutes(1_440 + 60 + 30));
  });

  test('counts events outside the trace and leaves them out', () => {
    const events = calendar('2026-06-07T23:59:00Z', '2026-06-08T00:00:00Z', '2026-06-09T00:00:00Z');

    expect(scenarioFromTrace(DAY, events)).toMatchObject({
      ok: true,
      skippedEvents: 2,
      scenario: { events: [{ at: START }] },
    });
  });

  test('serves a trace without a request', () => {
    const silent: Trace = { file: 't.csv', start: START, requests: new Float64Array(60) };

    expect(scenarioFromTrace(silent, calendar('2026-06-08T00:30:00Z'))).toMatchObject({
      ok: true,
      scenario: { cluster: { workloads: [{ replicas: 1, profile: { rpsPerReplica: 1 } }] } },
    });
  });
});

describe('scenarioFromTrace refuses', () => {
  test('a calendar of other days', () => {
    expect(problemsOf({}, calendar('2025-06-08T00:00:00Z', '2025-06-09T00:00:00Z'))).toEqual([
      'e.csv: expected an event within the trace (2026-06-08T00:00:00.000Z to 2026-06-09T00:00:00.000Z), got 2025-06-08T00:00:00.000Z to 2025-06-09T00:00:00.000Z',
    ]);
  });

  test.each<[string, TraceOptions, string]>([
    [
      'a replica that serves nothing',
      { requestsPerReplica: 0 },
      'workload.requestsPerReplica: expected a number above 0, got 0',
    ],
    ['a seed that is none', { seed: -1 }, 'seed: expected a whole number from 0, got -1'],
    [
      'a node on which no pod fits',
      { allocatable: { cpu: '100m' } },
      'workload.requests.cpu: expected at most the 100m of a node, got "500m"',
    ],
    [
      'a node without a size',
      { allocatable: { cpu: 'large' } },
      'nodeGroup.allocatable.cpu: expected a quantity above 0 such as 500m, 2 or 512Mi, got "large"',
    ],
  ])('%s', (_, options, want) => {
    expect(problemsOf(options)).toEqual([`options: ${want}`]);
  });
});
