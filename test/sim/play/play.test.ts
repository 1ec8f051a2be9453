import { describe, expect, test } from 'vitest';
import { minutes, plus } from '../../../src/core/model/time.ts';
import { parsePrescaleConfig } from '../../../src/core/prescale/config.ts';
import type { StrategyName } from '../../../src/sim/comparison.ts';
import { type PlayOptions, play } from '../../../src/sim/play/play.ts';
import type { Scenario } from '../../../src/sim/scenario.ts';
import { buildPushCurve } from '../../../src/sim/traffic/load-curve.ts';
import {
  aClusterSpec,
  aPush,
  aPushSurge,
  aWorkload,
  OVER,
  PUSH,
  steady,
} from '../../support/a-small-scenario.ts';
import { NOON } from '../../support/an-api.ts';

const playQuietly = (name: StrategyName, scenario: Scenario, over: Partial<PlayOptions> = {}) =>
  play(name, scenario, { onShare: () => {}, signal: new AbortController().signal, ...over });

const steadily: Scenario = aPush({
  cluster: aClusterSpec({ workloads: [aWorkload({ offeredRps: steady(10) })] }),
  surges: [],
  events: [],
});

describe('meters', () => {
  test('run from the start of the scenario to its end, and not while the cluster settles', async () => {
    const result = await playQuietly('reactive', steadily);
    expect(result).toMatchObject({
      name: 'reactive',
      unservedRequests: 0,
      unservedSeconds: 0,
      maxReadyReplicas: 2,
      warmBeforeEventSeconds: [],
      writes: 0,
    });
    expect(result.offeredRequests).toBeCloseTo(10 * 300, 6);
    expect(result.podSeconds).toBeCloseTo(2 * 300, 6);
    expect(result.nodeSeconds).toBeCloseTo(2 * 300, 6);
  });

  test('of a timeline that begins at rest and ends with the scenario', async () => {
    const { timeline } = await playQuietly('reactive', steadily);
    expect(timeline).toHaveLength(61);
    expect(timeline[0]).toMatchObject({ secondsFromPush: 0, readyPods: 2, desiredReplicas: 2, nodes: 2 });
  });

  test('of several workloads add up; the seconds lost are those of the worst', async () => {
    const workloads = [
      aWorkload({ offeredRps: steady(30), hpa: undefined }),
      aWorkload({ name: 'other', replicas: 3, offeredRps: steady(30), hpa: undefined }),
    ];
    const scenario = { ...steadily, cluster: aClusterSpec({ workloads }) };
    const result = await playQuietly('reactive', scenario);
    expect(result.offeredRequests).toBeCloseTo(60 * 300, 6);
    expect(result.unservedRequests).toBeCloseTo(10 * 300, 6);
    expect(result).toMatchObject({ unservedSeconds: 300, maxReadyReplicas: 5 });
  });
});

describe('a push', () => {
  test('reactive: it comes before its pods', async () => {
    const result = await playQuietly('reactive', aPush());
    expect(result.unservedRequests).toBeGreaterThan(0.2 * result.offeredRequests);
    expect(result.warmBeforeEventSeconds[0] ?? -1).toBeLessThan(0);
    expect(result).toMatchObject({ restored: true, writes: 0 });
  });

  test('forescale: it is expected, and the target handed back', async () => {
    const result = await playQuietly('forescale', aPush());
    expect(result.unservedRequests).toBe(0);
    expect(result.warmBeforeEventSeconds[0]).toBeGreaterThan(0);
    expect(result.warmBeforeEventSeconds[0]).toBeLessThan(45);
    expect(result.restored).toBe(true);
    expect(result.writes).toBeGreaterThan(0);
    expect(Math.max(...result.timeline.map(({ floor }) => floor))).toBe(10);
  });

  test('peak: it is always provisioned for', async () => {
    const result = await playQuietly('peak', aPush());
    expect(result).toMatchObject({ unservedRequests: 0, restored: true, writes: 0 });
    expect(result.podSeconds).toBeGreaterThanOrEqual(11 * 300);
    expect(result.warmBeforeEventSeconds).toEqual([60]);
  });

  test('that more pods than there may be would serve is never warm', async () => {
    const hpa = { ...aWorkload().hpa, maxReplicas: 5 };
    const cluster = aClusterSpec({ workloads: [aWorkload({ hpa })] });
    const result = await playQuietly('forescale', aPush({ cluster }));
    expect(result.warmBeforeEventSeconds).toEqual([null]);
    expect(result.restored).toBe(true);
  });
});

