/** The cluster that a configuration or a command names. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import metadata from '../../package.json' with { type: 'json' };
import { type ClusterConnection, connectCluster } from '../adapters/kubernetes/cluster-connection.ts';
import { HttpTransport } from '../adapters/kubernetes/http-transport.ts';
import { clusterForController, liveCluster } from '../adapters/kubernetes/kubernetes-cluster.ts';
import { LeaseElection } from '../adapters/kubernetes/lease-election.ts';
import { steadyClock, wallClock } from '../adapters/system/wall-clock.ts';
import type { ControllerConfig } from '../config/controller/settled.ts';
import type { Chance } from '../ports/chance.ts';
import type { Clock } from '../ports/clock.ts';
import type { ControllerPorts, OpenCluster } from '../ports/cluster.ts';
import type { Log } from '../ports/log.ts';
import type { RequestMeter } from '../ports/metrics.ts';

export interface ConnectionWorld {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly requests: RequestMeter;
}

/** Throws a Fault that names the server when it cannot be reached, or the field of a kubeconfig that is wrong. */
export async function connectController(
  config: ControllerConfig,
  world: ConnectionWorld,
): Promise<ControllerPorts> {
  const { clock, chance, log, requests } = world;
  const { kubeconfig, context, maxSockets, requestTimeout } = config.kubernetes;
  const connection = await connectCluster({ kubeconfig, context, env: process.env }, clock);
  log.info('cluster chosen', { server: connection.server.href, context: connection.context });
  const transport = new HttpTransport({
    server: connection.server,
    credentials: connection.credentials,
    clock,
    version: metadata.version,
    maxSockets,
    requestTimeout,
    answered: (method, code, took) => requests.answered(method, code, took),
  });
  return clusterForController({
    transport,
    clock,
    chance,
    log,
    namespaces: config.namespaces,
    instance: hostname(),
    leadership: electionFor(config, connection, { transport, chance, log }),
  });
}

function electionFor(
  { leaderElection }: ControllerConfig,
  { namespace }: ClusterConnection,
  parts: { readonly transport: HttpTransport; readonly chance: Chance; readonly log: Log },
): LeaseElection {
  const { leaseName, leaseNamespace, lease, renew, retry } = leaderElection;
  return new LeaseElection({
    ...parts,
    clock: steadyClock,
    namespace: leaseNamespace ?? namespace,
    name: leaseName,
    // A container that restarts keeps its host name, and is another process all the same.
    identity: `${hostname()}_${randomUUID()}`,
    times: { leaseDuration: lease, renewDeadline: renew, retryPeriod: retry },
  });
}

/** For a command: nothing is read until it is asked for. */
export const openCluster: OpenCluster = async ({ kubeconfig, context, namespace, everywhere }) => {
  const clock = wallClock;
  const connection = await connectCluster({ kubeconfig, context, env: process.env }, clock);
  const { server, credentials } = connection;
  const transport = new HttpTransport({ server, credentials, clock, version: metadata.version });
  const chosen = namespace ?? connection.namespace;
  return {
    ...liveCluster({ transport, clock, namespaces: everywhere ? [] : [chosen] }),
    server: server.origin,
    namespace: chosen,
    close: () => transport.close(),
  };
};
