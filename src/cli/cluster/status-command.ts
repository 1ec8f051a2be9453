/** `forescale status`: what stands raised, since it is not as its owner left it. */
import type { Command } from 'commander';
import { keyOf } from '../../core/model/target.ts';
import type { ClusterPorts } from '../../ports/cluster.ts';
import { renderColumns } from '../columns.ts';
import type { CliDeps } from '../deps.ts';
import { printable } from '../wording.ts';
import { wrap } from '../wrapping.ts';
import { addClusterOptions, type ClusterFlags, withCluster } from './cluster-options.ts';
import { describeStanding, type Standing } from './standing.ts';
import { shortInstant } from './surge-text.ts';

export function addStatusCommand(program: Command, deps: CliDeps): void {
  addClusterOptions(
    program
      .command('status')
      .summary('targets that stand raised: by which surges, until when, warm or not')
      .description('Shows every target that stands raised. One that is as its owner wants it is not listed.'),
  )
    .option('-A, --all-namespaces', 'those of every namespace')
    .option('--json', 'print one JSON document')
    .action(async (flags: ClusterFlags & { readonly allNamespaces?: true; readonly json?: true }) => {
      const targets = await withCluster(
        { ...flags, everywhere: flags.allNamespaces === true },
        deps,
        (cluster) => readStandings(cluster, flags.allNamespaces ? undefined : cluster.namespace, deps),
      );
      const text = flags.json ? `${JSON.stringify({ version: 1, targets })}\n` : renderStandings(targets);
      await deps.terminal.print(text);
    });
}

async function readStandings(
  { targets, surges }: ClusterPorts,
  namespace: string | undefined,
  { clock }: Pick<CliDeps, 'clock'>,
): Promise<readonly Standing[]> {
  const known = await surges.list();
  const recorded = (await targets.listRecorded()).filter(
    (ref) => namespace === undefined || ref.namespace === namespace,
  );
  const now = clock.now();
  const standings = await Promise.all(
    recorded.map(async (ref) => {
      const target = await targets.read(ref);
      const own = known.filter((surge) => surge.targets.some((named) => keyOf(named.ref) === keyOf(ref)));
      return target === undefined ? [] : [describeStanding(target, own, now)];
    }),
  );
  return standings.flat().toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

const HEADER = ['NAMESPACE', 'TARGET', 'STATE', 'FLOOR', 'BASELINE', 'READY', 'UNTIL', 'SURGES'];

function renderStandings(targets: readonly Standing[]): string {
  if (targets.length === 0) return 'nothing stands raised\n';
  const rows = targets.map((target) =>
    [
      target.namespace,
      `${target.kind}/${target.name}`,
      target.state,
      formatNumber(target.floor),
      formatNumber(target.baseline),
      `${target.readyReplicas}/${target.replicas}`,
      shortInstant(target.until),
      target.surges.join(', ') || '-',
    ].map(printable),
  );
  const notes = targets.flatMap(({ kind, name, conditions }) =>
    conditions.map(({ surge, type, message }) => `${kind}/${name} ${type} (${surge}): ${message}`),
  );
  return [
    ...renderColumns(HEADER, rows),
    ...(notes.length === 0 ? [] : ['', ...notes.flatMap((note) => wrap(printable(note), '  - '))]),
    '',
  ].join('\n');
}

const formatNumber = (value: number | null): string => (value === null ? '-' : String(value));

const nameOf = ({ kind, namespace, name }: Standing): string => `${namespace}/${kind}/${name}`;
