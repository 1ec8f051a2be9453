/** Packs the functions in a copy of the checkout, which shares with it nothing but the installed packages. */
import { execFile } from 'node:child_process';
import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const COPIED = ['deploy', 'functions', 'package.json', 'scripts', 'serverless.yml', 'src'];

/** @param config in place of the one that is packed, below the checkout */
export async function packCopy(folder: string, env: NodeJS.ProcessEnv, config?: string): Promise<string> {
  for (const name of COPIED) await cp(join(ROOT, name), join(folder, name), { recursive: true });
  if (config !== undefined) await cp(join(ROOT, config), join(folder, 'functions/config.json'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await promisify(execFile)(process.execPath, ['scripts/package.ts'], { cwd: folder, env });
  return folder;
}
