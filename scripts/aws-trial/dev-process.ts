/** `forescale dev` as a process: the embedded cluster over HTTP, in real time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const FORESCALE = fileURLToPath(new URL('../../bin/forescale.mjs', import.meta.url));

export interface DevProcess extends AsyncDisposable {
  readonly url: string;
  readonly kubeconfig: string;
  readonly token: string;
  /** Base64 of the PEM, as EKS gives it. */
  readonly certificateAuthority: string;
}

/** @param folder for its kubeconfig */
export async function startDev(scenario: string, folder: string): Promise<DevProcess> {
  const args = ['dev', '--json', '--scenario', scenario, '--kubeconfig', join(folder, 'dev.kubeconfig')];
  const child = spawn(process.execPath, [FORESCALE, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await firstLine(child);
  const { url, kubeconfig } = JSON.parse(line) as { readonly url: string; readonly kubeconfig: string };
  return { url, kubeconfig, ...papersOf(kubeconfig), [Symbol.asyncDispose]: () => end(child) };
}

function papersOf(kubeconfig: string): { readonly token: string; readonly certificateAuthority: string } {
  const { users, clusters } = parse(readFileSync(kubeconfig, 'utf8')) as {
    readonly users: readonly { readonly user: { readonly token: string } }[];
    readonly clusters: readonly { readonly cluster: Readonly<Record<string, string>> }[];
  };
  const token = users[0]?.user.token;
  const certificateAuthority = clusters[0]?.cluster['certificate-authority-data'];
  if (token === undefined || certificateAuthority === undefined)
    throw new Error(`${kubeconfig} has no token, or no certificate`);
  return { token, certificateAuthority };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout !== null) createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`forescale dev ended with ${code}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGINT');
  await closed;
}
