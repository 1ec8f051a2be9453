/** A comparison made by hand: a push at t = 0 that the reactive strategy loses requests to. */
import type { Comparison, StrategyName, StrategyResult, TimelinePoint } from '../../src/sim/comparison.ts';

export function aTimelinePoint(over: Partial<TimelinePoint> = {}): TimelinePoint {
  return {
    secondsFromPush: 0,
    offeredRps: 1_000,
    servedRps: 1_000,
    pods: 10,
    unscheduledPods: 0,
    readyPods: 10,
    desiredReplicas: 10,
    nodes: 2,
    readyNodes: 2,
    floor: 10,
    ...over,
  };
}

/** Steady, a ramp of ten seconds to twenty times that, an exponential way down. */
const offeredAt = (second: number): number =>
  second < 0
    ? 1_000
    : second < 10
      ? 1_000 + 1_900 * second
      : Math.max(1_000, 20_000 * Math.exp(-(second - 10) / 300));

const READY: Readonly<Record<StrategyName, (second: number) => number>> = {
  reactive: (second) => (second < 45 ? 10 : Math.min(68, 10 + Math.floor((second - 45) / 5))),
  forescale: (second) =>
    second < -240 ? 10 : second < 20 ? 130 : Math.max(10, Math.ceil(130 * Math.exp(-(second - 20) / 300))),
  peak: () => 130,
};

/** One point every five seconds from five minutes before the push to twenty after it. */
export function aTimeline(name: StrategyName): readonly TimelinePoint[] {
  const points: TimelinePoint[] = [];
  for (let second = -300; second <= 1_200; second += 5) {
    const readyPods = READY[name](second);
    const pods = Math.max(readyPods, READY[name](second + 40));
    const offeredRps = Math.round(offeredAt(second));
    points.push({
      secondsFromPush: second,
      offeredRps,
      servedRps: Math.min(offeredRps, Math.round(readyPods * 166.67)),
      pods,
      unscheduledPods: Math.max(0, pods - readyPods - 3),
      readyPods,
      desiredReplicas: second < -285 ? 0 : pods,
      nodes: Math.ceil(pods / 7),
      readyNodes: Math.ceil(readyPods / 7),
      floor: name === 'reactive' ? 10 : pods,
    });
  }
  return points;
}

export function aStrategy(over: Partial<StrategyResult> = {}): StrategyResult {
  return {
    name: 'forescale',
    offeredRequests: 6_950_000,
    unservedRequests: 0,
    unservedSeconds: 0,
    podSeconds: 104_210.4,
    nodeSeconds: 20_100,
    maxReadyReplicas: 130,
    warmBeforeEventSeconds: [130],
    restored: true,
    writes: 12,
    timeline: aTimeline('forescale'),
    ...over,
  };
}

const REACTIVE = aStrategy({
  name: 'reactive',
  unservedRequests: 3_061_234.4,
  unservedSeconds: 355,
  podSeconds: 53_744,
  nodeSeconds: 10_327,
  maxReadyReplicas: 68,
  warmBeforeEventSeconds: [null],
  writes: 0,
  timeline: aTimeline('reactive'),
});

const PEAK = aStrategy({
  name: 'peak',
  podSeconds: 195_000,
  nodeSeconds: 28_500,
  warmBeforeEventSeconds: [300],
  writes: 1,
  timeline: aTimeline('peak'),
});

export function aComparison(over: Partial<Comparison> = {}): Comparison {
  return {
    seed: 7,
    scenario: 'news app, a push of 20 times',
    strategies: [REACTIVE, aStrategy(), PEAK],
    oracle: { podSeconds: 43_000 },
    events: [{ name: 'push', secondsFromStart: 300 }],
    notes: [],
    ...over,
  };
}
