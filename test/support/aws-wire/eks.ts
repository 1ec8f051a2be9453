/** EKS: where the API server of a cluster is, and whom it is to be trusted by. */
import * as z from 'zod';
import { ACCOUNT } from './access-keys.ts';
import { read } from './parameters.ts';
import type { Service } from './wire-call.ts';
import { WireError } from './wire-error.ts';

export interface EksCluster {
  readonly name: string;
  /** `us-east-1` when left out. A cluster is found in its own region alone. */
  readonly region?: string;
  readonly endpoint?: string;
  /** Base64 of the PEM. */
  readonly certificateAuthority?: string;
  readonly status?: 'CREATING' | 'ACTIVE' | 'DELETING' | 'FAILED' | 'UPDATING';
}

export class Eks {
  readonly #clusters = new Map<string, EksCluster>();

  /** Puts it in place of the one of that name and region. */
  put(cluster: EksCluster): void {
    this.#clusters.set(`${cluster.region ?? 'us-east-1'}/${cluster.name}`, cluster);
  }

  get service(): Service {
    return {
      protocol: 'rest-json',
      namespace: '',
      actions: {
        DescribeCluster: (parameters, { region }) => {
          const { name } = read(
            z.strictObject({ name: z.string() }),
            parameters,
            'InvalidParameterException',
          );
          const cluster = this.#clusters.get(`${region}/${name}`);
          if (cluster === undefined)
            throw new WireError('ResourceNotFoundException', `No cluster found for name: ${name}.`, 404);
          return { cluster: describe(cluster, region) };
        },
      },
    };
  }
}

function describe(cluster: EksCluster, region: string): object {
  const { name, endpoint, certificateAuthority, status = 'ACTIVE' } = cluster;
  return {
    name,
    arn: `arn:aws:eks:${region}:${ACCOUNT}:cluster/${name}`,
    status,
    version: '1.34',
    endpoint,
    ...(certificateAuthority !== undefined && { certificateAuthority: { data: certificateAuthority } }),
  };
}
