/** The node groups of a cluster as a second lever, where some are configured. */
import { AutoScalingGroups } from '../../adapters/aws/auto-scaling-groups.ts';
import type { CredentialSource } from '../../adapters/aws/aws-credentials.ts';
import type { NodeGroupConfig } from '../../core/capacity/node-group-config.ts';
import type { Millis } from '../../core/model/time.ts';
import type { NodeGroupLever } from '../../ports/node-groups.ts';
import type { IdentityWorld } from './cluster-identity.ts';

interface Levered {
  /** In EKS, where no two of an account and a region share a name: groups are recorded by it. */
  readonly eksName: string;
  readonly region: string;
  readonly requestTimeout: Millis;
  readonly nodeGroups: readonly NodeGroupConfig[];
}

/** Undefined = none is configured, and AWS is never asked. */
export function nodeGroupLever(
  { eksName, region, requestTimeout, nodeGroups }: Levered,
  credentials: CredentialSource,
  { clock, awsEndpoint }: IdentityWorld,
): NodeGroupLever | undefined {
  if (nodeGroups.length === 0) return undefined;
  const endpoints = { endpoint: awsEndpoint, ec2Endpoint: awsEndpoint };
  const client = new AutoScalingGroups({ credentials, clock, within: requestTimeout, ...endpoints });
  return { cluster: eksName, region, groups: nodeGroups, client };
}
