/** Packs the functions twice, in two copies of the checkout that share nothing but the installed packages, and with no network. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folders that were packed. */
    readonly packed: readonly [string, string];
  }
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const COPIED = ['deploy', 'functions', 'package.json', 'scripts', 'serverless.yml', 'src'];

/** Port 9 takes no connections: whatever asks for the network fails at once. No home, no account of AWS. */
const environment = (home: string, zone: string): NodeJS.ProcessEnv => ({
  PATH: '/usr/bin:/bin',
  HOME: home,
  TZ: zone,
  HTTP_PROXY: 'http://127.0.0.1:9',
  HTTPS_PROXY: 'http://127.0.0.1:9',
  npm_config_offline: 'true',
});

export async function setup({ provide }: TestProject) {
  const home = await mkdtemp(join(tmpdir(), 'forescale-packed-'));
  provide('packed', [
    await packCopy(join(home, 'one'), environment(home, 'Asia/Seoul')),
    await packCopy(join(home, 'deeper', 'two'), environment(home, 'America/New_York')),
  ]);
  return () => rm(home, { recursive: true });
}

async function packCopy(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  for (const name of COPIED) await cp(join(ROOT, name), join(folder, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await promisify(execFile)(process.execPath, ['scripts/package.ts'], { cwd: folder, env });
  return folder;
}
