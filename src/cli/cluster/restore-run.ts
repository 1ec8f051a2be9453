/** The work of `forescale restore`: what is to be handed back, the handing back, and a last look at whether it stays so. */
import { keyOf, type TargetRef } from '../../core/model/target.ts';
import { type Millis, plus, seconds } from '../../core/model/time.ts';
import { parsePrescaleConfig } from '../../core/prescale/config.ts';
import { decideRestore } from '../../core/prescale/restore.ts';
import type { ClusterPorts } from '../../ports/cluster.ts';
import type { CliDeps } from '../deps.ts';
import { printable } from '../wording.ts';
import { findBuffers, releaseBuffer } from './buffer-release.ts';
import { type RestoreOutcome, restoreTargets } from './restoration.ts';
import {
  bufferRow,
  endedRow,
  plannedRow,
  type RestoreDocument,
  type RestoreRow,
} from './restore-document.ts';

export interface RestoreWishes {
  /** Undefined = all. */
  readonly namespace?: string;
  readonly yes?: true;
  readonly atOnce?: true;
  readonly timeout: Millis;
}

type World = Pick<CliDeps, 'clock' | 'terminal' | 'signal'>;
type Restorable = Pick<ClusterPorts, 'targets' | 'surges' | 'buffers'>;

interface Planned<T> {
  readonly thing: T;
  readonly row: RestoreRow;
}

export async function restoreAll(
  wishes: RestoreWishes,
  cluster: Restorable,
  deps: World,
): Promise<RestoreDocument> {
  const isMeant = ({ namespace }: TargetRef) =>
    wishes.namespace === undefined || namespace === wishes.namespace;
  const targets = await planTargets(cluster, isMeant);
  const found = await findBuffers(cluster.buffers, isMeant);
  const buffers = found.held.map((held) => ({ thing: held, row: bufferRow(held) }));
  const unseen = found.unseen === undefined ? [] : [{ kind: 'CapacityBuffer', detail: found.unseen }];
  const rows = [...targets, ...buffers].map(({ row }) => row);
  if (wishes.yes !== true || rows.length === 0) return { version: 1, targets: rows, unseen };
  // Buffers first: one that stands while pods go would be filled again.
  const released = await Promise.all(buffers.map(({ thing }) => releaseBuffer(cluster.buffers, thing)));
  const restored = await carryOut(
    targets.map(({ thing }) => thing),
    wishes,
    cluster,
    deps,
  );
  // Whoever raises one again has the last word, and that is said: time enough for a controller that is at work.
  await deps.clock.wake(plus(deps.clock.now(), SETTLE), deps.signal);
  const raised = new Set((await cluster.targets.listRecorded()).map(keyOf));
  const buffered = new Set(buffers.length === 0 ? [] : (await cluster.buffers.listBuffered()).map(keyOf));
  return {
    version: 1,
    targets: [
      ...targets.map(({ thing, row }) => endedRow(row, lasting(restored.get(keyOf(thing)), raised, thing))),
      ...buffers.map(({ thing, row }, index) =>
        endedRow(row, lasting(released[index], buffered, thing.target)),
      ),
    ],
    unseen,
  };
}

async function planTargets(
  { targets, surges }: Restorable,
  isMeant: (ref: TargetRef) => boolean,
): Promise<readonly Planned<TargetRef>[]> {
  const planned = await Promise.all(
    (await targets.listRecorded()).filter(isMeant).map(async (ref) => {
      const target = await targets.read(ref);
      if (target === undefined) return [];
      const { detail } = decideRestore({ target, surges: await surges.listFor(ref) });
      return [{ thing: ref, row: plannedRow(target, detail) }];
    }),
  );
  return planned.flat();
}

const SETTLE = seconds(3);
const RAISED_AGAIN: RestoreOutcome = { kind: 'failed', reason: 'raised again: a controller is at work' };

const lasting = (
  outcome: RestoreOutcome | undefined,
  standing: ReadonlySet<string>,
  ref: TargetRef,
): RestoreOutcome | undefined =>
  outcome?.kind === 'restored' && standing.has(keyOf(ref)) ? RAISED_AGAIN : outcome;

async function carryOut(
  refs: readonly TargetRef[],
  { timeout, atOnce }: RestoreWishes,
  cluster: Restorable,
  { clock, terminal, signal }: World,
): Promise<ReadonlyMap<string, RestoreOutcome>> {
  const done = new AbortController();
  const late = new AbortController();
  const ending = AbortSignal.any([signal, done.signal]);
  const deadline = clock.wake(plus(clock.now(), timeout), ending).then(() => late.abort());
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
      atOnce: atOnce === true,
      log: { info: () => undefined, warn },
      onEnd,
    };
    return await restoreTargets(refs, deps, AbortSignal.any([signal, late.signal]));
  } finally {
    done.abort();
    await deadline;
  }
}
