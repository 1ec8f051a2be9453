import { describe, expect, test } from 'vitest';
import { type Instant, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import type { WorkloadSpec } from '../../../src/sim/cluster-spec.ts';
import { previewWarnings } from '../../../src/sim/play/preview.ts';
import { buildPushCurve } from '../../../src/sim/traffic/load-curve.ts';
import { aClusterSpec, aPush, aWorkload, CROWD, PUSH, steady } from '../../support/a-small-scenario.ts';

type Hpa = NonNullable<WorkloadSpec['hpa']>;
const HPA: Hpa = aWorkload().hpa ?? { maxReplicas: 0 };
const BY_REQUESTS: NonNullable<Hpa['metrics']> = [
  { type: 'Pods', pods: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: '6' } } },
];

const warningsOf = (over: Partial<WorkloadSpec>, nodes = 10): readonly string[] => {
  const cluster = aClusterSpec({ workloads: [aWorkload(over)] });
  return previewWarnings(aPush({ cluster: { ...cluster, nodeGroup: { ...cluster.nodeGroup, max: nodes } } }));
};
const before = (rps: number, at: Instant, kind: 'box' | 'ramp'): WorkloadSpec['offeredRps'] =>
  buildPushCurve(rps, [{ at, peakRps: 100, curve: kind === 'box' ? { kind } : CROWD }]).rpsAt;

describe('a push', () => {
  test('that saturates the CPU', () => {
    expect(warningsOf({})).toEqual([
      expect.stringMatching(
        /^CPU shows no more than its limit, so the HPA grows 1.67 times .* and 10 times the load is served after about/,
      ),
    ]);
  });

  test('that comes within one second is as sudden as one with a ramp', () => {
    expect(warningsOf({ offeredRps: before(10, PUSH, 'box') })).toEqual(warningsOf({}));
  });

  test('that the requests metric sees comes before the pods all the same', () => {
    expect(warningsOf({ hpa: { ...HPA, metrics: BY_REQUESTS } })).toEqual([
      expect.stringMatching(
        /^Left alone, the HPA comes after the crowd: 2, 6, 12, 20 replicas, and 10 times/,
      ),
    ]);
  });

  test('that the HPA’s own policy slows down', () => {
    const behavior = { scaleUp: { policies: [{ type: 'Pods', value: 6, periodSeconds: 60 }] } };
    expect(warningsOf({ hpa: { ...HPA, metrics: BY_REQUESTS, behavior } })).toEqual([
      expect.stringContaining('2, 8, 14, 20 replicas'),
    ]);
  });

  test('beyond maximum and nodes', () => {
    expect(warningsOf({ hpa: { ...HPA, maxReplicas: 5 } }, 2)).toEqual([
      expect.stringContaining('10 times the load is never served'),
      expect.stringMatching(/^maxReplicas is 5, but 12 pods serve 10 times the load, 20 at the HPA's target/),
      expect.stringMatching(/^The node group's 2 nodes hold 14 pods at most/),
    ]);
  });
});

describe('nothing is told', () => {
  const quiet: Readonly<Record<string, Partial<WorkloadSpec>>> = {
    'of a load that stays': { offeredRps: steady(10) },
    'of a rise by less than half': {
      offeredRps: buildPushCurve(10, [{ at: PUSH, peakRps: 14, curve: CROWD }]).rpsAt,
    },
    'of a crowd that takes its time': {
      offeredRps: (at) => 10 + Math.max(0, at - PUSH) / minutes(2),
    },
    'of a workload without an HPA': { hpa: undefined },
    'of an HPA with several metrics': {
      hpa: { ...HPA, metrics: [...(HPA.metrics ?? []), ...BY_REQUESTS] },
    },
    'of a load that comes from nothing: there is no multiple of it': { offeredRps: before(0, PUSH, 'ramp') },
  };
  test.each(Object.entries(quiet))('%s', (_, over) => {
    expect(warningsOf(over)).toEqual([]);
  });

  test('without an event', () => {
    expect(previewWarnings(aPush({ events: [] }))).toEqual([]);
  });
});

test('the steepest of several events is the one told of', () => {
  const late = plus(PUSH, minutes(2));
  const pushes = [
    { at: PUSH, peakRps: 30, curve: CROWD },
    { at: late, peakRps: 200, curve: CROWD },
  ];
  const cluster = aClusterSpec({ workloads: [aWorkload({ offeredRps: buildPushCurve(10, pushes).rpsAt })] });
  const events = pushes.map(({ at }) => ({ name: 'push', at, end: plus(at, seconds(90)) }));
  expect(previewWarnings(aPush({ cluster, events }))[0]).toContain('20 times the load');
});

describe('a surge', () => {
  const told = (podsPerSecond: number): readonly string[] => {
    const push = aPush({ cluster: aClusterSpec({ workloads: [aWorkload({ offeredRps: steady(10) })] }) });
    const prescale = { ...push.prescale, fleet: { ...push.prescale.fleet, podsPerSecond } };
    const surges = push.surges.map((surge) => ({
      ...surge,
      demand: { kind: 'replicas', replicas: 20 } as const,
      lead: minutes(3),
    }));
    return previewWarnings({ ...push, surges, prescale });
  };

  test('whose fleet goes up slower than it leads', () => {
    expect(told(0.1)).toEqual([
      expect.stringMatching(
        /^news\/\S+: the lead is 180 s, but 18 pods of 1 target .* about 180 s .* 10 s .* 190 s is enough\.$/,
      ),
    ]);
  });

  test('that leads long enough is none to speak of', () => {
    expect(told(8)).toEqual([]);
  });
});
