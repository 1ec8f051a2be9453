/** Which cluster a command speaks to: the options of kubectl, and what they open. */
import type { Command } from 'commander';
import type { ClusterPorts } from '../../ports/cluster.ts';
import { Fault } from '../../ports/faults.ts';
import type { CliDeps } from '../deps.ts';
import { parseName } from '../option-values.ts';
import { ClusterRefusal } from './cluster-refusal.ts';

export interface ClusterFlags {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespace?: string;
}

export const addClusterOptions = (command: Command): Command =>
  command
    .option('--kubeconfig <file>', 'a kubeconfig file (default: KUBECONFIG, or ~/.kube/config)')
    .option('--context <name>', 'its context (default: the current one)')
    .option('-n, --namespace <name>', 'the namespace (default: that of the context)', parseName);

/** As far as it has to be seen: `everywhere` = beyond the namespace. */
export type ClusterScope = ClusterFlags & { readonly everywhere?: boolean };

/** Opens the cluster for as long as `use` takes. Whatever it refuses, it is named. */
export async function withCluster<T>(
  { kubeconfig, context, namespace, everywhere = false }: ClusterScope,
  { openCluster }: Pick<CliDeps, 'openCluster'>,
  use: (cluster: ClusterPorts) => Promise<T>,
): Promise<T> {
  const cluster = await openCluster({ kubeconfig, context, namespace, everywhere });
  try {
    return await use(cluster);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new ClusterRefusal(`${cluster.server}: ${error.message}`, { cause: error });
  } finally {
    cluster.close();
  }
}
