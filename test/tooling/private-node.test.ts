import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PRIVATE_NODE, selectNodePackage } from '../../bin/bootstrap/node-version.mjs';
import { findPrivateNode } from '../../bin/bootstrap/private-node.mjs';

const { name, binary } = selectNodePackage(process.platform, process.arch);
let cache = '';
let folder = '';
let file = '';

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'forescale-'));
  folder = join(cache, 'node', `${PRIVATE_NODE}-${process.platform}-${process.arch}`);
  file = join(folder, 'node_modules', name, binary);
  mkdirSync(dirname(file), { recursive: true });
});
afterEach(() => rmSync(cache, { recursive: true }));

test('an install is taken when its seal fits the binary', () => {
  writeFileSync(file, 'binary');
  writeFileSync(join(folder, 'complete.json'), '{"bytes":6}');

  expect(findPrivateNode(cache)).toBe(file);
});

const torn = {
  'nothing there': {},
  'no seal': { binary: 'binary' },
  'a torn seal': { binary: 'binary', seal: '{"byt' },
  'a torn binary': { binary: 'bin', seal: '{"bytes":6}' },
  'no binary': { seal: '{"bytes":6}' },
};
test.each(Object.entries<{ binary?: string; seal?: string }>(torn))('not taken: %s', (_, made) => {
  if (made.binary !== undefined) writeFileSync(file, made.binary);
  if (made.seal !== undefined) writeFileSync(join(folder, 'complete.json'), made.seal);

  expect(findPrivateNode(cache)).toBeUndefined();
});
