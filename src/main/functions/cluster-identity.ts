/** As whom a cluster is used: the role of this process, or one of its own that this process takes on. */
import { AssumedRole } from '../../adapters/aws/assumed-role.ts';
import type { CredentialSource } from '../../adapters/aws/aws-credentials.ts';
import { ProcessCredentials } from '../../adapters/aws/process-credentials.ts';
import type { FunctionsCluster } from '../../config/functions/cluster.ts';
import type { Clock } from '../../ports/clock.ts';

export interface IdentityWorld {
  readonly clock: Clock;
  /** Of the process, and not a copy of it: credentials rotate there. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of STS and EKS, unless they are where AWS has them. */
  readonly awsEndpoint?: string | undefined;
}

type Identified = Pick<FunctionsCluster, 'name' | 'region' | 'roleArn' | 'requestTimeout'>;

export function identityFor(
  cluster: Identified,
  { clock, env, awsEndpoint }: IdentityWorld,
): CredentialSource {
  const { name, region, roleArn, requestTimeout } = cluster;
  const own = new ProcessCredentials({ env, region });
  if (roleArn === undefined) return own;
  return new AssumedRole({
    roleArn,
    sessionName: sessionFor(name),
    region,
    by: own,
    endpoint: awsEndpoint,
    clock,
    within: requestTimeout,
  });
}

const LONGEST_SESSION = 64;

/** As CloudTrail shows it; it takes few marks. */
const sessionFor = (name: string): string =>
  `forescale-${name}`.replace(/[^\w+=,.@-]/g, '-').slice(0, LONGEST_SESSION);
