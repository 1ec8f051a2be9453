/** Where a built control plane is kept: outside the checkout, in a folder named after all that went into it. */
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { BUILD_FLAGS } from './go.ts';
import { readPins } from './modules.ts';

export interface BuildInputs {
  readonly pins: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
  /** Operating system and architecture, for example linux-x64. */
  readonly machine: string;
}

/** The same inputs give the same name, in whatever order they come. */
export function nameBuild({ pins, flags, machine }: BuildInputs): string {
  const files = Object.entries(pins).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify({ files, flags, machine });
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** @param env the environment: `XDG_CACHE_HOME` moves the cache */
export function cacheRoot(env: NodeJS.ProcessEnv): string {
  const base = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(base, 'forescale', 'control-plane');
}

/** The folder of the build that this checkout asks for, whether it is there or not. */
export function buildFolder(env: NodeJS.ProcessEnv): string {
  const machine = `${process.platform}-${process.arch}`;
  return join(cacheRoot(env), nameBuild({ pins: readPins(), flags: BUILD_FLAGS, machine }));
}
