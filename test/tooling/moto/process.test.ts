import { expect, test } from 'vitest';
import { run, runWell, versionOf } from '../../../scripts/moto/process.ts';

const script = (code: string): string[] => ['-e', code];

test('what a program says, and how it ends, is told', async () => {
  const code = 'console.log("out"); console.error("err"); process.exit(3)';
  expect(await run(process.execPath, script(code))).toEqual({ out: 'out\n', error: 'err\n', code: 3 });
});

test('a program that fails is quoted', async () => {
  const failing = runWell(process.execPath, script('console.error("no room"); process.exit(1)'));
  await expect(failing).rejects.toThrow(/exit code 1\nno room/);
});

test('a program that is not there has no version', async () => {
  expect(await versionOf('no-such-program-anywhere')).toBeUndefined();
  expect(await versionOf(process.execPath)).toBe(process.version);
});
