/** The authorities, certificates and keys that the parts of one cluster know each other by. */
import { mkdirSync } from 'node:fs';
import { issuePair, type KeyPair, makeAuthority, makeSigningKey } from './certificates.ts';

export interface Papers {
  readonly folder: string;
  readonly authority: KeyPair;
  readonly frontProxyAuthority: KeyPair;
  readonly frontProxy: KeyPair;
  readonly serving: KeyPair;
  readonly tokens: { readonly privateKey: string; readonly publicKey: string };
}

export async function makePapers(folder: string): Promise<Papers> {
  mkdirSync(folder);
  const [authority, frontProxyAuthority] = await Promise.all([
    makeAuthority(folder, 'authority'),
    makeAuthority(folder, 'front-proxy-authority'),
  ]);
  const [serving, frontProxy] = await Promise.all([
    issuePair(folder, 'serving', { name: 'kube-apiserver' }, authority),
    issuePair(folder, 'front-proxy', { name: 'front-proxy-client' }, frontProxyAuthority),
  ]);
  return { folder, authority, frontProxyAuthority, frontProxy, serving, tokens: makeSigningKey(folder) };
}
