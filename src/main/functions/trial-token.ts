/** A token as it stands, in place of a signed one: for trials on the embedded cluster, which has no STS to ask. */
import type { TokenSource } from '../../adapters/kubernetes/token-credentials.ts';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Undefined when there is none, and beyond this machine: a token that does not end is not shown there. */
export function trialToken(token: string | undefined, server: URL): TokenSource | undefined {
  if (token === undefined || !LOOPBACK.has(server.hostname)) return undefined;
  return { token: () => Promise.resolve(token), renew: () => Promise.resolve(token) };
}
