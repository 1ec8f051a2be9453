/** `npm run package [-- --stage prod --param config=prod.json]`: the functions as zips, and their template, in .serverless. Needs no network. */
import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderSizes, sizesOf } from './package/package-sizes.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

// What an earlier build left would go into the zips of this one.
await Promise.all(
  ['.serverless', '.esbuild'].map((folder) => rm(join(ROOT, folder), { recursive: true, force: true })),
);
// Zips are put together in a folder for passing files, which is not emptied.
const passing = join(ROOT, '.esbuild', 'passing');
await mkdir(passing, { recursive: true });
const code = await runOsls(['package', ...process.argv.slice(2)]);
if (code === 0) console.log(renderSizes(await sizesOf(ROOT)));
process.exitCode = code;

function runOsls(args: readonly string[]): Promise<number> {
  const osls = createRequire(import.meta.url).resolve('osls/bin/serverless.js');
  const child = spawn(process.execPath, [osls, ...args], {
    cwd: ROOT,
    // Without it, a machine that is no EC2 instance waits for credentials of one.
    env: { AWS_EC2_METADATA_DISABLED: 'true', ...process.env, TMPDIR: passing },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve(exitCode ?? 1));
  });
}
