import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const entry = fileURLToPath(new URL('../../bin/with-node.mjs', import.meta.url));
const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [entry, ...args], { encoding: 'utf8' });

test('an unknown command is named, with exit code 1', () => {
  const { status, stdout, stderr } = run('no-such-tool');

  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe('forescale: Expected a file or a command of node_modules/.bin, got no-such-tool\n');
});

test('the exit code, the output and the arguments are those of the program', () => {
  const program = fileURLToPath(new URL('../support/exit-with-arguments.mjs', import.meta.url));

  const { status, stdout } = run(program, '3', '--flag');

  expect({ status, stdout }).toEqual({ status: 3, stdout: '--flag\n' });
});
