import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withSetupLock } from '../../bin/bootstrap/setup-lock.mjs';

let cache = '';
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'forescale-'));
});
afterEach(() => rmSync(cache, { recursive: true }));

test('two set-ups run one after the other', async () => {
  const seen: string[] = [];
  const setUp = (name: string) =>
    withSetupLock(cache, async () => {
      seen.push(`${name} starts`);
      await Promise.resolve();
      seen.push(`${name} ends`);
    });

  await Promise.all([setUp('a'), setUp('b')]);

  expect(seen).toEqual(['a starts', 'a ends', 'b starts', 'b ends']);
});

test('the lock is given back when the set-up fails', async () => {
  await expect(withSetupLock(cache, () => Promise.reject(new Error('npm')))).rejects.toThrow('npm');

  expect(existsSync(join(cache, 'setup.lock'))).toBe(false);
});

test('a lock whose owner died is taken over', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(join(cache, 'setup.lock'), String(pid));

  expect(await withSetupLock(cache, async () => 'done')).toBe('done');
});
