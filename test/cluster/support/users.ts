/** Who talks to the API server, and the kubeconfig by which they do. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { issuePair, type KeyPair, type Subject } from './certificates.ts';
import type { KubeApi, ServerPlace } from './kube-api.ts';
import { proofOf, writeKubeconfig } from './kubeconfig.ts';
import type { Papers } from './papers.ts';

export interface Site {
  readonly folder: string;
  readonly server: string;
  readonly papers: Papers;
}

export interface User {
  /** Path of the kubeconfig. */
  readonly kubeconfig: string;
  readonly pair: KeyPair;
}

/** A user who is proven by a client certificate. */
export async function certifyUser({ folder, server, papers }: Site, subject: Subject): Promise<User> {
  const name = subject.name.replaceAll(/\W/g, '-');
  const pair = await issuePair(papers.folder, `user-${name}`, subject, papers.authority);
  const kubeconfig = writeKubeconfig(join(folder, `${name}.kubeconfig`), {
    server,
    authority: authorityText(papers),
    user: subject.name,
    proof: proofOf(pair),
  });
  return { kubeconfig, pair };
}

export function placeOf({ server, papers }: Site, { pair }: User): ServerPlace {
  return { server, authority: authorityText(papers), proof: proofOf(pair) };
}

export interface AccountToken {
  readonly namespace: string;
  readonly account: string;
  /** How long the token is good for; the server's own default when it is not said. */
  readonly seconds?: number | undefined;
}

/** A kubeconfig with a fresh token of a ServiceAccount. @throws ApiError when there is no such account */
export async function tokenKubeconfig(
  { folder, server, papers }: Site,
  api: KubeApi,
  { namespace, account, seconds }: AccountToken,
): Promise<string> {
  const { status } = await api.create<{ status: { token: string } }>(
    `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`,
    { spec: { expirationSeconds: seconds } },
  );
  return writeKubeconfig(join(folder, `${namespace}-${account}.kubeconfig`), {
    server,
    authority: authorityText(papers),
    user: `system:serviceaccount:${namespace}:${account}`,
    proof: { token: status.token },
    namespace,
  });
}

const authorityText = ({ authority }: Papers): string => readFileSync(authority.certificate, 'utf8');
