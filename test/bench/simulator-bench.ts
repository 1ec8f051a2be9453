/** Simulated hours per second of a real clock, and the memory it takes. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { STRATEGIES } from '../../src/sim/play/strategy.ts';
import { type Bench, type Row, rowOf } from './measurement.ts';
import type { TimedPlay } from './play-timed.ts';

interface Case {
  readonly label: string;
  readonly scenario: string;
  readonly strategies: readonly string[];
  readonly repetitions: number;
}

const CASES: readonly Case[] = [
  { label: 'push of 20 times, 25 min', scenario: 'push', strategies: STRATEGIES, repetitions: 20 },
  { label: 'quiet day', scenario: 'day', strategies: ['reactive', 'forescale'], repetitions: 5 },
  { label: '19 days, 48 events', scenario: 'trace', strategies: STRATEGIES, repetitions: 2 },
];

const PLAYER = fileURLToPath(new URL('play-timed.ts', import.meta.url));

const timedSchema: z.ZodType<TimedPlay> = z.object({
  milliseconds: z.array(z.number()),
  simulatedHours: z.number(),
  peakMegabytes: z.number(),
});

export const benchSimulator: Bench = async (tell) => {
  const rows: Row[] = [];
  for (const { label, scenario, strategies, repetitions } of CASES)
    for (const strategy of strategies) {
      tell(`simulator: ${label}, ${strategy}`);
      const timed = await playTimed([scenario, strategy, String(repetitions)]);
      rows.push(rowFor(`${label}, ${strategy}`, timed));
    }
  return [{ title: 'the simulator', unit: 'simulated hours per second', rows }];
};

async function playTimed(words: readonly string[]): Promise<TimedPlay> {
  const { stdout } = await promisify(execFile)(process.execPath, [PLAYER, ...words]);
  return timedSchema.parse(JSON.parse(stdout));
}

function rowFor(label: string, { milliseconds, simulatedHours, peakMegabytes }: TimedPlay): Row {
  const row = rowOf(
    label,
    milliseconds.map((time) => (1_000 * simulatedHours) / time),
  );
  const secondsPerRun = simulatedHours / row.median;
  return { ...row, also: { 's per run': secondsPerRun, 'peak memory, MB': peakMegabytes } };
}
