/** The text of a kubeconfig with one cluster, one user and one context, all named `shop`. */
import { stringify } from 'yaml';

export interface KubeconfigParts {
  readonly server?: string | undefined;
  readonly cluster?: object;
  readonly user?: object;
  readonly context?: object;
  readonly current?: string | undefined;
  readonly name?: string;
}

export const base64 = (text: string): string => Buffer.from(text).toString('base64');

export function aKubeconfig(parts: KubeconfigParts = {}): string {
  const { server = 'https://127.0.0.1:6443', cluster = {}, user = {}, context = {}, name = 'shop' } = parts;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, ...cluster } }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name, ...context } }],
    'current-context': 'current' in parts ? parts.current : name,
  });
}
