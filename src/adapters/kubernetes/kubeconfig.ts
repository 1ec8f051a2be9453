/**
 * Kubeconfig files, read and merged by the rules of kubectl: of two entries of one name the first counts. The Kubernetes
 * client reads them; it is loaded only here, for it takes a quarter of a second and 80 MB.
 */
import { dirname, resolve } from 'node:path';
import type { Cluster, Context, KubeConfig, User } from '@kubernetes/client-node';
import { Misconfigured } from '../../ports/faults.ts';
import { checkCluster, checkUser, expectOneOf } from './kubeconfig-checks.ts';

export interface KubeconfigChoice {
  /** Where the files were named, for messages: `--kubeconfig`. */
  readonly field?: string | undefined;
  /** Of a list, those that are missing are passed over, unless all are. */
  readonly files: readonly string[];
  /** `current-context` when not said. */
  readonly context?: string | undefined;
}

export interface ChosenContext {
  readonly config: KubeConfig;
  readonly context: string;
  readonly cluster: Cluster;
  readonly server: URL;
  readonly namespace: string;
  /** For messages: the files and the context. */
  readonly origin: string;
}

/** Throws Misconfigured. */
export async function loadKubeconfig(choice: KubeconfigChoice): Promise<ChosenContext> {
  const { files, context: wanted } = choice;
  const { KubeConfig: Config } = await import('@kubernetes/client-node');
  const loaded = files.flatMap((file) => readFile(new Config(), file, choice));
  const origin = files.join(', ');
  if (loaded.length === 0) throw noKubeconfig(choice, files, NO_FILE);
  const contexts = firstOfEachName(loaded.flatMap((one) => one.contexts));
  const name = wanted ?? loaded.map((one) => one.currentContext).find((one) => isSaid(one));
  const context = expectOneOf(
    contexts,
    name,
    `${origin}: ${wanted === undefined ? 'current-context' : '--context'}`,
  );
  return choose(loaded, context, new Config(), `${origin}: context "${context.name}"`);
}

function choose(
  loaded: readonly KubeConfig[],
  context: Context,
  config: KubeConfig,
  origin: string,
): ChosenContext {
  const clusters = firstOfEachName(loaded.flatMap((one) => one.clusters));
  const users = firstOfEachName(loaded.flatMap((one) => one.users));
  const found = expectOneOf(clusters, context.cluster, `${origin}: cluster`);
  const server = checkCluster(found, origin);
  // The client refuses plain HTTP, and overlooks the authority of a cluster without a user, unless told so.
  const cluster = server.protocol === 'http:' ? { ...found, skipTLSVerify: true } : found;
  const user = isSaid(context.user)
    ? expectOneOf(users, context.user, `${origin}: user`)
    : { name: 'nobody' };
  checkUser(user, origin);
  config.loadFromClusterAndUser(cluster, withExecInfo(user));
  const namespace = isSaid(context.namespace) ? context.namespace : 'default';
  return { config, context: context.name, cluster, server, namespace, origin };
}

function readFile(config: KubeConfig, file: string, choice: KubeconfigChoice): readonly KubeConfig[] {
  try {
    config.loadFromFile(file);
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    if (isMissing && choice.files.length > 1) return [];
    const said = cause instanceof Error ? cause.message : String(cause);
    // A file that holds something else shows as a property of nothing.
    const reason = isMissing ? NO_FILE : cause instanceof TypeError ? 'it holds something else' : said;
    throw noKubeconfig(choice, [file], reason, cause);
  }
  config.users = config.users.map((user) => withAbsoluteCommand(user, dirname(file)));
  return [config];
}

const NO_FILE = 'no such file';

function noKubeconfig(
  { field = 'kubeconfig' }: KubeconfigChoice,
  files: readonly string[],
  reason: string,
  cause?: unknown,
): Misconfigured {
  const got = files.map((file) => `"${file}"`).join(', ');
  return new Misconfigured(`${field}: expected a kubeconfig, got ${got}: ${reason}`, { cause });
}

interface Exec {
  readonly command?: string;
  readonly apiVersion?: string;
  readonly env?: readonly { readonly name: string; readonly value: string }[] | null;
}

const execOf = (user: User): Exec | undefined => (user.exec ?? undefined) as Exec | undefined;

/** A command with a slash in it is a path from the file that names it. */
function withAbsoluteCommand(user: User, folder: string): User {
  const exec = execOf(user);
  return exec?.command?.includes('/') === true
    ? { ...user, exec: { ...exec, command: resolve(folder, exec.command) } }
    : user;
}

/** Plugins are told which version of the protocol is spoken; several fail without, and the client does not say it. */
function withExecInfo(user: User): User {
  const exec = execOf(user);
  if (exec === undefined) return user;
  const info = { apiVersion: exec.apiVersion, kind: 'ExecCredential', spec: { interactive: false } };
  const env = [...(exec.env ?? []), { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) }];
  return { ...user, exec: { ...exec, env } };
}

const isSaid = (text: string | null | undefined): text is string => typeof text === 'string' && text !== '';

const firstOfEachName = <T extends { readonly name: string }>(entries: readonly T[]): readonly T[] =>
  entries.filter(({ name }, index) => entries.findIndex((one) => one.name === name) === index);
