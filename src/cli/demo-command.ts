/** `forescale demo`: the news app of the documentation, with nothing to prepare. */
import { type Command, Option } from 'commander';
import { runComparison } from './comparison-run.ts';
import type { CliDeps, DemoChoices } from './deps.ts';
import { parseSeed, parseTimes } from './option-values.ts';
import { addOutputOptions, chooseOutputs, type OutputFlags } from './output-options.ts';

const EXAMPLES = `
Examples:
  forescale demo                          20 times the load within 10 s
  forescale demo --times 30               a bigger crowd
  forescale demo --metric requests        an HPA that sees requests instead of CPU
  forescale demo --json --seed 7          for programs
`;

export function addDemoCommand(program: Command, deps: CliDeps): void {
  const command = program
    .command('demo')
    .summary('play a push on the embedded cluster')
    .description(
      'Plays a push to the users of a news app on the embedded cluster three times: with the HPA and the\n' +
        'Cluster Autoscaler alone, with Forescale, and provisioned for the peak all the time.',
    )
    .addOption(new Option('--seed <n>', 'the same seed plays the same run').argParser(parseSeed).default(1))
    .addOption(
      new Option('--times <n>', 'height of the push, as a multiple of the usual load')
        .argParser(parseTimes)
        .default(20),
    )
    .addOption(
      new Option('--metric <metric>', 'what the HPA scales on').choices(['cpu', 'requests']).default('cpu'),
    );
  addOutputOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (flags: DemoChoices & OutputFlags) => {
      const { seed, times, metric } = flags;
      const scenario = deps.demoScenario({ seed, times, metric });
      await runComparison({ scenario, outputs: chooseOutputs(flags), notes: [] }, deps);
    });
}
