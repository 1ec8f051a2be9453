/**
 * The service account of a pod: three files that the kubelet keeps. Tokens rotate within the hour, the authority seldom,
 * so both are read again; the Kubernetes client is not needed for that, nor its memory in every controller.
 */
import { readFile } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { Misconfigured } from '../../ports/faults.ts';
import type { AccessSource } from './cached-credentials.ts';

export const SERVICE_ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

export interface InClusterPlace {
  /** KUBERNETES_SERVICE_HOST of the pod's environment. */
  readonly host: string;
  /** KUBERNETES_SERVICE_PORT. */
  readonly port: string;
  readonly folder: string;
}

export function serverOfPod({ host, port }: InClusterPlace): URL {
  const url = `https://${isIPv6(host) ? `[${host}]` : host}:${port}`;
  if (URL.canParse(url)) return new URL(url);
  throw new Misconfigured(
    `KUBERNETES_SERVICE_HOST, KUBERNETES_SERVICE_PORT: expected a host and a port, got "${host}" and "${port}"`,
  );
}

/** Of the pod itself. */
export const namespaceOfPod = async ({ folder }: InClusterPlace): Promise<string> =>
  (await readFile(join(folder, 'namespace'), 'utf8').catch(() => 'default')).trim();

export const serviceAccount = ({ folder }: InClusterPlace): AccessSource => ({
  async read() {
    const [token, ca] = await Promise.all([
      readFile(join(folder, 'token'), 'utf8'),
      readFile(join(folder, 'ca.crt')),
    ]);
    return { headers: { authorization: `Bearer ${token.trim()}` }, tls: { ca } };
  },
  // Nothing is kept between two reads.
  forget: () => Promise.resolve(),
});
