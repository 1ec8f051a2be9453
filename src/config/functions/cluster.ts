/** A cluster that the functions work on. */

import { type NodeGroupConfig, settleNodeGroups } from '../../core/capacity/node-group-config.ts';
import { type Millis, seconds } from '../../core/model/time.ts';
import type { FunctionsInput } from './schema.ts';

export interface FunctionsCluster {
  /** Our word for it, in events and logs. */
  readonly name: string;
  readonly eksName: string;
  readonly region: string;
  /** Undefined = the role of the process. */
  readonly roleArn: string | undefined;
  /** `https://...`, or `http://...` on loopback; undefined = EKS is asked. */
  readonly endpoint: string | undefined;
  /** Base64 of the PEM; undefined = EKS is asked. */
  readonly certificateAuthority: string | undefined;
  /** Of events that name none. */
  readonly namespace: string;
  /** That the tick looks at; none = all. */
  readonly namespaces: readonly string[];
  readonly requestTimeout: Millis;
  readonly nodeGroups: readonly NodeGroupConfig[];
}

export const settleCluster = (input: FunctionsInput['clusters'][number]): FunctionsCluster =>
  Object.freeze({
    name: input.name,
    eksName: input.eksName ?? input.name,
    region: input.region,
    roleArn: input.roleArn,
    endpoint: input.endpoint?.replace(/\/$/, ''),
    certificateAuthority: input.certificateAuthority,
    namespace: homeOf(input),
    namespaces: Object.freeze([...new Set(input.namespaces)]),
    requestTimeout: seconds(input.requestTimeoutSeconds),
    nodeGroups: settleNodeGroups(input.nodeGroups, input.region),
  });

/** The namespace of events that name none. */
export const homeOf = ({
  namespace,
  namespaces,
}: Pick<FunctionsInput['clusters'][number], 'namespace' | 'namespaces'>): string =>
  namespace ?? namespaces[0] ?? 'default';
