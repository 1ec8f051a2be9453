/** The functions and the baseline, bundled in the same way. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { BUNDLING } from '../../../scripts/package/bundling.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface Bundle {
  readonly path: string;
  /** Of all its files. */
  readonly bytes: number;
  readonly gzipped: number;
}

/** @param entry from the checkout */
export async function bundle(entry: string, folder: string): Promise<Bundle> {
  const name = basename(entry, '.ts');
  const outdir = join(folder, name);
  const { metafile } = await build({ ...BUNDLING, absWorkingDir: ROOT, entryPoints: [entry], outdir });
  const files = Object.keys(metafile.outputs).map((path) => readFileSync(join(ROOT, path)));
  return {
    path: join(outdir, `${name}.mjs`),
    bytes: files.reduce((sum, file) => sum + file.length, 0),
    gzipped: files.reduce((sum, file) => sum + gzipSync(file).length, 0),
  };
}
