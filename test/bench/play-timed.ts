/** A process of its own for one scenario and strategy, so that neither its memory nor its warmth is another's. */

import type { StrategyName } from '../../src/sim/comparison.ts';
import { play } from '../../src/sim/play/play.ts';
import { SCENARIOS } from './bench-scenarios.ts';
import { timeRuns } from './measurement.ts';

export interface TimedPlay {
  readonly milliseconds: readonly number[];
  /** Of the scenario; settling before it and handing back after it are played on top. */
  readonly simulatedHours: number;
  readonly peakMegabytes: number;
}

const [scenarioName = '', strategy = '', repetitions = ''] = process.argv.slice(2);
const make = SCENARIOS[scenarioName];
if (make === undefined)
  throw new RangeError(`expected one of ${Object.keys(SCENARIOS).join(', ')}, got "${scenarioName}"`);
const options = { onShare: () => {}, signal: new AbortController().signal };
let seed = 0;
const milliseconds = await timeRuns(
  Number(repetitions),
  () => {
    seed += 1;
    return make(seed);
  },
  async (scenario) => void (await play(strategy as StrategyName, scenario, options)),
);
const timed: TimedPlay = {
  milliseconds,
  simulatedHours: make(1).duration / 3_600_000,
  peakMegabytes: process.resourceUsage().maxRSS / 1_024,
};
console.log(JSON.stringify(timed));
