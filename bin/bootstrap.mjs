/**
 * Makes a fresh checkout runnable and goes on: a Node that is new enough, then the locked packages, then the program.
 * Plain JavaScript for Node 18 and later with nothing installed. When all is in place it writes nothing and asks no one.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { becomeNode } from './bootstrap/child.mjs';
import { prependPath } from './bootstrap/environment.mjs';
import { findCommand, isInstallCurrent } from './bootstrap/installed-packages.mjs';
import { isNodeSupported, MINIMUM_NODE, PRIVATE_NODE } from './bootstrap/node-version.mjs';
import { runNpmCi } from './bootstrap/npm.mjs';
import { findPrivateNode, installPrivateNode } from './bootstrap/private-node.mjs';
import { withSetupLock } from './bootstrap/setup-lock.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CACHE = join(ROOT, '.cache');
const HIDDEN_LOCK = join(ROOT, 'node_modules', '.package-lock.json');

/**
 * @param {{ readonly withDev: boolean }} scope
 * @param {(find: typeof locateCommand) => readonly string[]} describeArgs arguments for Node, asked once all is installed
 */
export async function runPrepared(scope, describeArgs) {
  try {
    const node = await prepareNode();
    await preparePackages(node, scope);
    const folders = [dirname(node), join(ROOT, 'node_modules', '.bin')];
    await becomeNode(node, describeArgs(locateCommand), prependPath(process.env, folders));
  } catch (error) {
    process.stderr.write(`forescale: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** @param {string} path below the checkout */
export function locateFile(path) {
  return join(ROOT, path);
}

/** @param {string} command of node_modules/.bin */
function locateCommand(command) {
  const script = findCommand(readHiddenLock() ?? {}, command);
  return script === undefined ? undefined : locateFile(script);
}

async function prepareNode() {
  if (isNodeSupported(process.version)) return process.execPath;
  const find = () => findPrivateNode(CACHE);
  return find() ?? withSetupLock(CACHE, async () => find() ?? installNode());
}

async function installNode() {
  announce(`Node ${process.version} is too old; installing Node ${PRIVATE_NODE} in .cache/node`);
  try {
    return await installPrivateNode(CACHE);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${reason}. Install Node ${MINIMUM_NODE} or later yourself and run this again`, {
      cause,
    });
  }
}

/** @param {string} node @param {{ readonly withDev: boolean }} scope */
async function preparePackages(node, scope) {
  if (arePackagesCurrent(scope)) return;
  await withSetupLock(CACHE, async () => {
    if (arePackagesCurrent(scope)) return;
    announce('installing the locked packages');
    await runNpmCi({ folder: ROOT, withDev: true, node });
    if (!arePackagesCurrent(scope))
      throw new Error('Installing packages: node_modules does not match package-lock.json');
  });
}

/** @param {{ readonly withDev: boolean }} scope */
function arePackagesCurrent(scope) {
  const machine = { platform: process.platform, arch: process.arch, libc: findLibc() };
  return isInstallCurrent(readLock(join(ROOT, 'package-lock.json')), readHiddenLock(), { ...scope, machine });
}

/** Undefined where it is not certain: nothing is asked for then. */
function findLibc() {
  if (process.platform !== 'linux' || !existsSync('/lib')) return undefined;
  return readdirSync('/lib').some((name) => name.startsWith('ld-musl-')) ? undefined : 'glibc';
}

/** Torn or absent, it says that the install did not end. */
function readHiddenLock() {
  try {
    return readLock(HIDDEN_LOCK);
  } catch {
    return undefined;
  }
}

/** @param {string} path @returns {import('./bootstrap/installed-packages.mjs').LockFile} */
function readLock(path) {
  /** @type {import('./bootstrap/installed-packages.mjs').LockFile} */
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  return lock;
}

/** One line for a person at a terminal; nothing in a pipe. @param {string} step */
function announce(step) {
  if (process.stderr.isTTY) process.stderr.write(`forescale: first run, ${step} ...\n`);
}
