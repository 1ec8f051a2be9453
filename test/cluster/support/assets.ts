/** The binaries and definitions that a cluster is started from, and what to say when they are not there. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildFolder } from '../../../scripts/control-plane/cache.ts';
import { BINARIES } from '../../../scripts/control-plane/modules.ts';

/**
 * The folder named by `KUBEBUILDER_ASSETS`, else the one that `npm run control-plane` fills.
 * @throws Error that names what is missing and how to get it: the tier never passes by not running
 */
export function locateAssets(env: NodeJS.ProcessEnv = process.env): string {
  const named = env['KUBEBUILDER_ASSETS'];
  const folder = named || buildFolder(env);
  const missing = BINARIES.filter((name) => !existsSync(join(folder, name)));
  if (missing.length === 0) return folder;
  const origin = named ? ' (KUBEBUILDER_ASSETS)' : '';
  throw new Error(
    `expected ${BINARIES.join(', ')} in ${folder}${origin}, missing ${missing.join(', ')}: run npm run control-plane`,
  );
}
