/** The files that the checks must have looked at. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tool.ts';

export const SOURCE_FOLDERS = ['bin', 'docs', 'functions', 'scripts', 'src', 'test'].filter((folder) =>
  existsSync(join(ROOT, folder)),
);

/** Code files below a folder, as paths from the checkout. */
export function listSources(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path).replaceAll('\\', '/'))
    .filter((path) => /\.(ts|mjs)$/.test(path))
    .toSorted();
}
