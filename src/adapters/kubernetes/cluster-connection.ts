/** Which cluster, and as whom: by flag, by environment, by the usual file, or as the pod that this process runs in. */
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Clock } from '../../ports/clock.ts';
import { Misconfigured } from '../../ports/faults.ts';
import { CachedCredentials } from './cached-credentials.ts';
import type { Credentials } from './credentials.ts';
import { namespaceOfPod, SERVICE_ACCOUNT_FOLDER, serverOfPod, serviceAccount } from './in-cluster.ts';
import { type KubeconfigChoice, loadKubeconfig } from './kubeconfig.ts';
import { kubeconfigAccess } from './kubeconfig-access.ts';

export interface ClusterChoice {
  /** `--kubeconfig`. */
  readonly kubeconfig?: string | undefined;
  /** `--context`. */
  readonly context?: string | undefined;
  /** Of the process: KUBECONFIG, HOME, KUBERNETES_SERVICE_HOST, KUBERNETES_SERVICE_PORT are read. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where a pod finds its service account, unless elsewhere. */
  readonly serviceAccountFolder?: string;
}

export interface ClusterConnection {
  readonly server: URL;
  readonly credentials: Credentials;
  /** Of the context, or of the pod; `default` when neither says. */
  readonly namespace: string;
  /** For messages: the context, or `in-cluster`. */
  readonly context: string;
}

/** Throws Misconfigured. */
export async function connectCluster(choice: ClusterChoice, clock: Clock): Promise<ClusterConnection> {
  const found = await findFiles(choice);
  if (found === undefined) return connectAsPod(choice, clock);
  const wanted = { ...found, context: choice.context };
  const chosen = await loadKubeconfig(wanted);
  const { server, namespace, context } = chosen;
  return {
    server,
    namespace,
    context,
    credentials: new CachedCredentials(kubeconfigAccess(wanted, chosen), clock),
  };
}

type FoundFiles = Pick<KubeconfigChoice, 'field' | 'files'>;

async function findFiles({ kubeconfig, env }: ClusterChoice): Promise<FoundFiles | undefined> {
  if (kubeconfig !== undefined) return { field: '--kubeconfig', files: [kubeconfig] };
  const listed = env['KUBECONFIG']?.split(delimiter).filter((file) => file !== '') ?? [];
  if (listed.length > 0) return { field: 'KUBECONFIG', files: listed };
  const usual = join(env['HOME'] ?? '/', '.kube', 'config');
  return (await exists(usual)) ? { field: 'kubeconfig', files: [usual] } : undefined;
}

async function connectAsPod(choice: ClusterChoice, clock: Clock): Promise<ClusterConnection> {
  const { env, context, serviceAccountFolder: folder = SERVICE_ACCOUNT_FOLDER } = choice;
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = env;
  if (host === undefined || port === undefined || !(await exists(join(folder, 'token'))))
    throw new Misconfigured(
      'no cluster: expected --kubeconfig, KUBECONFIG, ~/.kube/config or the service account of a pod, got none of them',
    );
  if (context !== undefined)
    throw new Misconfigured(`--context: expected a kubeconfig beside it, got "${context}" within a pod`);
  const place = { host, port, folder };
  return {
    server: serverOfPod(place),
    namespace: await namespaceOfPod(place),
    context: 'in-cluster',
    credentials: new CachedCredentials(serviceAccount(place), clock),
  };
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
