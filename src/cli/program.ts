/**
 * The `forescale` command line: from arguments to an exit code. 0 done, 1 a defect, 2 bad input, 3 the cluster could not
 * be reached or refused, 4 not found or not all of it could be done, 130 interrupted.
 */
import { Command, CommanderError } from 'commander';
import { Fault, Misconfigured } from '../ports/faults.ts';
import { FileFault } from '../ports/files.ts';
import { BadInput } from './bad-input.ts';
import { ClusterRefusal } from './cluster/cluster-refusal.ts';
import { addRestoreCommand } from './cluster/restore-command.ts';
import { addStatusCommand } from './cluster/status-command.ts';
import { addSurgeCommand } from './cluster/surge-command.ts';
import { addConfigCommand } from './config-command.ts';
import { addControllerCommand } from './controller-command.ts';
import { addDemoCommand } from './demo-command.ts';
import type { CliDeps } from './deps.ts';
import { addDevCommand } from './dev-command.ts';
import { addEventsCommand } from './events/events-command.ts';
import { addSimulateCommand } from './simulate-command.ts';
import { Unfinished } from './unfinished.ts';
import { refuseUnknown } from './unknown-command.ts';

const DEFECT = 1;
const BAD_INPUT = 2;
const REFUSED = 3;
const UNFINISHED = 4;
const INTERRUPTED = 130;
const HELP_COLUMNS = 100;

const EXAMPLES = `
Examples:
  forescale demo                                                a push, with and without Forescale
  forescale simulate --scenario shop.yaml                       your own cluster and load
  forescale simulate --trace requests.csv --events pushes.csv   a recorded load and its calendar
  forescale dev                                                 a cluster for kubectl
  forescale controller                                          in a cluster
  forescale config explain                                      what it would run with
  forescale help demo                                           the options of a command
`;

export async function runCli(args: readonly string[], deps: CliDeps): Promise<number> {
  const shown: string[] = [];
  try {
    await buildProgram(deps, shown).parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    return await explain(error, shown, deps);
  }
}

/** Help and version go to `shown`: commander hands them out at once, the terminal takes its time. */
function buildProgram(deps: CliDeps, shown: string[]): Command {
  const program = new Command('forescale')
    .description('Kubernetes autoscaling that knows about pushes: raises the floor ahead of the load.')
    .version(deps.version, '--version', 'print the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => shown.push(text),
      writeErr: (text) => deps.terminal.tell(text),
      getOutHelpWidth: () => HELP_COLUMNS,
      getErrHelpWidth: () => HELP_COLUMNS,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText('after', EXAMPLES);
  addDemoCommand(program, deps);
  addSimulateCommand(program, deps);
  addSurgeCommand(program, deps);
  addStatusCommand(program, deps);
  addRestoreCommand(program, deps);
  addEventsCommand(program, deps);
  addDevCommand(program, deps);
  addControllerCommand(program, deps);
  addConfigCommand(program, deps);
  refuseUnknown(program);
  return program;
}

async function explain(
  error: unknown,
  shown: readonly string[],
  { terminal, signal }: CliDeps,
): Promise<number> {
  if (error instanceof CommanderError) {
    await terminal.print(shown.join(''));
    return error.exitCode === 0 ? 0 : BAD_INPUT;
  }
  if (signal.aborted) {
    terminal.tell('interrupted\n');
    return INTERRUPTED;
  }
  if (error instanceof BadInput || error instanceof FileFault || error instanceof Misconfigured) {
    terminal.tell(`${error.message}\n`);
    return BAD_INPUT;
  }
  if (error instanceof Unfinished) {
    terminal.tell(`${error.message}\n`);
    return UNFINISHED;
  }
  if (error instanceof Fault || error instanceof ClusterRefusal) {
    terminal.tell(`${error.message}\n`);
    return REFUSED;
  }
  terminal.tell(`unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return DEFECT;
}
