/** The user's own input as a scenario: a file of their own, or a recorded load with its calendar. */

import { problemsOf } from '../config/scenario/file-problems.ts';
import { type Failure, formatProblem } from '../config/scenario/problem.ts';
import type { Scenario as DescribedScenario } from '../config/scenario/scenario.ts';
import { parseScenario } from '../config/scenario/scenario-file.ts';
import { parseEvents } from '../config/trace/events.ts';
import { parseTrace } from '../config/trace/trace.ts';
import { scenarioFromTrace, type TraceOptions } from '../config/trace/trace-scenario.ts';
import { parsePrescaleConfig, prescaleConfigSchema } from '../core/prescale/config.ts';
import { checkValue } from '../core/schema/finding.ts';
import type { FileReader } from '../ports/files.ts';
import type { Scenario } from '../sim/scenario.ts';
import { BadInput } from './bad-input.ts';

export interface ScenarioInput {
  readonly scenario: Scenario;
  readonly notes: readonly string[];
}

type Overrides = Pick<TraceOptions, 'seed' | 'metric'>;

/** Throws BadInput with a line for each problem. */
export async function readScenario(
  file: string,
  overrides: Overrides,
  files: FileReader,
): Promise<ScenarioInput> {
  const reading = accept(parseScenario(file, await files.read(file), overrides));
  const prescale = checkValue(prescaleConfigSchema, reading.scenario.prescale, ['prescale']);
  if (!prescale.ok) refuse({ ok: false, problems: problemsOf(file, reading.lineOf, prescale.findings) });
  return { scenario: settle(reading.scenario), notes: [] };
}

export interface TraceFiles {
  readonly trace: string;
  readonly events: string;
}

/** Throws BadInput with a line for each problem. */
export async function readTraced(
  { trace: traceFile, events: eventsFile }: TraceFiles,
  options: TraceOptions,
  files: FileReader,
): Promise<ScenarioInput> {
  const { trace } = accept(parseTrace(traceFile, await files.read(traceFile)));
  const { calendar } = accept(parseEvents(eventsFile, await files.read(eventsFile)));
  const { scenario, skippedEvents } = accept(
    scenarioFromTrace(trace, calendar, {
      name: `${baseName(traceFile)} with ${baseName(eventsFile)}`,
      ...options,
    }),
  );
  const were = skippedEvents === 1 ? 'event outside the trace was' : 'events outside the trace were';
  return {
    scenario: settle(scenario),
    notes: skippedEvents === 0 ? [] : [`${skippedEvents} ${were} left out`],
  };
}

/** Where a file lies says nothing about what is in it. */
const baseName = (path: string): string => path.slice(path.search(/[^/\\]*$/));

const settle = (scenario: DescribedScenario): Scenario => ({
  ...scenario,
  prescale: parsePrescaleConfig(scenario.prescale),
});

function accept<R extends { readonly ok: true }>(result: R | Failure): R {
  return result.ok ? result : refuse(result);
}

function refuse({ problems }: Failure): never {
  throw new BadInput(problems.map(formatProblem).join('\n'));
}
