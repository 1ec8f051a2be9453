/** The controller as a process of its own, under the rights that its manifests give it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ControlPlane } from './control-plane.ts';
import { installDefinitions } from './definitions.ts';
import type { Part } from './part.ts';
import { takeFreePort } from './ports.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const NAMESPACE = 'forescale';
const ACCOUNT = 'forescale';
/** Longer than any of the tests. */
const TOKEN_SECONDS = 6 * 3_600;

export interface ForescaleOptions {
  /** Of the process: several may run at once. */
  readonly name?: string;
  /** Settings by key, as `--set` takes them. */
  readonly settings?: Readonly<Record<string, string | number | boolean>>;
}

export interface Forescale extends Part {
  /** Where its metrics and probes are. */
  readonly url: string;
}

/** Definitions, account and rights, without the Deployment: the process runs here, not in a pod. */
export async function installForescale(plane: ControlPlane): Promise<void> {
  await installDefinitions(plane, 'forescale');
  for (const name of ['namespace', 'service-account', 'rbac']) {
    const manifest = readFileSync(`${ROOT}/manifests/base/${name}.yaml`, 'utf8');
    await plane.kubectl.apply(manifest, `--namespace=${name === 'namespace' ? 'default' : NAMESPACE}`);
  }
}

/** A kubeconfig with the rights of the manifests. */
export const forescaleKubeconfig = (plane: ControlPlane): Promise<string> =>
  plane.tokenFor(NAMESPACE, ACCOUNT, TOKEN_SECONDS);

/** Returns when it is ready to lead or leads. */
export async function startForescale(
  plane: ControlPlane,
  { name = 'forescale', settings = {} }: ForescaleOptions = {},
): Promise<Forescale> {
  const port = await takeFreePort();
  const all = {
    'server.host': '127.0.0.1',
    'server.healthPort': port,
    'server.metricsPort': port,
    ...settings,
  };
  const part = await plane.run({
    name,
    command: process.execPath,
    args: [
      `${ROOT}/src/main/cli.ts`,
      'controller',
      `--kubeconfig=${await forescaleKubeconfig(plane)}`,
      ...Object.entries(all).map(([key, value]) => `--set=${key}=${value}`),
    ],
    env: { POD_NAME: name, POD_NAMESPACE: NAMESPACE },
    port,
    isReady: async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok,
  });
  return { ...part, url: `http://127.0.0.1:${port}` };
}
