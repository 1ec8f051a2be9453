/** How large the packages of a build are. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Metafile } from 'esbuild';

export interface PackageSize {
  /** As its file in functions/ is called. */
  readonly name: string;
  readonly bytes: number;
  readonly gzipped: number;
  readonly zip: number;
}

/** @param root the folder that was packed */
export async function sizesOf(root: string): Promise<readonly PackageSize[]> {
  const folder = join(root, '.esbuild', '.build', 'functions');
  const metafiles = (await readdir(folder)).filter((file) => file.endsWith(METAFILE));
  return Promise.all(
    metafiles.toSorted().map(async (file) => {
      const name = basename(file, METAFILE);
      const { outputs } = JSON.parse(await readFile(join(folder, file), 'utf8')) as Metafile;
      const parts = await Promise.all(Object.keys(outputs).map((path) => readFile(join(root, path))));
      const zip = await readFile(join(root, '.serverless', `${camelCase(name)}.zip`));
      return {
        name,
        bytes: sumOf(parts.map(({ length }) => length)),
        gzipped: sumOf(parts.map((part) => gzipSync(part).length)),
        zip: zip.length,
      };
    }),
  );
}

const METAFILE = '-meta.json';

const sumOf = (figures: readonly number[]): number => figures.reduce((sum, figure) => sum + figure, 0);

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
