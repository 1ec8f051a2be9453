import { describe, expect, test } from 'vitest';
import { asInstant, type Instant, plus, seconds } from '../../../src/core/model/time.ts';
import { ApiServer } from '../../../src/sim/api/server.ts';
import { Engine } from '../../../src/sim/engine.ts';
import { MetricsServer, type PodUsage } from '../../../src/sim/kubernetes/metrics-server.ts';
import { seededRandom } from '../../../src/sim/random.ts';

const START = asInstant(Date.UTC(2026, 10, 22, 18));
const at = (offset: number): Instant => plus(START, seconds(offset));

function pipeline(read: (workload: string, at: Instant) => PodUsage | undefined, seed = 7) {
  const engine = new Engine(START);
  const api = new ApiServer(engine);
  const scrapes: Instant[] = [];
  const readUsage = (workload: string, instant: Instant) => {
    scrapes.push(instant);
    return read(workload, instant);
  };
  const spec = { scrapePeriod: seconds(15) };
  const server = new MetricsServer({ engine, api, random: seededRandom(seed), spec, readUsage });
  const template = { spec: { containers: [] } };
  const deployment = { replicas: 1, selector: { matchLabels: {} }, template };
  for (const name of ['web', 'idle'])
    api.create(
      'Deployment',
      { apiVersion: 'apps/v1', metadata: { name }, spec: deployment },
      { manager: 'owner' },
    );
  return { engine, api, server, scrapes };
}

const webOnly = (workload: string): PodUsage | undefined =>
  workload === 'default/web' ? { cpuCores: 0.3, rps: 99.9999 } : undefined;

describe('a scrape', () => {
  test('keeps one reading per workload that can be measured', async () => {
    const { engine, server, scrapes } = pipeline(webOnly);
    expect(server.readingOf('default/web')).toBeUndefined();
    await engine.runUntil(at(15));
    const scrapedAt = scrapes[0];
    expect(server.readingOf('default/web')).toStrictEqual({
      scrapedAt,
      cpuMilli: 300,
      requestsMilli: 100_000,
    });
    expect(server.readingOf('default/idle')).toBeUndefined();
    expect(server.window).toBe(15_000);
  });

  test('comes every period, at a phase of the seed', async () => {
    const runs = await Promise.all(
      [7, 7, 8].map(async (seed) => {
        const { engine, scrapes } = pipeline(webOnly, seed);
        await engine.runUntil(at(60));
        return [...new Set(scrapes)];
      }),
    );
    const [first = []] = runs;
    expect(first).toHaveLength(4);
    expect(first.map((instant) => instant - (first[0] ?? 0))).toStrictEqual([0, 15_000, 30_000, 45_000]);
    expect(runs[1]).toStrictEqual(first);
    expect(runs[2]?.[0]).not.toBe(first[0]);
  });

  test('forgets a workload that can no longer be measured', async () => {
    const { engine, api, server } = pipeline((workload, instant) =>
      instant < at(20) ? webOnly(workload) : undefined,
    );
    await engine.runUntil(at(15));
    expect(server.readingOf('default/web')).toBeDefined();
    await engine.runUntil(at(40));
    expect(server.readingOf('default/web')).toBeUndefined();
    api.delete('Deployment', 'default', 'web');
    await engine.runUntil(at(60));
    expect(server.readingOf('default/web')).toBeUndefined();
  });
});

test('an outage hides the last reading, and nothing is known until the next scrape', async () => {
  const { engine, server, scrapes } = pipeline(webOnly);
  await engine.runUntil(at(60));
  const [first = START] = scrapes;
  const scrape = (index: number): Instant => plus(first, seconds(15 * index));
  server.failBetween(plus(scrape(4), seconds(1)), plus(scrape(5), seconds(5)));
  const known: boolean[] = [];
  for (const [index, offset] of [
    [4, 0],
    [4, 2],
    [5, 1],
    [5, 10],
    [6, 0],
    [7, 3],
  ] as const) {
    await engine.runUntil(plus(scrape(index), seconds(offset)));
    known.push(server.readingOf('default/web') !== undefined);
  }
  expect(known).toStrictEqual([true, false, false, false, true, true]);
});