describe('handed back', () => {
  test('is waited for when the last surge ends after the run', async () => {
    const surges = [aPushSurge({ end: plus(NOON, minutes(20)) })];
    const result = await playQuietly('forescale', aPush({ surges }));
    expect(result.timeline.at(-1)).toMatchObject({ secondsFromPush: 240, floor: 10 });
    expect(result.restored).toBe(true);
  });

  test('is not, while a crowd that stays holds the floor for longer than is waited', async () => {
    const crowd = { kind: 'box' } as const;
    const offeredRps = buildPushCurve(10, [{ at: PUSH, peakRps: 40, curve: crowd }]).rpsAt;
    const cluster = aClusterSpec({ workloads: [aWorkload({ offeredRps })] });
    const prescale = parsePrescaleConfig({ lowering: { patienceSeconds: 3_600 } });
    const surges = [aPushSurge({ end: OVER })];
    const result = await playQuietly('forescale', aPush({ cluster, prescale, surges }));
    expect(result.restored).toBe(false);
  });
});

test('the same seed plays the same run, another seed another', async () => {
  const seven = await playQuietly('forescale', aPush());
  expect(await playQuietly('forescale', aPush())).toEqual(seven);
  expect((await playQuietly('forescale', aPush({ seed: 8 }))).timeline).not.toEqual(seven.timeline);
});

describe('progress', () => {
  test('goes from nothing to all of it, in words', async () => {
    const shares: number[] = [];
    const lines: string[] = [];
    const onShare = (share: number, line: string): void => {
      shares.push(share);
      lines.push(line);
    };
    await playQuietly('reactive', aPush(), { onShare });
    expect(shares).toEqual(Array.from({ length: 101 }, (_, index) => index / 100));
    expect(lines[0]).toBe('2 ready, 0 requests lost');
    expect(lines[99]).toMatch(/^\d+ ready, \d,\d{3} requests lost$/);
  });
});

describe('a signal', () => {
  test('that has aborted lets nothing begin', async () => {
    const shares: number[] = [];
    const run = playQuietly('reactive', aPush(), {
      onShare: (share) => shares.push(share),
      signal: AbortSignal.abort(new Error('stopped')),
    });
    await expect(run).rejects.toThrow('stopped');
    expect(shares).toEqual([]);
  });

  test.each(['reactive', 'forescale'] as const)('stops a run of %s on its way', async (name) => {
    const stop = new AbortController();
    const shares: number[] = [];
    const onShare = (share: number): void => {
      shares.push(share);
      if (share >= 0.5) stop.abort(new Error('stopped'));
    };
    await expect(playQuietly(name, aPush(), { onShare, signal: stop.signal })).rejects.toThrow('stopped');
    expect(shares.at(-1)).toBe(0.5);
  });

  test('is heard from outside, though the run never waits for anything', async () => {
    const stop = new AbortController();
    setImmediate(() => stop.abort(new Error('stopped')));
    await expect(playQuietly('reactive', aPush(), { signal: stop.signal })).rejects.toThrow('stopped');
  });

  test('is heard while the hand-back is waited for', async () => {
    const stop = new AbortController();
    const surges = [aPushSurge({ end: plus(NOON, minutes(60)) })];
    const onShare = (share: number): void => {
      if (share === 0.99) setImmediate(() => setImmediate(() => stop.abort(new Error('stopped'))));
    };
    const run = playQuietly('reactive', aPush({ surges }), { onShare, signal: stop.signal });
    await expect(run).rejects.toThrow('stopped');
  });
});
