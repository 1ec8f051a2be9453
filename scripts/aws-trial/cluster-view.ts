/** Looks at a cluster over its API, as kubectl would. */
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { parse } from 'yaml';

export interface ClusterAccess {
  readonly url: string;
  readonly token: string;
  /** Base64 of the PEM, as EKS gives it. */
  readonly certificateAuthority: string;
}

export interface Standing {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly replicas: number;
}

/** Of the HPA of this name. */
export async function readStanding(
  access: ClusterAccess,
  namespace: string,
  name: string,
): Promise<Standing> {
  const path = `/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers/${name}`;
  const { spec, status } = (await get(access, path)) as {
    readonly spec: { readonly minReplicas?: number; readonly maxReplicas: number };
    readonly status?: { readonly currentReplicas?: number };
  };
  const { minReplicas = 1, maxReplicas } = spec;
  return { minReplicas, maxReplicas, replicas: status?.currentReplicas ?? 0 };
}

export async function listSurges(access: ClusterAccess, namespace: string): Promise<readonly string[]> {
  const path = `/apis/forescale.dev/v1alpha1/namespaces/${namespace}/surges`;
  const { items } = (await get(access, path)) as {
    readonly items: readonly { readonly metadata: { readonly name: string } }[];
  };
  return items.map(({ metadata }) => metadata.name);
}

/** Token and authority of the first user and the first cluster of a kubeconfig file. */
export function readPapers(kubeconfig: string): Omit<ClusterAccess, 'url'> {
  const { users, clusters } = parse(readFileSync(kubeconfig, 'utf8')) as {
    readonly users: readonly { readonly user: { readonly token: string } }[];
    readonly clusters: readonly { readonly cluster: Readonly<Record<string, string>> }[];
  };
  const token = users[0]?.user.token;
  const certificateAuthority = clusters[0]?.cluster['certificate-authority-data'];
  if (token === undefined || certificateAuthority === undefined)
    throw new Error(`${kubeconfig} has no token, or no certificate`);
  return { token, certificateAuthority };
}

function get({ url, token, certificateAuthority }: ClusterAccess, path: string): Promise<unknown> {
  const ca = Buffer.from(certificateAuthority, 'base64');
  const options = { ca, headers: { authorization: `Bearer ${token}`, accept: 'application/json' } };
  return new Promise((resolve, reject) => {
    https
      .get(new URL(path, url), options, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve(JSON.parse(text));
          else reject(new Error(`GET ${path}: ${answer.statusCode} ${text}`));
        });
      })
      .on('error', reject);
  });
}
