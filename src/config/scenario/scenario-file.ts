/** Reads a scenario file. Every problem in it is named, with the line it stands on. */

import { checkValue, type Finding } from '../../core/schema/finding.ts';
import { assembleScenario, type ScenarioOverrides } from './assembly.ts';
import { problemsOf } from './file-problems.ts';
import type { Failure } from './problem.ts';
import type { Scenario } from './scenario.ts';
import { scenarioSchema } from './schema.ts';
import { type LineOf, readYaml } from './yaml-document.ts';

export type ScenarioResult =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      /** For whoever checks the `prescale` block. */
      readonly lineOf: LineOf;
    }
  | Failure;

/** From YAML text to a scenario; never throws. `overrides` stand above what the file says. */
export function parseScenario(file: string, text: string, overrides: ScenarioOverrides = {}): ScenarioResult {
  const reading = readYaml(file, text);
  if (!reading.ok) return reading;
  const { value, lineOf } = reading;
  const fail = (findings: readonly Finding[]): Failure => ({
    ok: false,
    problems: problemsOf(file, lineOf, findings),
  });
  if (value === null || value === undefined)
    return fail([{ path: [], message: 'expected a scenario, got an empty file' }]);
  const input = checkValue(scenarioSchema, value);
  if (!input.ok) return fail(input.findings);
  const findings: Finding[] = [];
  const scenario = assembleScenario(input.value, overrides, (path, message) =>
    findings.push({ path, message }),
  );
  return findings.length > 0 ? fail(findings) : { ok: true, scenario, lineOf };
}
