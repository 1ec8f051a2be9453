/**
 * moto's server, which plays EventBridge and SQS, in a Python environment outside the checkout: made once for what
 * requirements.txt says and the Python that is there.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withSetupLock } from '../../bin/bootstrap/setup-lock.mjs';
import { formatElapsed, startStage } from '../control-plane/progress.ts';
import { runWell, versionOf } from './process.ts';

const REQUIREMENTS = fileURLToPath(new URL('requirements.txt', import.meta.url));

/** Written last: an environment without it was never finished. */
const FINISHED = 'finished';

/** The program of the server, installed if it has to be. Throws in words when this machine lacks what it takes. */
export async function ensureMoto(say: (line: string) => void = console.log): Promise<string> {
  const python = await findPython();
  const root = cacheRoot(process.env);
  const folder = join(root, nameVenv(readFileSync(REQUIREMENTS, 'utf8'), python));
  const server = join(folder, 'bin', 'moto_server');
  if (existsSync(join(folder, FINISHED))) return server;
  if (existsSync(join(root, 'setup.lock'))) say('another installation is under way: waiting for it');
  await withSetupLock(root, async () => {
    if (!existsSync(join(folder, FINISHED))) await install(folder, say);
  });
  return server;
}

/** A Python of another version needs an environment of its own. */
export function nameVenv(requirements: string, python: string): string {
  const version = /^moto==(.+)$/m.exec(requirements)?.[1] ?? 'unknown';
  const hash = createHash('sha256').update(`${python}\n${requirements}`).digest('hex').slice(0, 12);
  return `${version}-${hash}`;
}

/** @param env the environment: `XDG_CACHE_HOME` moves the cache */
export function cacheRoot(env: NodeJS.ProcessEnv): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'forescale', 'moto');
}

async function findPython(): Promise<string> {
  const version = await versionOf('python3');
  if (version === undefined)
    throw new Error(
      'moto needs python3 with venv (Debian: apt-get install python3-venv), found none on the PATH',
    );
  return version;
}

async function install(folder: string, say: (line: string) => void): Promise<void> {
  const started = performance.now();
  say('installing moto (300 MB, about half a minute)');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await stage('environment of Python', () => makeVenv(folder));
  const pip = join(folder, 'bin', 'pip');
  const args = ['install', '--quiet', '--disable-pip-version-check', '--no-deps', '-r', REQUIREMENTS];
  await stage('packages of moto', () => runWell(pip, args));
  writeFileSync(join(folder, FINISHED), '');
  say(`in place after ${formatElapsed(started)}: ${folder}`);
}

async function stage(name: string, work: () => Promise<unknown>): Promise<void> {
  const progress = startStage(name, 'packages');
  try {
    await work();
    progress.done('done');
  } catch (error) {
    progress.done('failed');
    throw error;
  }
}

async function makeVenv(folder: string): Promise<void> {
  try {
    await runWell('python3', ['-m', 'venv', folder]);
  } catch (cause) {
    throw new Error('python3 has no venv (Debian: apt-get install python3-venv)', { cause });
  }
}
