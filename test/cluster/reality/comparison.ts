/** All behaviours on both clusters: the real one is shared by as many as do not need it for themselves. */
import { type Behaviour, pair, type Row } from './behaviour.ts';
import { BEHAVIOURS } from './behaviours/all.ts';
import { MACHINE_CORES } from './behaviours/provisioner.ts';
import { RealCluster } from './real-world.ts';
import { observeSimulated } from './simulated-world.ts';

export interface ComparisonOptions {
  /** Told of each behaviour that has been looked at. */
  readonly onDone?: (done: number, of: number, name: string) => void;
  /** Those alone; none = all. */
  readonly isWanted?: (behaviour: Behaviour) => boolean;
}

/** @returns rows in the order of the behaviours */
export async function compareReality({ onDone, isWanted }: ComparisonOptions = {}): Promise<readonly Row[]> {
  const wanted = isWanted === undefined ? BEHAVIOURS : BEHAVIOURS.filter(isWanted);
  const rows = new Map<Behaviour, readonly Row[]>();
  const cluster = await RealCluster.start(MACHINE_CORES);
  const compare = async (behaviour: Behaviour): Promise<void> => {
    const namespace = `reality-${BEHAVIOURS.indexOf(behaviour) + 1}`;
    try {
      const real = await cluster.observe(behaviour, namespace);
      rows.set(behaviour, pair(behaviour.name, real, await observeSimulated(behaviour, namespace)));
    } catch (error) {
      throw new Error(`${behaviour.name}: ${String(error)}`, { cause: error });
    }
    onDone?.(rows.size, wanted.length, behaviour.name);
  };
  try {
    await settleAll(wanted.filter(({ alone }) => alone !== true).map(compare));
    for (const behaviour of wanted.filter(({ alone }) => alone === true)) await compare(behaviour);
  } finally {
    await cluster.stop();
  }
  return wanted.flatMap((behaviour) => rows.get(behaviour) ?? []);
}

/** One that fails does not pull the cluster from under the others. */
async function settleAll(running: readonly Promise<void>[]): Promise<void> {
  const failures = (await Promise.allSettled(running)).flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  );
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('\n'));
}
