/** Scenario files for tests: a workload of four lines, and whatever a test is about below it. */
import { formatProblem } from '../../src/config/scenario/problem.ts';
import type { Scenario } from '../../src/config/scenario/scenario.ts';
import { parseScenario } from '../../src/config/scenario/scenario-file.ts';

/** Lines 1 to 4; the text of a test begins on line 5. */
export const WORKLOAD = 'workload:\n  name: app\n  replicas: 10\n  requestsPerReplica: 100\n';

export const problemsIn = (text: string): readonly string[] => {
  const result = parseScenario('s.yaml', text);
  return result.ok ? [] : result.problems.map(formatProblem);
};

/** The scenario of a text that has to be sound. */
export function scenarioIn(text: string): Scenario {
  const result = parseScenario('s.yaml', text);
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.scenario;
}

/** The scenario of the workload and the text below it. */
export const scenarioOf = (text: string): Scenario => scenarioIn(WORKLOAD + text);
