/** A kubeconfig of one cluster and one user, with everything inside: no file beside it is needed. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { KeyPair } from './certificates.ts';

/** How the user proves who they are. */
export type Proof = { readonly token: string } | { readonly certificate: string; readonly key: string };

export interface KubeconfigInputs {
  readonly server: string;
  /** PEM text of the authority that signed the server's certificate. */
  readonly authority: string;
  readonly user: string;
  readonly proof: Proof;
  readonly namespace?: string;
}

/** JSON, which every reader of YAML takes. */
export function buildKubeconfig({ server, authority, user, proof, namespace = 'default' }: KubeconfigInputs) {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'cluster', cluster: { server, 'certificate-authority-data': encode(authority) } }],
    users: [{ name: user, user: credentialsOf(proof) }],
    contexts: [{ name: 'context', context: { cluster: 'cluster', user, namespace } }],
    'current-context': 'context',
  };
}

export function writeKubeconfig(path: string, inputs: KubeconfigInputs): string {
  writeFileSync(path, JSON.stringify(buildKubeconfig(inputs), undefined, 2), { mode: 0o600 });
  return path;
}

export function proofOf({ certificate, key }: KeyPair): Proof {
  return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
}

function credentialsOf(proof: Proof): Readonly<Record<string, string>> {
  if ('token' in proof) return { token: proof.token };
  return { 'client-certificate-data': encode(proof.certificate), 'client-key-data': encode(proof.key) };
}

const encode = (text: string): string => Buffer.from(text).toString('base64');
