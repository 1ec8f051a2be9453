/** What the commands need of the world. */
import type { Environment } from '../config/controller/environment.ts';
import type { ControllerConfig } from '../config/controller/settled.ts';
import type { Clock } from '../ports/clock.ts';
import type { OpenCluster } from '../ports/cluster.ts';
import type { FileReader, FileWriter } from '../ports/files.ts';
import type { Listen } from '../ports/http-server.ts';
import type { OpenQueue } from '../ports/message-queue.ts';
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
  readonly clock: Clock;
  readonly compare: RunComparison;
  readonly demoScenario: (choices: DemoChoices) => Scenario;
  readonly environment: Environment;
  /** Runs until `signal` aborts, and comes to an orderly end then. */
  readonly runController: (config: ControllerConfig, signal: AbortSignal) => Promise<void>;
  readonly openCluster: OpenCluster;
  readonly openQueue: OpenQueue;
  readonly listen: Listen;
  /** A secret that nobody guesses. */
  readonly drawToken: () => string;
  /** Aborts when the user, or the system, wants to stop. */
  readonly signal: AbortSignal;
}
