/** Which cluster a command speaks to: the options of kubectl, and what they open. */
import type { Command } from 'commander';
import type { ClusterPorts } from '../../ports/cluster.ts';
import { Unavailable } from '../../ports/faults.ts';
import type { CliDeps } from '../deps.ts';

export interface ClusterFlags {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespace?: string;
}

export const addClusterOptions = (command: Command): Command =>
  command
    .option('--kubeconfig <file>', 'a kubeconfig file (default: KUBECONFIG, or ~/.kube/config)')
    .option('--context <name>', 'its context (default: the current one)')
    .option('-n, --namespace <name>', 'the namespace (default: that of the context)');

/** Opens the cluster for as long as `use` takes. One that cannot be reached is named. */
export async function withCluster<T>(
  { kubeconfig, context, namespace }: ClusterFlags,
  { openCluster }: Pick<CliDeps, 'openCluster'>,
  use: (cluster: ClusterPorts) => Promise<T>,
): Promise<T> {
  const cluster = await openCluster({ kubeconfig, context, namespace });
  try {
    return await use(cluster);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    throw new Unavailable(`${cluster.server}: ${error.message}`, { cause: error });
  } finally {
    cluster.close();
  }
}
