/** Starts the real program with our streams and becomes it to the outside: its exit code and its signals are ours. */
import { spawn } from 'node:child_process';

/** @type {readonly NodeJS.Signals[]} */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @param {string} node
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<void>}
 */
export async function becomeNode(node, args, env) {
  // Node 22 warns of type stripping on each start; it is how Forescale runs.
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], { stdio: 'inherit', env });
  // A terminal sends Ctrl-C to the whole group: the child has it already, and must outlive neither side's haste.
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of PASSED_ON) process.on(signal, forward);
  /** @type {{ code: number | null, signal: NodeJS.Signals | null }} */
  const end = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  for (const signal of PASSED_ON) process.off(signal, forward);
  if (end.signal !== null) process.kill(process.pid, end.signal);
  else process.exitCode = end.code ?? 1;
}
