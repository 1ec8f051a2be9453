/** The comparison of the demo on real parts: both strategies at once, each on a control plane of its own. */
import { between, plus, toSeconds } from '../../../src/core/model/time.ts';
import type { RunComparison } from '../../../src/sim/comparison.ts';
import { previewWarnings } from '../../../src/sim/play/preview.ts';
import { oraclePodSeconds } from '../../../src/sim/traffic/load-curve.ts';
import { playOnCluster, type RealStrategy } from './play.ts';

const STRATEGIES: readonly RealStrategy[] = ['reactive', 'forescale'];

export const compareOnCluster: RunComparison = async ({ scenario, onProgress, signal }) => {
  const played = await Promise.all(
    STRATEGIES.map((strategy) =>
      playOnCluster(strategy, scenario, {
        onShare: (share, line) => onProgress({ strategy, share, line }),
        signal,
      }),
    ),
  );
  const { start, duration, cluster, events } = scenario;
  const podSeconds = cluster.workloads.reduce(
    (sum, { offeredRps, profile }) =>
      sum + oraclePodSeconds(offeredRps, start, plus(start, duration), profile.rpsPerReplica),
    0,
  );
  return {
    seed: scenario.seed,
    scenario: scenario.name,
    strategies: played.map(({ result }) => result),
    oracle: { podSeconds },
    events: events.map(({ name, at }) => ({ name, secondsFromStart: toSeconds(between(start, at)) })),
    notes: previewWarnings(scenario),
  };
};
