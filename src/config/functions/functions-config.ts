/** The configuration of the functions as the program uses it: read from JSON, held against its rules, frozen. */
import type { CapacityConfig } from '../../core/capacity/config.ts';
import { parseCapacityConfig } from '../../core/capacity/config.ts';
import { type Millis, seconds } from '../../core/model/time.ts';
import { type PrescaleConfig, parsePrescaleConfig } from '../../core/prescale/config.ts';
import { checkValue } from '../../core/schema/finding.ts';
import { Misconfigured } from '../../ports/faults.ts';
import { wordFinding } from '../../resources/surge/codec.ts';
import { type FunctionsCluster, settleCluster } from './cluster.ts';
import { findMistakes } from './mistakes.ts';
import { type FunctionsInput, functionsConfigSchema } from './schema.ts';
import { type AlarmTemplate, type AppTemplate, settleAlarm, settleApp } from './template.ts';

export interface FunctionsConfig {
  /** At least one; no two of a name. */
  readonly clusters: readonly FunctionsCluster[];
  /** Name or ARN of the bus for events out; undefined = none are sent. */
  readonly bus: string | undefined;
  readonly apps: Readonly<Record<string, AppTemplate>>;
  readonly alarms: Readonly<Record<string, AlarmTemplate>>;
  /** From the end of a Surge that an event made until it is deleted. */
  readonly retention: Millis;
  readonly prescale: PrescaleConfig;
  readonly capacity: CapacityConfig;
}

/** Throws Misconfigured, which names each wrong field with what was expected and what was found. */
export function readFunctionsConfig(text: string): FunctionsConfig {
  const checked = checkValue(functionsConfigSchema, parseJson(text));
  const problems = checked.ok ? findMistakes(checked.value) : checked.findings;
  if (!checked.ok || problems.length > 0) throw misconfigured(problems.map(wordFinding));
  return settle(checked.value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw misconfigured([`expected JSON, got ${error instanceof Error ? error.message : String(error)}`]);
  }
}

const misconfigured = (problems: readonly string[]): Misconfigured =>
  new Misconfigured(`configuration of the functions: ${problems.join('; ')}`);

const DAY_SECONDS = 86_400;

const settle = (input: FunctionsInput): FunctionsConfig =>
  Object.freeze({
    clusters: Object.freeze(input.clusters.map(settleCluster)),
    bus: input.bus,
    apps: settleEach(input.apps, settleApp),
    alarms: settleEach(input.alarms, settleAlarm),
    retention: seconds(input.retentionDays * DAY_SECONDS),
    prescale: parsePrescaleConfig(input.prescale),
    capacity: parseCapacityConfig(input.capacity),
  });

/** Without a prototype: an event may name an app `constructor`, and there is none. */
const settleEach = <I, T extends object>(
  inputs: Readonly<Record<string, I>>,
  settleOne: (input: I) => T,
): Readonly<Record<string, T>> =>
  Object.freeze(
    Object.assign(
      Object.create(null),
      Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, settleOne(input)])),
    ) as Record<string, T>,
  );
