/** The way to one cluster: as whom, where it is, and connections that are kept from one invocation to the next. */
import type { CredentialSource } from '../../adapters/aws/aws-credentials.ts';
import { type ClusterAddress, EksDirectory } from '../../adapters/aws/eks-directory.ts';
import { EksToken } from '../../adapters/aws/eks-token.ts';
import { HttpTransport } from '../../adapters/kubernetes/http-transport.ts';
import { liveCluster } from '../../adapters/kubernetes/kubernetes-cluster.ts';
import { TokenCredentials } from '../../adapters/kubernetes/token-credentials.ts';
import type { FunctionsCluster } from '../../config/functions/cluster.ts';
import { type Instant, minutes, plus } from '../../core/model/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { LivePorts } from '../../ports/cluster.ts';
import { type IdentityWorld, identityFor } from './cluster-identity.ts';
import { nodeGroupLever } from './node-group-lever.ts';
import { trialToken } from './trial-token.ts';

export type ClusterSettings = Omit<FunctionsCluster, 'namespace'>;

export interface LinkWorld extends IdentityWorld {
  readonly clock: Clock;
  /** Of Forescale, for the User-Agent. */
  readonly version: string;
  /** For trials: by the name of a cluster on loopback, the token that is shown to it in place of a signed one. */
  readonly tokens?: Readonly<Record<string, string>> | undefined;
}

export interface ClusterLink {
  open(): Promise<LivePorts>;
  readonly credentials: CredentialSource;
  close(): void;
}

interface Connection {
  readonly address: ClusterAddress;
  readonly transport: HttpTransport;
  readonly ports: LivePorts;
  usedAt: Instant;
}

/** Gateways forget a connection after five or six minutes, and a process that sleeps between invocations is not told. */
const KEPT_UNUSED = minutes(4);

export function linkTo(cluster: ClusterSettings, world: LinkWorld): ClusterLink {
  const { clock } = world;
  const credentials = identityFor(cluster, world);
  const directory = directoryFor(cluster, credentials, world);
  const nodeGroups = nodeGroupLever(cluster, credentials, world);
  const signed = new EksToken({ clusterName: cluster.eksName, region: cluster.region, credentials, clock });
  const connect = (address: ClusterAddress): Connection => {
    const token = trialToken(world.tokens?.[cluster.name], address.server) ?? signed;
    const transport = new HttpTransport({
      server: address.server,
      credentials: new TokenCredentials(token, address.ca),
      clock,
      version: world.version,
      requestTimeout: cluster.requestTimeout,
      answered: (_, code) => {
        made.usedAt = clock.now();
        if (code === NO_ANSWER) directory.doubt();
      },
    });
    const ports = { ...liveCluster({ transport, clock, namespaces: cluster.namespaces }), nodeGroups };
    const made = { address, transport, ports, usedAt: clock.now() };
    return made;
  };
  return { credentials, ...keptConnection(() => directory.find(), connect, clock) };
}

/** What a transport tells when there was no answer. */
const NO_ANSWER = 0;

const directoryFor = (
  { eksName, region, endpoint, certificateAuthority, requestTimeout }: ClusterSettings,
  credentials: CredentialSource,
  { clock, awsEndpoint }: LinkWorld,
): EksDirectory =>
  new EksDirectory({
    clusterName: eksName,
    region,
    credentials,
    endpoint,
    certificateAuthority,
    eksEndpoint: awsEndpoint,
    clock,
    within: requestTimeout,
  });

function keptConnection(
  find: () => Promise<ClusterAddress>,
  connect: (address: ClusterAddress) => Connection,
  clock: Pick<Clock, 'now'>,
): Pick<ClusterLink, 'open' | 'close'> {
  let current: Connection | undefined;
  return {
    async open() {
      const address = await find();
      const isGood = current?.address === address && clock.now() < plus(current.usedAt, KEPT_UNUSED);
      if (isGood && current !== undefined) return current.ports;
      current?.transport.close();
      current = connect(address);
      return current.ports;
    },
    close: () => current?.transport.close(),
  };
}
