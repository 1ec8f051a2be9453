/** `forescale controller`: runs in the cluster, or beside it, until it is told to stop. */
import type { Command } from 'commander';
import { addConfigOptions, type ConfigFlags, readConfig } from './config-options.ts';
import type { CliDeps } from './deps.ts';

const EXAMPLES = `
Examples:
  forescale controller                                     in a Pod: its service account, its namespace
  forescale controller --kubeconfig ~/.kube/config         beside the cluster
  forescale controller --config forescale.yaml --set prescale.leadSeconds=300

\`forescale config explain\` lists every setting. The log goes to stdout, a line of JSON an entry. SIGTERM and Ctrl-C
stop in good order within graceSeconds; what is raised stays raised, and whoever leads next hands it back.
`;

export function addControllerCommand(program: Command, deps: CliDeps): void {
  addConfigOptions(
    program
      .command('controller')
      .summary('raise floors ahead of surges and hand them back')
      .description('Raises the floors of targets ahead of their surges, and hands them back after.'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (flags: ConfigFlags) => {
      const { config } = await readConfig(flags, deps);
      await deps.runController(config, deps.signal);
    });
}
