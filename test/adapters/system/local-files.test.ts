import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { localFiles } from '../../../src/adapters/system/local-files.ts';
import { FileFault } from '../../../src/ports/files.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forescale-files-'));
});
afterEach(() => rm(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

describe('reading', () => {
  test('gives text, and unpacks .gz', async () => {
    await writeFile(at('a.csv'), 'at,é\n');
    await writeFile(at('a.csv.gz'), gzipSync('at,é\n'));
    expect(await Promise.all([localFiles.read(at('a.csv')), localFiles.read(at('a.csv.gz'))])).toEqual([
      'at,é\n',
      'at,é\n',
    ]);
  });

  test('of standard input, which is a socket under a parent that is Node', async () => {
    const file = new URL('../../../src/adapters/system/local-files.ts', import.meta.url);
    const script = `const { localFiles } = await import(${JSON.stringify(file.href)});
      process.stdout.write(await localFiles.read('/dev/stdin'));`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
    child.stdin.end('kind: Surgé\n');
    expect(await text(child.stdout)).toBe('kind: Surgé\n');
  });

  test.each([
    { name: 'missing', bytes: undefined, path: 'no.yaml', reason: 'no such file' },
    { name: 'a folder', bytes: undefined, path: '.', reason: 'is a folder, not a file' },
    { name: 'below a file', bytes: 'x', path: 'x.yaml/y', reason: 'part of the path is not a folder' },
    { name: 'not gzip', bytes: 'plain', path: 'x.gz', reason: 'not a whole gzip file' },
    {
      name: 'torn gzip',
      bytes: gzipSync('some text').subarray(0, 15),
      path: 'x.gz',
      reason: 'not a whole gzip file',
    },
    { name: 'not text', bytes: Uint8Array.of(0xff, 0xfe, 0x00), path: 'x.csv', reason: 'not UTF-8 text' },
  ])('of what is $name fails in words', async ({ bytes, path, reason }) => {
    if (bytes !== undefined) await writeFile(at(path.replace('/y', '')), bytes);
    const reading = localFiles.read(at(path));
    await expect(reading).rejects.toThrow(FileFault);
    await expect(reading).rejects.toThrow(`${at(path)}: ${reason}`);
  });
});

describe('writing', () => {
  test('replaces the whole file and says where it is', async () => {
    await writeFile(at('r.html'), 'a much longer old report');
    expect(await localFiles.write(at('r.html'), 'new')).toBe(at('r.html'));
    expect(await readFile(at('r.html'), 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['r.html']);
  });

  test('packs .gz', async () => {
    await localFiles.write(at('t.csv.gz'), 'rows');
    expect(gunzipSync(await readFile(at('t.csv.gz'))).toString()).toBe('rows');
  });

  test('leaves a link a link', async () => {
    await writeFile(at('real.html'), 'old');
    await symlink(at('real.html'), at('link.html'));
    await localFiles.write(at('link.html'), 'new');
    expect(await readFile(at('real.html'), 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['link.html', 'real.html']);
  });

  test('writes into a device instead of putting a file in its place', async () => {
    await symlink('/dev/null', at('null'));
    await localFiles.write(at('null'), 'gone');
    expect((await stat(at('null'))).isCharacterDevice()).toBe(true);
  });

  test.each([
    { path: 'no/r.html', reason: 'no such folder' },
    { path: '.', reason: 'is a folder, not a file' },
  ])('to $path is refused beforehand and leaves nothing', async ({ path, reason }) => {
    await expect(localFiles.ensureWritable(at(path))).rejects.toThrow(`${at(path)}: ${reason}`);
    await expect(localFiles.write(at(path), 'x')).rejects.toThrow(FileFault);
    expect(await readdir(folder)).toEqual([]);
  });

  test('to a new and to an old file is possible', async () => {
    await writeFile(at('old.html'), '');
    await localFiles.ensureWritable(at('old.html'));
    await localFiles.ensureWritable(at('new.html'));
    expect(await readdir(folder)).toEqual(['old.html']);
  });
});
