import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { waitFor } from './support/wait.ts';

const GUARD = fileURLToPath(new URL('support/guard.ts', import.meta.url));

/** Starts a child that would sleep for an hour, hands it to the watchdog, says its number, and never ends by itself. */
const PARENT = `
  const { spawn } = await import('node:child_process');
  const { guard } = await import(${JSON.stringify(GUARD)});
  const child = spawn('sleep', ['3600'], { stdio: 'ignore' });
  guard(child.pid);
  console.log(child.pid);
  setInterval(() => {}, 1000);
`;

test('what a killed test process started is killed too', async () => {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', PARENT], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(String(line));
  expect(isRunning(pid)).toBe(true);
  parent.kill('SIGKILL');

  expect(await waitFor('the child to be gone', () => !isRunning(pid), { seconds: 10 })).toBe(true);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
