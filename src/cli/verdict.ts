/** The outcome in one sentence. */
import type { Comparison, StrategyName, StrategyResult } from '../sim/comparison.ts';
import { formatCount, formatShare, roundWhole } from './wording.ts';

/** Undefined when Forescale was not among the strategies. */
export function phraseVerdict({ strategies }: Comparison): string | undefined {
  const named = (name: StrategyName) => strategies.find((strategy) => strategy.name === name);
  const forescale = named('forescale');
  if (forescale === undefined) return undefined;
  const reactive = named('reactive');
  const peak = named('peak');
  return [
    hasLost(forescale) ? `Forescale lost ${loss(forescale)}` : 'Forescale served every request',
    peak === undefined ? '' : shareOfPeak(forescale, peak),
    reactive === undefined
      ? ''
      : `; the HPA alone ${hasLost(reactive) ? `lost ${loss(reactive)}` : 'lost none'}`,
    forescale.restored ? '' : '; the workload was NOT handed back',
    '.',
  ].join('');
}

const hasLost = (result: StrategyResult): boolean => roundWhole(result.unservedRequests) > 0;

const loss = (result: StrategyResult): string =>
  `${formatCount(result.unservedRequests)} requests (${formatShare(result.unservedRequests, result.offeredRequests)})`;

function shareOfPeak(forescale: StrategyResult, peak: StrategyResult): string {
  if (peak.podSeconds <= 0) return '';
  const percent = Math.round((forescale.podSeconds / peak.podSeconds) * 100);
  return ` with ${percent} % of the pod-seconds that standing at the peak takes`;
}
