import { describe, expect, test } from 'vitest';
import { minutes, plus } from '../../src/core/model/time.ts';
import { compare } from '../../src/sim/compare.ts';
import type { ComparisonProgress } from '../../src/sim/comparison.ts';
import { play } from '../../src/sim/play/play.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { aClusterSpec, aPush, aWorkload, OVER, PUSH, steady } from '../support/a-small-scenario.ts';
import { NOON } from '../support/an-api.ts';

const compareQuietly = (scenario: Scenario) =>
  compare({ scenario, onProgress: () => {}, signal: new AbortController().signal });

describe('a comparison', () => {
  test('plays every strategy on the same scenario and seed', async () => {
    const { strategies, seed, scenario } = await compareQuietly(aPush());
    expect({ seed, scenario }).toEqual({ seed: 7, scenario: 'a small push' });
    expect(strategies.map(({ name }) => name)).toEqual(['reactive', 'forescale', 'peak']);
    const options = { onShare: () => {}, signal: new AbortController().signal };
    expect(strategies[1]).toEqual(await play('forescale', aPush(), options));
    const offered = strategies.map(({ offeredRequests }) => Math.round(offeredRequests));
    expect(new Set(offered).size).toBe(1);
  });

  test('says the least that serves every request, of all workloads', async () => {
    const workloads = [
      aWorkload({ offeredRps: steady(25) }),
      aWorkload({ name: 'other', offeredRps: steady(0) }),
    ];
    const cluster = aClusterSpec({ workloads });
    const { oracle } = await compareQuietly(aPush({ cluster, surges: [], duration: minutes(1) }));
    expect(oracle.podSeconds).toBeCloseTo((3 + 1) * 60, 6);
  });

  test('names the events by their seconds from the start, and warns before', async () => {
    const events = [
      { name: 'push', at: PUSH, end: OVER },
      { name: 'later', at: plus(NOON, minutes(4)), end: plus(NOON, minutes(5)) },
    ];
    const comparison = await compareQuietly(aPush({ events }));
    expect(comparison.events).toEqual([
      { name: 'push', secondsFromStart: 60 },
      { name: 'later', secondsFromStart: 240 },
    ]);
    expect(comparison.notes).toEqual([expect.stringContaining('CPU shows no more than its limit')]);
    for (const { warmBeforeEventSeconds } of comparison.strategies)
      expect(warmBeforeEventSeconds).toHaveLength(2);
  });
});

test('progress goes through each strategy from nothing to all of it', async () => {
  const told: ComparisonProgress[] = [];
  await compare({
    scenario: aPush(),
    onProgress: (progress) => told.push(progress),
    signal: new AbortController().signal,
  });
  const ends = told.filter(({ share }) => share === 0 || share === 1);
  expect(ends.map(({ strategy, share }) => `${strategy} ${share}`)).toEqual([
    'reactive 0',
    'reactive 1',
    'forescale 0',
    'forescale 1',
    'peak 0',
    'peak 1',
  ]);
});

test('a signal stops it in whichever strategy it is', async () => {
  const stop = new AbortController();
  const seen = new Set<string>();
  const run = compare({
    scenario: aPush(),
    onProgress: ({ strategy }) => {
      seen.add(strategy);
      if (strategy === 'forescale') stop.abort(new Error('stopped'));
    },
    signal: stop.signal,
  });
  await expect(run).rejects.toThrow('stopped');
  expect([...seen]).toEqual(['reactive', 'forescale']);
});
