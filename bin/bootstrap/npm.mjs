/** Runs `npm ci` for the set-up. Its output never reaches our stdout: it is shown on stderr, and only when it failed. */
import { spawn } from 'node:child_process';
import { basename } from 'node:path';
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
 * @param {{ readonly folder: string, readonly withDev: boolean, readonly nodeFolder: string }} install
 * @returns {Promise<void>}
 */
export async function runNpmCi({ folder, withDev, nodeFolder }) {
  const flags = [`--prefix=${folder}`, withDev ? '--include=dev' : '--omit=dev', ...FLAGS];
  const { code, output } = await captureNpm(['ci', ...flags], folder, prependPath(process.env, [nodeFolder]));
  if (code === 0) return;
  process.stderr.write(output);
  throw new Error(`Installing packages in ${folder}: npm ci ended with ${code}`);
}

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number | string, output: string }>}
 */
function captureNpm(args, cwd, env) {
  const [command, ...before] = locateNpm(env);
  const child = spawn(command, [...before, ...args], {
    cwd,
    env,
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

/** The npm that runs us, under this Node; another package manager's script is not npm. @param {NodeJS.ProcessEnv} env @returns {[string, ...string[]]} */
function locateNpm(env) {
  const script = env['npm_execpath'];
  if (script !== undefined && basename(script) === 'npm-cli.js') return [process.execPath, script];
  return ['npm'];
}
