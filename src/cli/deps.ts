/** What the commands need of the world. */
import type { Clock } from '../ports/clock.ts';
import type { FileReader, FileWriter } from '../ports/files.ts';
import type { Terminal } from '../ports/terminal.ts';
import type { RunComparison } from '../sim/comparison.ts';
import type { Scenario } from '../sim/scenario.ts';

export interface DemoChoices {
  readonly seed: number;
  readonly times: number;
  readonly metric: 'cpu' | 'requests';
}

export interface CliDeps {
  readonly version: string;
  readonly terminal: Terminal;
  readonly files: FileReader & FileWriter;
  readonly clock: Pick<Clock, 'now'>;
  readonly compare: RunComparison;
  readonly demoScenario: (choices: DemoChoices) => Scenario;
  /** Aborts when the user wants to stop. */
  readonly signal: AbortSignal;
}
