/** One watchdog for all parts that this process starts. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

let watchdog: ChildProcess | undefined;

/** From now on the process ends with this one, even when this one is killed. */
export function guard(pid: number): void {
  watchdog ??= startWatchdog();
  watchdog.stdin?.write(`+${pid}\n`);
}

/** Before the number can belong to somebody else. */
export function unguard(pid: number): void {
  watchdog?.stdin?.write(`-${pid}\n`);
}

function startWatchdog(): ChildProcess {
  // Detached: an interrupt on the terminal reaches the whole group, and must not end the watchdog first.
  const child = spawn(process.execPath, [fileURLToPath(new URL('watchdog.ts', import.meta.url))], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  return child;
}
