/** `npm run control-plane`: builds a real control plane from pinned Go modules into the user's cache, once. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withSetupLock } from '../bin/bootstrap/setup-lock.mjs';
import { buildModule } from './control-plane/build.ts';
import { buildFolder, cacheRoot } from './control-plane/cache.ts';
import { findGo, judgeGo, requiredGo } from './control-plane/go.ts';
import { BINARIES, MODULES, readPins } from './control-plane/modules.ts';
import { formatElapsed } from './control-plane/progress.ts';

const STAGING = 'staging-';

const root = cacheRoot(process.env);
const folder = buildFolder(process.env);
const started = performance.now();
try {
  await prepare();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function prepare(): Promise<void> {
  if (isComplete()) {
    console.log(`all in place: ${folder}`);
    return;
  }
  const problem = judgeGo(await findGo(process.cwd()), requiredGo(Object.values(readPins())));
  if (problem !== undefined) throw new Error(problem);
  if (existsSync(join(root, 'setup.lock'))) console.log('another build is under way: waiting for it');
  await withSetupLock(root, build);
}

/** The lock saves work; that nobody ever sees half a build is owed to the rename. */
async function build(): Promise<void> {
  if (isComplete()) {
    console.log(`built meanwhile: ${folder}`);
    return;
  }
  for (const name of readdirSync(root).filter((entry) => entry.startsWith(STAGING))) clear(join(root, name));
  const staging = join(root, `${STAGING}${process.pid}`);
  mkdirSync(staging);
  console.log('building a control plane from source: five to ten minutes the first time, on two cores');
  for (const pinned of MODULES) await buildModule(pinned, staging);
  clear(folder);
  renameSync(staging, folder);
  console.log(`in place after ${formatElapsed(started)}: ${folder}`);
}

function isComplete(): boolean {
  const crds = MODULES.filter((pinned) => pinned.crds.length > 0).map(({ name }) => join('crds', name));
  return [...BINARIES, ...crds].every((name) => existsSync(join(folder, name)));
}

function clear(path: string): void {
  rmSync(path, { recursive: true, force: true });
}
