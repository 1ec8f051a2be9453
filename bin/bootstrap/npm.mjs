/** Runs `npm ci` for the set-up. Its output never reaches our stdout: it is shown on stderr, and only when it failed. */
import { spawn } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { prependPath } from './environment.mjs';

/** Named in full: the outer npm hands its own options down through the environment, and a flag outranks those. */
const FLAGS = [
  '--global=false',
  '--json=false',
  '--dry-run=false',
  '--loglevel=error',
  '--include=optional',
  '--audit=false',
  '--fund=false',
  '--progress=false',
];

/**
 * @param {{ readonly folder: string, readonly withDev: boolean, readonly node: string }} install
 *   `node` runs npm: an older one makes npm leave out optional packages that ask for a newer
 * @returns {Promise<void>}
 */
export async function runNpmCi({ folder, withDev, node }) {
  const flags = [`--prefix=${folder}`, withDev ? '--include=dev' : '--omit=dev', ...FLAGS];
  const env = prependPath(process.env, [dirname(node)]);
  const { code, output } = await capture(locateNpm(env, node), ['ci', ...flags], { cwd: folder, env });
  if (code === 0) return;
  process.stderr.write(output);
  throw new Error(`Installing packages in ${folder}: npm ci ended with ${code}`);
}

/**
 * @param {readonly [string, ...string[]]} npm
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} place
 * @returns {Promise<{ code: number | string, output: string }>}
 */
function capture([command, ...before], args, place) {
  const child = spawn(command, [...before, ...args], {
    ...place,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && before.length === 0,
  });
  /** @type {Buffer[]} */
  const output = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (/** @type {Buffer} */ chunk) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', (cause) => reject(new Error(`Starting ${command}: ${cause.message}`, { cause })));
    child.on('close', (code, signal) => {
      resolve({ code: code ?? signal ?? 'no exit code', output: Buffer.concat(output).toString() });
    });
  });
}

/**
 * The npm that runs us; another package manager's script is not npm, and an npm found on the PATH takes the Node found there.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} node
 * @returns {[string, ...string[]]}
 */
function locateNpm(env, node) {
  const script = env['npm_execpath'];
  if (script !== undefined && basename(script) === 'npm-cli.js') return [node, script];
  return ['npm'];
}
