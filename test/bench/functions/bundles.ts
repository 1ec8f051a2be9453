/** The functions and the baseline, bundled in the same way. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { BUNDLING } from '../../../scripts/package/bundling.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface Bundle {
  readonly path: string;
  readonly bytes: number;
  readonly gzipped: number;
}

/** @param entry from the checkout */
export async function bundle(entry: string, folder: string): Promise<Bundle> {
  const path = join(folder, `${entry.replaceAll('/', '-').replace(/\.ts$/, '')}.mjs`);
  await build({ ...BUNDLING, absWorkingDir: ROOT, entryPoints: [entry], outfile: path });
  const code = readFileSync(path);
  return { path, bytes: code.length, gzipped: gzipSync(code).length };
}
