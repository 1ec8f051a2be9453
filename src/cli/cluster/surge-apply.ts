/** `forescale surge apply`: surges of a file, or one said in options. */
import { type Command, Option } from 'commander';
import { formatProblem } from '../../config/scenario/problem.ts';
import { readSurgeFile, type SurgeDraft } from '../../config/surge/surge-file.ts';
import type { ClusterPorts } from '../../ports/cluster.ts';
import { BadInput } from '../bad-input.ts';
import type { CliDeps } from '../deps.ts';
import { collect, parseCount, parseFileName, parseRate, parseTimes } from '../option-values.ts';
import { printable } from '../wording.ts';
import { addClusterOptions, type ClusterFlags, withCluster } from './cluster-options.ts';
import { parseLength, parseStart, parseTarget, type QuickFlags, quickSurge } from './quick-surge.ts';
import type { AppliedDocument } from './surge-document.ts';

const EXAMPLES = `
Examples:
  forescale surge apply -f push.yaml                  surges of a file
  generate-surges | forescale surge apply -f -        of a pipe
  forescale surge apply tonight --target hpa/news-app --replicas 40 --start 2026-11-22T18:00:00Z --for 20m \\
    --reason 'derby, expected by the desk'            said in options
  forescale surge apply now --target hpa/news-app --multiplier 4 --for 15m --reason 'breaking news'
`;

type ApplyFlags = ClusterFlags &
  QuickFlags & { readonly filename?: string; readonly dryRun?: true; readonly json?: true };

export function addSurgeApply(surge: Command, deps: CliDeps): void {
  const command = addClusterOptions(
    surge
      .command('apply [name]')
      .summary('store surges, of a file or said in options')
      .description(
        'Stores surges: those of a file, or one that is said in options and has an owner, a reason and an end.',
      ),
  )
    .addOption(
      new Option('-f, --filename <file>', 'YAML or JSON of Surges; - = stdin').argParser(parseFileName),
    )
    .option('--dry-run', 'let the API server check it, and change nothing')
    .option('--json', 'print one JSON document');
  for (const option of quickOptions()) command.addOption(option.conflicts('filename'));
  command.addHelpText('after', EXAMPLES).action(async (name: string | undefined, flags: ApplyFlags) => {
    const drafts = await readDrafts(name, flags, command, deps);
    await withCluster(flags, deps, (cluster) => applyAll(drafts, cluster, flags, deps));
  });
}

const quickOptions = (): readonly Option[] => [
  new Option('--target <kind/name>', 'such as hpa/news-app; may be repeated').argParser(collect(parseTarget)),
  new Option('--replicas <n>', 'so many replicas').argParser(parseCount),
  new Option('--multiplier <n>', 'so many times the minReplicas of the owner').argParser(parseTimes),
  new Option('--rps <n>', 'requests per second on top of the usual load').argParser(parseRate),
  new Option(
    '--start <time>',
    'now, +10m, or an instant such as 2026-01-01T18:00:00Z (default: now)',
  ).argParser(parseStart),
  new Option('--for <length>', 'how long, such as 15m').argParser(parseLength),
  new Option('--reason <text>', 'why, for whoever is on call'),
  new Option('--owner <name>', 'who is behind it (default: $USER)'),
  new Option('--raise-to <n>', 'lift maxReplicas to this at most').argParser(parseCount),
  new Option('--pin', 'also hold maxReplicas down to the floor'),
];

async function readDrafts(
  name: string | undefined,
  flags: ApplyFlags,
  command: Command,
  { files, clock, environment }: CliDeps,
): Promise<readonly SurgeDraft[]> {
  const { filename } = flags;
  if (name !== undefined && filename === undefined)
    return [quickSurge(name, flags, clock.now(), environment['USER'] || undefined)];
  if (filename === undefined || name !== undefined)
    return command.error('error: expected either a name with --target and the rest, or -f <file>.');
  const isPipe = filename === '-';
  const read = readSurgeFile(isPipe ? 'stdin' : filename, await files.read(isPipe ? '/dev/stdin' : filename));
  if (!read.ok) throw new BadInput(read.problems.map(formatProblem).join('\n'));
  return read.drafts;
}

async function applyAll(
  drafts: readonly SurgeDraft[],
  { store, namespace }: ClusterPorts,
  flags: ApplyFlags,
  { terminal }: CliDeps,
): Promise<void> {
  const dryRun = flags.dryRun === true;
  const results: AppliedDocument['results'] = [];
  for (const { metadata, ...draft } of drafts) {
    const place = { ...metadata, namespace: placeOf(metadata, flags, namespace) };
    const outcome = await store.apply({ ...draft, metadata: withoutGaps(place) }, { dryRun });
    results.push({ kind: draft.kind, namespace: place.namespace, name: place.name, outcome });
  }
  const document: AppliedDocument = { version: 1, dryRun, results };
  await terminal.print(flags.json ? `${JSON.stringify(document)}\n` : renderResults(document));
}

/** As kubectl: a namespace that is said twice has to be the same. */
function placeOf({ name, namespace }: SurgeDraft['metadata'], flags: ClusterFlags, usual: string): string {
  if (namespace !== undefined && flags.namespace !== undefined && namespace !== flags.namespace)
    throw new BadInput(
      `${name}: metadata.namespace: expected ${flags.namespace} as in --namespace, got ${namespace}`,
    );
  return namespace ?? usual;
}

/** A label map that is not there is left out: undefined is no JSON. */
function withoutGaps(metadata: SurgeDraft['metadata'] & { readonly namespace: string }) {
  const { name, namespace, labels, annotations } = metadata;
  return { name, namespace, ...(labels && { labels }), ...(annotations && { annotations }) };
}

export const renderResults = ({ dryRun, results }: AppliedDocument): string =>
  results
    .map(({ kind, namespace, name, outcome }) => {
      const note = dryRun ? ' (dry run)' : '';
      return `${printable(`${kind.toLowerCase()}/${name} in ${namespace}`)} ${outcome}${note}\n`;
    })
    .join('');
