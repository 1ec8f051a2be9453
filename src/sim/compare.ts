/** The same scenario and seed played by every strategy, and the least that would have served it. */
import { between, plus, toSeconds } from '../core/model/time.ts';
import type { Comparison, RunComparison, StrategyResult } from './comparison.ts';
import { play } from './play/play.ts';
import { previewWarnings } from './play/preview.ts';
import { STRATEGIES } from './play/strategy.ts';
import { oraclePodSeconds } from './traffic/load-curve.ts';

export const compare: RunComparison = async ({ scenario, onProgress, signal }): Promise<Comparison> => {
  const strategies: StrategyResult[] = [];
  for (const strategy of STRATEGIES) {
    const onShare = (share: number, line: string) => onProgress({ strategy, share, line });
    strategies.push(await play(strategy, scenario, { onShare, signal }));
  }
  const end = plus(scenario.start, scenario.duration);
  const podSeconds = scenario.cluster.workloads.reduce(
    (sum, { offeredRps, profile }) =>
      sum + oraclePodSeconds(offeredRps, scenario.start, end, profile.rpsPerReplica),
    0,
  );
  return {
    seed: scenario.seed,
    scenario: scenario.name,
    strategies,
    oracle: { podSeconds },
    events: scenario.events.map(({ name, at }) => ({
      name,
      secondsFromStart: toSeconds(between(scenario.start, at)),
    })),
    notes: previewWarnings(scenario),
  };
};
