/** The private Node under .cache/node: installed once beside its place, tried, and moved there whole. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describeNodeInstall, PRIVATE_NODE, selectNodePackage } from './node-version.mjs';
import { runNpmCi } from './npm.mjs';

const SEAL = 'complete.json';

/** The binary of a whole install, or undefined. @param {string} cache */
export function findPrivateNode(cache) {
  const { folder, binary } = placePrivateNode(cache);
  try {
    /** @type {{ bytes?: unknown }} */
    const seal = JSON.parse(readFileSync(join(folder, SEAL), 'utf8'));
    return seal.bytes === statSync(binary).size ? binary : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} cache @returns {Promise<string>} the binary */
export async function installPrivateNode(cache) {
  const chosen = selectNodePackage(process.platform, process.arch);
  const { folder, binary } = placePrivateNode(cache);
  removeLeftovers(folder);
  const staging = mkdtempSync(`${folder}-`);
  chmodSync(staging, 0o755);
  try {
    const { manifest, lock } = describeNodeInstall(chosen);
    writeFileSync(join(staging, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(staging, 'package-lock.json'), JSON.stringify(lock));
    await runNpmCi({ folder: staging, withDev: false, node: process.execPath });
    const staged = join(staging, 'node_modules', chosen.name, chosen.binary);
    assertRuns(staged);
    writeFileSync(join(staging, SEAL), JSON.stringify({ bytes: statSync(staged).size }));
    renameSync(staging, folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return binary;
}

/** Whatever is here was given up: the caller holds the set-up lock. @param {string} folder */
function removeLeftovers(folder) {
  const parent = dirname(folder);
  mkdirSync(parent, { recursive: true });
  for (const entry of readdirSync(parent)) {
    if (entry.startsWith(basename(folder))) rmSync(join(parent, entry), { recursive: true, force: true });
  }
}

/** @param {string} cache */
function placePrivateNode(cache) {
  const { name, binary } = selectNodePackage(process.platform, process.arch);
  const folder = join(cache, 'node', `${PRIVATE_NODE}-${process.platform}-${process.arch}`);
  return { folder, binary: join(folder, 'node_modules', name, binary) };
}

/** A binary for another C library installs well and does not start. @param {string} binary */
function assertRuns(binary) {
  let got;
  try {
    got = execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim();
  } catch (cause) {
    throw new Error(`Starting the private Node ${binary}: ${String(cause)}`, { cause });
  }
  if (got === `v${PRIVATE_NODE}`) return;
  throw new Error(
    `Starting the private Node ${binary}: expected v${PRIVATE_NODE}, got ${JSON.stringify(got)}`,
  );
}
