/** The configuration as the program uses it: lengths of time instead of seconds, frozen. */
import { type CapacityConfig, parseCapacityConfig } from '../../core/capacity/config.ts';
import { type NodeGroupConfig, settleNodeGroups } from '../../core/capacity/node-group-config.ts';
import { type Millis, seconds } from '../../core/model/time.ts';
import { type PrescaleConfig, parsePrescaleConfig } from '../../core/prescale/config.ts';
import type { ControllerInput } from './schema.ts';

export interface ControllerConfig {
  /** None = all. */
  readonly namespaces: readonly string[];
  readonly concurrency: number;
  readonly grace: Millis;
  readonly log: ControllerInput['log'];
  readonly server: ServerConfig;
  readonly kubernetes: KubernetesConfig;
  readonly leaderElection: LeaderElectionConfig;
  readonly events: EventsConfig;
  readonly prescale: PrescaleConfig;
  readonly capacity: CapacityConfig;
  /** Undefined = none is ever touched. */
  readonly nodeGroups: NodeGroupsConfig | undefined;
}

export interface NodeGroupsConfig {
  readonly cluster: string;
  readonly region: string;
  readonly groups: readonly NodeGroupConfig[];
}

export interface ServerConfig {
  readonly host: string | undefined;
  readonly healthPort: number;
  readonly metricsPort: number;
}

export interface KubernetesConfig {
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  readonly maxSockets: number;
  readonly requestTimeout: Millis;
}

export interface EventsConfig {
  /** Name or ARN; undefined = no news are sent. */
  readonly bus: string | undefined;
  readonly region: string | undefined;
  readonly cluster: string | undefined;
}

export interface LeaderElectionConfig {
  readonly enabled: boolean;
  readonly leaseName: string;
  readonly leaseNamespace: string | undefined;
  readonly lease: Millis;
  readonly renew: Millis;
  readonly retry: Millis;
}

export function settle(input: ControllerInput): ControllerConfig {
  const { server, kubernetes, leaderElection, events } = input;
  const { cluster, region, nodeGroups, ...capacity } = input.capacity;
  return Object.freeze({
    namespaces: Object.freeze([...new Set(input.namespaces)]),
    concurrency: input.concurrency,
    grace: seconds(input.graceSeconds),
    log: Object.freeze({ ...input.log }),
    server: Object.freeze({
      host: server.host,
      healthPort: server.healthPort,
      metricsPort: server.metricsPort,
    }),
    kubernetes: Object.freeze({
      kubeconfig: kubernetes.kubeconfig,
      context: kubernetes.context,
      maxSockets: kubernetes.maxSockets,
      requestTimeout: seconds(kubernetes.requestTimeoutSeconds),
    }),
    leaderElection: Object.freeze({
      enabled: leaderElection.enabled,
      leaseName: leaderElection.leaseName,
      leaseNamespace: leaderElection.leaseNamespace,
      lease: seconds(leaderElection.leaseSeconds),
      renew: seconds(leaderElection.renewSeconds),
      retry: seconds(leaderElection.retrySeconds),
    }),
    events: Object.freeze({ bus: events.bus, region: events.region, cluster: events.cluster }),
    prescale: parsePrescaleConfig(input.prescale),
    capacity: parseCapacityConfig(capacity),
    nodeGroups:
      cluster === undefined || region === undefined || nodeGroups.length === 0
        ? undefined
        : Object.freeze({ cluster, region, groups: settleNodeGroups(nodeGroups, region) }),
  });
}
