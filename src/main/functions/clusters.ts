/** The clusters of the functions: each is connected to when it is first wanted, and kept for as long as the process lives. */
import type { CredentialSource } from '../../adapters/aws/aws-credentials.ts';
import type { LivePorts } from '../../ports/cluster.ts';
import { Misconfigured } from '../../ports/faults.ts';
import { type ClusterSettings, type LinkWorld, linkTo } from './cluster-link.ts';

export interface Clusters {
  /**
   * One dead cluster never delays another: each has its own credentials, connections and limits. Throws a Fault, which
   * is tried again; Misconfigured when there is no such cluster.
   */
  open(name: string): Promise<LivePorts>;
  /** As whom the cluster is used, for what is asked of AWS beside it. Throws Misconfigured. */
  credentialsFor(name: string): CredentialSource;
  close(): void;
}

export interface ClustersConfig {
  readonly clusters: readonly ClusterSettings[];
}

export function openClusters({ clusters }: ClustersConfig, world: LinkWorld): Clusters {
  const links = new Map(clusters.map((cluster) => [cluster.name, linkTo(cluster, world)]));
  const linkOf = (name: string) => {
    const link = links.get(name);
    if (link !== undefined) return link;
    const known = [...links.keys()].join(', ');
    throw new Misconfigured(`cluster: expected one of ${known}, got "${name}"`);
  };
  return {
    open: async (name) => linkOf(name).open(),
    credentialsFor: (name) => linkOf(name).credentials,
    close: () => {
      for (const link of links.values()) link.close();
    },
  };
}
