import { expect, test } from 'vitest';
import { phraseVerdict } from '../../src/cli/verdict.ts';
import type { StrategyResult } from '../../src/sim/comparison.ts';
import { aComparison, aStrategy } from '../support/a-comparison.ts';

const forescale = (over: Partial<StrategyResult> = {}) =>
  aStrategy({ podSeconds: 50, offeredRequests: 1_000, ...over });
const reactive = (unservedRequests: number) =>
  aStrategy({ name: 'reactive', offeredRequests: 1_000, unservedRequests });
const peak = (podSeconds: number) => aStrategy({ name: 'peak', podSeconds });

test.each([
  {
    name: 'lost nothing',
    strategies: [reactive(440), forescale(), peak(200)],
    want: 'Forescale served every request with 25 % of the pod-seconds that standing at the peak takes; the HPA alone lost 440 requests (44.0 %).',
  },
  {
    name: 'lost some',
    strategies: [reactive(0), forescale({ unservedRequests: 20 }), peak(200)],
    want: 'Forescale lost 20 requests (2.0 %) with 25 % of the pod-seconds that standing at the peak takes; the HPA alone lost none.',
  },
  {
    name: 'not handed back',
    strategies: [forescale({ restored: false })],
    want: 'Forescale served every request; the workload was NOT handed back.',
  },
  {
    name: 'a peak that costs nothing is no measure',
    strategies: [forescale(), peak(0)],
    want: 'Forescale served every request.',
  },
  { name: 'without Forescale', strategies: [reactive(1), peak(200)], want: undefined },
])('$name', ({ strategies, want }) => {
  expect(phraseVerdict(aComparison({ strategies }))).toBe(want);
});
