/** Packs the functions twice, in two copies of the checkout that share nothing but the installed packages, and with no network. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { packCopy } from './packed-copy.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folders that were packed. */
    readonly packed: readonly [string, string];
  }
}

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
