import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BINARIES } from '../../../scripts/control-plane/modules.ts';
import { locateAssets } from '../../cluster/support/assets.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forescale-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a folder with all of them is taken', () => {
  for (const name of BINARIES) writeFileSync(join(folder, name), '');

  expect(locateAssets({ KUBEBUILDER_ASSETS: folder })).toBe(folder);
});

test('one that is missing is named, and so is the way to get it', () => {
  for (const name of BINARIES.filter((binary) => binary !== 'kwok')) writeFileSync(join(folder, name), '');

  expect(() => locateAssets({ KUBEBUILDER_ASSETS: folder })).toThrow(
    `in ${folder} (KUBEBUILDER_ASSETS), missing kwok: run npm run control-plane`,
  );
});

test('an empty cache is a failure, not a reason to run nothing', () => {
  expect(() => locateAssets({ XDG_CACHE_HOME: folder })).toThrow(/missing etcd.*: run npm run control-plane/);
});
