/** `forescale surge`: apply, list, get, cancel. */
import type { Command } from 'commander';
import type { CliDeps } from '../deps.ts';
import { parseName } from '../option-values.ts';
import { Unfinished } from '../unfinished.ts';
import { refuseUnknown } from '../unknown-command.ts';
import { addClusterOptions, type ClusterFlags, withCluster } from './cluster-options.ts';
import { addSurgeApply, renderResults } from './surge-apply.ts';
import type { AppliedDocument } from './surge-document.ts';
import { renderSurge, renderSurges } from './surge-text.ts';
import { type SurgeView, viewSurge } from './surge-view.ts';

type ReadFlags = ClusterFlags & { readonly json?: true };

export function addSurgeCommand(program: Command, deps: CliDeps): void {
  const surge = program.command('surge').summary('store, show and call off surges');
  addSurgeApply(surge, deps);
  addList(surge, deps);
  addGet(surge, deps);
  addCancel(surge, deps);
  refuseUnknown(surge);
}

function addList(surge: Command, deps: CliDeps): void {
  addClusterOptions(surge.command('list').summary('surges and where they stand'))
    .option('-A, --all-namespaces', 'those of every namespace')
    .option('--json', 'print one JSON document')
    .action(async (flags: ReadFlags & { readonly allNamespaces?: true }) => {
      const views = await withCluster(flags, deps, async ({ store, namespace }) => {
        const objects = await store.list('Surge', flags.allNamespaces ? undefined : namespace);
        return objects.map(viewSurge).toSorted(byStart);
      });
      await deps.terminal.print(flags.json ? documentOf(views) : renderSurges(views));
    });
}

function addGet(surge: Command, deps: CliDeps): void {
  addClusterOptions(
    surge.command('get').summary('one surge in full').argument('<name>', 'of the surge', parseName),
  )
    .option('--json', 'print one JSON document')
    .action(async (name: string, flags: ReadFlags) => {
      const view = await withCluster(flags, deps, async ({ store, namespace }) => {
        const object = await store.get('Surge', namespace, name);
        if (object === undefined) throw new Unfinished(`no surge ${name} in namespace ${namespace}`);
        return viewSurge(object);
      });
      await deps.terminal.print(flags.json ? documentOf([view]) : renderSurge(view));
    });
}

function addCancel(surge: Command, deps: CliDeps): void {
  addClusterOptions(
    surge
      .command('cancel')
      .argument('<name>', 'of the surge', parseName)
      .summary('call a surge off; its targets are handed back in steps')
      .description(
        'Calls a surge off. It stays in the store, so that news of it that comes late does not revive it.',
      ),
  )
    .option('--json', 'print one JSON document')
    .action(async (name: string, flags: ReadFlags) => {
      const document = await withCluster(
        flags,
        deps,
        async ({ store, namespace }): Promise<AppliedDocument> => {
          if ((await store.get('Surge', namespace, name)) === undefined)
            throw new Unfinished(`no surge ${name} in namespace ${namespace}`);
          await store.cancel(namespace, name);
          return {
            version: 1,
            dryRun: false,
            results: [{ kind: 'Surge', namespace, name, outcome: 'cancelled' }],
          };
        },
      );
      await deps.terminal.print(flags.json ? `${JSON.stringify(document)}\n` : renderResults(document));
    });
}

const documentOf = (surges: readonly SurgeView[]): string => `${JSON.stringify({ version: 1, surges })}\n`;

const byStart = (a: SurgeView, b: SurgeView): number =>
  (a.start ?? '').localeCompare(b.start ?? '') ||
  `${a.namespace}/${a.name}`.localeCompare(`${b.namespace}/${b.name}`);
