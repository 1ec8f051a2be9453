/** `forescale restore --all`: hands every target back, for uninstalling. */
import { type Command, Option } from 'commander';
import { minutes } from '../../core/model/time.ts';
import type { CliDeps } from '../deps.ts';
import { Unfinished } from '../unfinished.ts';
import { addClusterOptions, type ClusterFlags, withCluster } from './cluster-options.ts';
import { parseLength } from './quick-surge.ts';
import { isBack, renderRestored } from './restore-document.ts';
import { type RestoreWishes, restoreAll } from './restore-run.ts';

const NOTES = `
Floors walk back in steps, as after a surge, and wait while live load is high; --at-once writes them in one step.
Stop the controller first (kubectl scale deployment forescale --replicas 0): it would raise what a surge still asks for.
Exit code 4 when a target could not be handed back, or when --yes is not given and there is something to do.
`;

type RestoreFlags = ClusterFlags & RestoreWishes & { readonly all?: true; readonly json?: true };

export function addRestoreCommand(program: Command, deps: CliDeps): void {
  const command = addClusterOptions(
    program
      .command('restore')
      .summary('hand every target back to its owner, for uninstalling')
      .description(
        'Hands every target back to its owner as if all surges were called off. Shows the plan first.',
      ),
  )
    .option('--all', 'every target of the cluster; of a namespace with -n')
    .option('--yes', 'carry the plan out')
    .option('--at-once', 'in one step, whatever the live load')
    .addOption(
      new Option('--timeout <length>', 'give up after so long (default: 30m)')
        .argParser(parseLength)
        .default(minutes(30), '30m'),
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', NOTES);
  command.action(async (flags: RestoreFlags) => {
    if (flags.all !== true) return command.error('error: nothing named. Expected --all.');
    const scope = { ...flags, everywhere: flags.namespace === undefined };
    const document = await withCluster(scope, deps, (cluster) => restoreAll(flags, cluster, deps));
    await deps.terminal.print(flags.json ? `${JSON.stringify(document)}\n` : renderRestored(document));
    const left = document.targets.filter((row) => !isBack(row));
    if (left.length === 0) return;
    throw new Unfinished(
      flags.yes
        ? `${left.length} of ${document.targets.length} are not handed back`
        : 'nothing was changed: add --yes to hand these back',
    );
  });
}
