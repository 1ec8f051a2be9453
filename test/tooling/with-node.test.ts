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

test('the exit code and the arguments are those of the program', () => {
  const { status, stdout } = run('tsc', '--version', '--no-such-flag');

  expect({ status, named: /no-such-flag/.test(stdout) }).toEqual({ status: 1, named: true });
});
