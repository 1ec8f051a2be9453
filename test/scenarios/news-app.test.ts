/** The demo's promise: a push that the platform alone loses a crowd to loses nobody, and costs little more than it must. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { StrategyName, StrategyResult } from '../../src/sim/comparison.ts';
import { type NewsAppOptions, newsAppScenario } from '../../src/sim/news-app.ts';
import { play } from '../../src/sim/play/play.ts';
import { spreadOf } from '../support/spread.ts';

const SEEDS = [7, ...Array.from({ length: 20 }, (_, index) => 101 + index)];
const PLAYING = 240_000;

const playNewsApp = (strategy: StrategyName, options: NewsAppOptions): Promise<StrategyResult> =>
  play(strategy, newsAppScenario(options), { onShare: () => {}, signal: new AbortController().signal });

const playSeeds = (times: number, metric: NewsAppOptions['metric']): Promise<StrategyResult[]> =>
  Promise.all(SEEDS.map((seed) => playNewsApp('forescale', { seed, times, metric })));

const podSecondsOf = (results: readonly StrategyResult[]) =>
  spreadOf(results.map(({ podSeconds }) => podSeconds));

describe.each(['cpu', 'requests'] as const)('pushes to the news app, HPA on %s', (metric) => {
  const played = new Map<number, readonly StrategyResult[]>();
  const resultsOf = (times: number): readonly StrategyResult[] => played.get(times) ?? [];
  beforeAll(async () => {
    for (const times of [10, 20, 30]) played.set(times, await playSeeds(times, metric));
  }, PLAYING);

  test.each([10, 20, 30])('forescale, %i times: nothing lost, warm before the push, handed back', (times) => {
    const results = resultsOf(times);

    expect(results).toHaveLength(SEEDS.length);
    for (const { unservedRequests, unservedSeconds, warmBeforeEventSeconds, restored } of results) {
      expect({ unservedRequests, unservedSeconds, restored }).toEqual({
        unservedRequests: 0,
        unservedSeconds: 0,
        restored: true,
      });
      expect(warmBeforeEventSeconds[0]).toBeGreaterThan(0);
    }
  });

  test('forescale costs at most 125,000 pod-seconds at 20 times, and 110,000 in the median', () => {
    const { median, max } = podSecondsOf(resultsOf(20));

    expect(max).toBeLessThanOrEqual(125_000);
    expect(median).toBeLessThanOrEqual(110_000);
  });

  test('the cost follows the size of the crowd', () => {
    const [ten, twenty, thirty] = [10, 20, 30].map((times) => podSecondsOf(resultsOf(times)).median);

    expect((ten ?? 0) / (twenty ?? 0)).toBeCloseTo(0.55, 1);
    expect((thirty ?? 0) / (twenty ?? 0)).toBeCloseTo(1.45, 1);
  });

  test.each([10, 20, 30])('the others, %i times: reactive loses, peak costs twice as much', async (times) => {
    const [ours] = resultsOf(times);
    const options = { seed: 7, times, metric };
    const reactive = await playNewsApp('reactive', options);
    const peak = await playNewsApp('peak', options);

    expect(reactive.unservedRequests).toBeGreaterThan(0.2 * reactive.offeredRequests);
    expect(peak.unservedRequests).toBe(0);
    expect(peak.podSeconds).toBeGreaterThan(1.8 * (ours?.podSeconds ?? 0));
    expect(peak.nodeSeconds).toBeGreaterThan(ours?.nodeSeconds ?? 0);
  });

  test('the same seed plays the same run, another seed another', async () => {
    const [seven, ...others] = resultsOf(20);

    expect(await playNewsApp('forescale', { seed: 7, times: 20, metric })).toEqual(seven);
    for (const other of others) expect(other.timeline).not.toEqual(seven?.timeline);
  });
});

describe('the rows of the demo', () => {
  test.each<StrategyName>(['reactive', 'forescale', 'peak'])(
    '%s writes only if it is Forescale',
    async (name) => {
      const { writes, restored } = await playNewsApp(name, { seed: 7, times: 20, metric: 'cpu' });

      expect(writes > 0).toBe(name === 'forescale');
      expect(restored).toBe(true);
    },
  );
});
