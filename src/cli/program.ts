/** The `forescale` command line: from arguments to an exit code. 0 done, 1 a defect, 2 bad input, 130 interrupted. */
import { Command, CommanderError } from 'commander';
import { FileFault } from '../ports/files.ts';
import { BadInput } from './bad-input.ts';
import { addDemoCommand } from './demo-command.ts';
import type { CliDeps } from './deps.ts';
import { addSimulateCommand } from './simulate-command.ts';

const BAD_INPUT = 2;
const DEFECT = 1;
const INTERRUPTED = 130;
const HELP_COLUMNS = 100;

const EXAMPLES = `
Examples:
  forescale demo                                                a push, with and without Forescale
  forescale simulate --scenario shop.yaml                       your own cluster and load
  forescale simulate --trace requests.csv --events pushes.csv   a recorded load and its calendar
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
  program.on('command:*', ([name]: readonly string[]) =>
    program.error(`error: unknown command '${name}'. Expected demo or simulate.`),
  );
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
  if (error instanceof BadInput || error instanceof FileFault) {
    terminal.tell(`${error.message}\n`);
    return BAD_INPUT;
  }
  terminal.tell(`unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return DEFECT;
}
