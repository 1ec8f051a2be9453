/** `forescale restore --all`: hands every target back, for uninstalling. */
import { type Command, Option } from 'commander';
import { keyOf, type TargetRef } from '../../core/model/target.ts';
import { type Millis, minutes, plus, seconds } from '../../core/model/time.ts';
import { parsePrescaleConfig } from '../../core/prescale/config.ts';
import { decideRestore } from '../../core/prescale/restore.ts';
import type { ClusterPorts } from '../../ports/cluster.ts';
import type { CliDeps } from '../deps.ts';
import { Unfinished } from '../unfinished.ts';
import { printable } from '../wording.ts';
import { addClusterOptions, type ClusterFlags, withCluster } from './cluster-options.ts';
import { parseLength } from './quick-surge.ts';
import { type RestoreOutcome, restoreTargets } from './restoration.ts';
import { endedRow, isBack, plannedRow, type RestoreDocument, renderRestored } from './restore-document.ts';

const NOTES = `
Floors walk back in steps, as after a surge, and wait while live load is high; --at-once writes them in one step.
Stop the controller first (kubectl scale deployment forescale --replicas 0): it would raise what a surge still asks for.
Exit code 4 when a target could not be handed back, or when --yes is not given and there is something to do.
`;

type RestoreFlags = ClusterFlags & {
  readonly all?: true;
  readonly yes?: true;
  readonly atOnce?: true;
  readonly timeout: Millis;
  readonly json?: true;
};

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
    const document = await withCluster(flags, deps, (cluster) => restoreAll(flags, cluster, deps));
    await deps.terminal.print(flags.json ? `${JSON.stringify(document)}\n` : renderRestored(document));
    const left = document.targets.filter((row) => !isBack(row));
    if (left.length === 0) return;
    throw new Unfinished(
      flags.yes
        ? `${left.length} of ${document.targets.length} targets are not handed back`
        : 'nothing was changed: add --yes to hand these back',
    );
  });
}

async function restoreAll(
  flags: RestoreFlags,
  cluster: ClusterPorts,
  deps: CliDeps,
): Promise<RestoreDocument> {
  const { targets } = cluster;
  const isMeant = ({ namespace }: TargetRef) =>
    flags.namespace === undefined || namespace === flags.namespace;
  const read = await Promise.all(
    (await targets.listRecorded()).filter(isMeant).map((ref) => targets.read(ref)),
  );
  const snapshots = read.filter((target) => target !== undefined);
  const rows = await Promise.all(
    snapshots.map(async (target) => {
      const { detail } = decideRestore({ target, surges: await cluster.surges.listFor(target.ref) });
      return plannedRow(target, detail);
    }),
  );
  if (flags.yes !== true) return { version: 1, targets: rows };
  const refs = snapshots.map(({ ref }) => ref);
  const outcomes = await carryOut(refs, flags, cluster, deps);
  // Whoever raises one again has the last word, and that is said: time enough for a controller that is at work.
  if (refs.length > 0) await deps.clock.wake(plus(deps.clock.now(), SETTLE), deps.signal);
  const raised = new Set((await targets.listRecorded()).map(keyOf));
  const after = (ref: TargetRef): RestoreOutcome | undefined =>
    outcomes.get(keyOf(ref))?.kind === 'restored' && raised.has(keyOf(ref))
      ? RAISED_AGAIN
      : outcomes.get(keyOf(ref));
  return { version: 1, targets: rows.map((row, index) => endedRow(row, after(refs[index] as TargetRef))) };
}

const SETTLE = seconds(3);
const RAISED_AGAIN: RestoreOutcome = { kind: 'failed', reason: 'raised again: a controller is at work' };

async function carryOut(
  refs: readonly TargetRef[],
  flags: RestoreFlags,
  cluster: ClusterPorts,
  { clock, terminal, signal }: CliDeps,
): Promise<ReadonlyMap<string, RestoreOutcome>> {
  const done = new AbortController();
  const late = new AbortController();
  const ending = AbortSignal.any([signal, done.signal]);
  const deadline = clock.wake(plus(clock.now(), flags.timeout), ending).then(() => late.abort());
  const warn = (message: string, fields: Readonly<Record<string, unknown>>) =>
    terminal.tell(`${printable(`${message}: ${String(fields['key'])}: ${String(fields['error'])}`)}\n`);
  let ended = 0;
  try {
    const onEnd = (ref: TargetRef, outcome: RestoreOutcome) => {
      ended += 1;
      terminal.tell(`${printable(`${ended} of ${refs.length}: ${keyOf(ref)} ${outcome.kind}`)}\n`);
    };
    const deps = {
      cluster,
      clock,
      config: parsePrescaleConfig({}),
      atOnce: flags.atOnce === true,
      log: { info: () => undefined, warn },
      onEnd,
    };
    return await restoreTargets(refs, deps, AbortSignal.any([signal, late.signal]));
  } finally {
    done.abort();
    await deadline;
  }
}
