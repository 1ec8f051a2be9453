/** How large the packages of a build are. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface PackageSize {
  /** As its file in functions/ is called. */
  readonly name: string;
  readonly bytes: number;
  readonly gzipped: number;
  readonly zip: number;
}

/** @param root the folder that was packed */
export async function sizesOf(root: string): Promise<readonly PackageSize[]> {
  const bundles = join(root, '.esbuild', '.build', 'functions');
  const names = (await readdir(bundles)).filter((file) => file.endsWith('.mjs'));
  return Promise.all(
    names.toSorted().map(async (file) => {
      const bundle = await readFile(join(bundles, file));
      const name = basename(file, '.mjs');
      const zip = await readFile(join(root, '.serverless', `${camelCase(name)}.zip`));
      return { name, bytes: bundle.length, gzipped: gzipSync(bundle).length, zip: zip.length };
    }),
  );
}

export const renderSizes = (sizes: readonly PackageSize[]): string =>
  sizes
    .map(({ name, bytes, gzipped, zip }) =>
      [name.padEnd(14), kibibytes(bytes), `(${kibibytes(gzipped)} gzipped, zip ${kibibytes(zip)})`].join(' '),
    )
    .join('\n');

const kibibytes = (bytes: number): string => `${(bytes / 1_024).toFixed(1)} KiB`;

/** osls names a zip by the key of its function. */
const camelCase = (name: string): string =>
  name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
