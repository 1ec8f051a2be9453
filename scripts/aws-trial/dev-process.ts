/** `forescale dev` as a process: the embedded cluster over HTTP, in real time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readPapers } from './cluster-view.ts';

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
  return { url, kubeconfig, ...readPapers(kubeconfig), [Symbol.asyncDispose]: () => end(child) };
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
