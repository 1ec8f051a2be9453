/**
 * Nodes ahead of pods on the embedded cluster: a push of 20 times whose floor has the lead that pods take to start, and
 * no more. Its nodes are asked for five minutes before the floor goes up, or come after the pods.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { minutes, seconds, toSeconds } from '../../src/core/model/time.ts';
import type { StrategyResult, TimelinePoint } from '../../src/sim/comparison.ts';
import { newsAppScenario } from '../../src/sim/news-app.ts';
import { play } from '../../src/sim/play/play.ts';
import type { Scenario } from '../../src/sim/scenario.ts';

const LEAD = seconds(65);
const NODE_LEAD = minutes(3);
const SEEDS = [7, 101, 102, 103, 104];

interface Way {
  readonly nodesFirst: boolean;
  readonly switchedOn?: boolean;
  readonly served?: boolean;
}

function pushOf(seed: number, { nodesFirst, switchedOn = true, served = true }: Way): Scenario {
  const scenario = newsAppScenario({ seed, times: 20, metric: 'requests' });
  const nodeLead = nodesFirst ? NODE_LEAD : undefined;
  const autoscaler = {
    ...scenario.cluster.autoscaler,
    capacityBuffers: switchedOn,
    capacityBufferApi: served,
  };
  return {
    ...scenario,
    surges: scenario.surges.map((surge) => ({ ...surge, lead: LEAD, nodeLead })),
    cluster: { ...scenario.cluster, autoscaler },
  };
}

const playAll = (way: Way): Promise<StrategyResult[]> =>
  Promise.all(
    SEEDS.map((seed) =>
      play('forescale', pushOf(seed, way), { onShare: () => {}, signal: new AbortController().signal }),
    ),
  );

const beforeRaise = ({ timeline }: StrategyResult): TimelinePoint | undefined =>
  timeline.findLast(({ secondsFromPush }) => secondsFromPush < -toSeconds(LEAD));

const mostNodes = ({ timeline }: StrategyResult): number => Math.max(...timeline.map(({ nodes }) => nodes));

describe('nodes first', () => {
  let first: readonly StrategyResult[] = [];
  let after: readonly StrategyResult[] = [];
  beforeAll(async () => {
    first = await playAll({ nodesFirst: true });
    after = await playAll({ nodesFirst: false });
  }, 240_000);

  test('stand when the floor goes up, and there are no pods on them yet', () => {
    for (const result of first) {
      expect(beforeRaise(result)).toMatchObject({ pods: 10, floor: 10 });
      // Seven pods to a node, 189 pods.
      expect(beforeRaise(result)?.readyNodes).toBeGreaterThanOrEqual(19);
    }
    for (const result of after) expect(beforeRaise(result)).toMatchObject({ readyNodes: 2 });
  });

  test('make the capacity warm before the push, which a floor with this lead alone never does', () => {
    for (const { warmBeforeEventSeconds, unservedRequests } of first) {
      expect(warmBeforeEventSeconds[0]).toBeGreaterThan(0);
      expect(unservedRequests).toBe(0);
    }
    for (const { warmBeforeEventSeconds, unservedRequests } of after) {
      expect(warmBeforeEventSeconds[0]).toBeLessThan(0);
      expect(unservedRequests).toBeGreaterThan(0);
    }
  });

  test('are no more nodes than the pods alone would have brought: the buffer does not fill up again', () => {
    for (const [index, result] of first.entries())
      expect(mostNodes(result)).toBeLessThanOrEqual(mostNodes(after[index] ?? result));
  });

  test('leave nothing behind', () => {
    for (const { restored } of first) expect(restored).toBe(true);
  });
});

describe('where nobody takes buffers', () => {
  test.each<[string, Way]>([
    ['switched off', { nodesFirst: true, switchedOn: false }],
    ['not installed', { nodesFirst: true, served: false }],
  ])('%s: pods go first, as without', async (_, way) => {
    const [plain] = await playAll({ nodesFirst: false });
    const [result] = await playAll(way);
    expect(result?.timeline).toEqual(plain?.timeline);
    expect(result?.restored).toBe(true);
  });
});
