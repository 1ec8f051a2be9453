/** What a kubeconfig's user shows: tokens, client certificates, plugins, each read by the Kubernetes client. */
import type { RequestOptions } from 'node:https';
import type { AccessSource } from './cached-credentials.ts';
import type { Access, TlsMaterial } from './credentials.ts';
import { type ChosenContext, type KubeconfigChoice, loadKubeconfig } from './kubeconfig.ts';

/** The client caches tokens inside; to forget them is to load the files anew. */
export function kubeconfigAccess(choice: KubeconfigChoice, first: ChosenContext): AccessSource {
  let chosen = first;
  return {
    read: () => readAccess(chosen),
    async forget() {
      // Another context may have been made the current one; this process stays where it began.
      chosen = await loadKubeconfig({ ...choice, context: first.context });
    },
  };
}

async function readAccess({ config, cluster, origin }: ChosenContext): Promise<Access> {
  const options: RequestOptions & { servername?: string } = {};
  try {
    await config.applyToHTTPSOptions(options);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message.trim() : String(cause);
    throw new Error(`${origin}: ${said === '' ? 'the plugin failed without a word' : said}`, { cause });
  }
  const { agent } = options;
  const access = { headers: headersOf(options), tls: tlsOf(options) };
  // It speaks to the proxy. Nothing else makes it keep its connections.
  if (cluster.proxyUrl !== undefined && typeof agent === 'object')
    return { ...access, agent: Object.assign(agent, { keepAlive: true }) };
  return access;
}

function headersOf({ headers = {}, auth }: RequestOptions): Record<string, string> {
  const said = Object.entries(headers as Record<string, unknown>).map(([name, value]) => [
    name.toLowerCase(),
    String(value).trim(),
  ]);
  const basic = auth ? [['authorization', `Basic ${Buffer.from(auth).toString('base64')}`]] : [];
  return Object.fromEntries([...said, ...basic]) as Record<string, string>;
}

function tlsOf({
  ca,
  cert,
  key,
  servername,
  rejectUnauthorized,
}: RequestOptions & { servername?: string }): TlsMaterial {
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(servername !== undefined && { servername }),
    ...(rejectUnauthorized !== undefined && { rejectUnauthorized }),
  };
}
