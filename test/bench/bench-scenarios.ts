/** What the simulator is timed on. */
import { scenarioFromTrace } from '../../src/config/trace/trace-scenario.ts';
import { formatInstant, minutes, plus } from '../../src/core/model/time.ts';
import { parsePrescaleConfig } from '../../src/core/prescale/config.ts';
import { newsAppScenario } from '../../src/sim/news-app.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { anInstant } from '../support/an-instant.ts';

export const SCENARIOS: Readonly<Record<string, (seed: number) => Scenario>> = {
  push: (seed) => newsAppScenario({ seed, times: 20, metric: 'cpu' }),
  day: playQuietDay,
  trace: playTrace,
};

/** Nothing comes: what is left is the cost of time passing. */
function playQuietDay(seed: number): Scenario {
  const demo = newsAppScenario({ seed, times: 1, metric: 'cpu' });
  return { ...demo, name: 'a quiet day', duration: minutes(24 * 60), surges: [], events: [] };
}

const DAYS = 19;
const EVENTS = 48;
const TRACE_START = anInstant('2026-06-08T00:00:00Z');

/** Nineteen days in minutes: a wave by the hour of the day, and crowds of two hours at known times. */
function playTrace(seed: number): Scenario {
  const minutesOfTrace = DAYS * 24 * 60;
  const starts = Array.from({ length: EVENTS }, (_, index) => startOf(index));
  const requests = new Float64Array(minutesOfTrace);
  for (let minute = 0; minute < minutesOfTrace; minute += 1) {
    const wave = 1 - 0.7 * Math.cos((2 * Math.PI * minute) / (24 * 60));
    const crowds = starts.reduce((sum, start) => sum + crowdAt(minute - start), 0);
    requests[minute] = Math.round(20_000 * (wave + crowds));
  }
  const events = starts.map((start, index) => ({
    at: plus(TRACE_START, minutes(start)),
    name: `event ${index + 1}`,
    labels: {},
  }));
  const trace = { file: 'made', start: TRACE_START, requests };
  const result = scenarioFromTrace(trace, { file: 'made', events }, { name: 'nineteen days', seed });
  if (!result.ok) throw new Error(`the made trace of ${formatInstant(TRACE_START)} is refused`);
  return { ...result.scenario, prescale: parsePrescaleConfig(result.scenario.prescale) };
}

/** Two or three a day, in the afternoon and in the evening. */
const startOf = (index: number): number =>
  Math.floor((index * DAYS) / EVENTS) * 24 * 60 + 60 * (13 + 3 * (index % 3)) + 30;

/** Three times the usual load within 25 minutes, gone within five after two hours. */
function crowdAt(minutesSince: number): number {
  if (minutesSince < 0 || minutesSince > 125) return 0;
  return 3 * Math.min(1, minutesSince / 25, (125 - minutesSince) / 5);
}
