import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { sizesOf } from '../../scripts/package/package-sizes.ts';
import { bundle } from '../bench/functions/bundles.ts';
import { inputsOf } from './support/metafile.ts';

const [one, other] = inject('packed');
const NAMES = ['push-event', 'spike-event', 'tick'];
const bundleOf = (name: string) => join(one, '.esbuild', '.build', 'functions', `${name}.mjs`);

/** What a function of Lambda is started with, as far as it reads it. */
const ENVIRONMENT = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
  AWS_SECRET_ACCESS_KEY: 'secret-of-the-test',
  FORESCALE_CONFIG_FILE: 'functions/config.json',
  FORESCALE_DEAD_LETTER_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/dead',
};

describe('a package', () => {
  const zips = readdirSync(join(one, '.serverless')).filter((file) => file.endsWith('.zip'));

  it('is made for each function', () => {
    expect(zips.toSorted()).toEqual(['pushEvent.zip', 'spikeEvent.zip', 'tick.zip']);
  });

  it.each(zips)('%s is the same to the byte, whenever and wherever it is made', (zip) => {
    const [first, second] = [one, other].map((folder) => readFileSync(join(folder, '.serverless', zip)));
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
  });
});

describe.each(NAMES)('the bundle of %s', (name) => {
  it('has a handler, in a process that knows no more than Lambda tells it', async () => {
    const code = `const { handler } = await import(${JSON.stringify(pathToFileURL(bundleOf(name)).href)});
      console.log(typeof handler);`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: one,
      env: ENVIRONMENT,
    });
    expect(stdout.trim()).toBe('function');
  });

  it('has nothing of what only a person, a test or the controller needs', () => {
    const inputs = inputsOf(one, name);
    expect(inputs.length).toBeGreaterThan(50);
    const foreign =
      /node_modules\/(@kubernetes\/client-node|yaml|commander|undici|@prometheus-io)\/|src\/(cli|sim)\/|^test\//;
    expect(inputs.filter((path) => foreign.test(path))).toEqual([]);
  });

  it('has zod without its languages', () => {
    expect(inputsOf(one, name).filter((path) => /zod\/.*locales\/(?!en)/.test(path))).toEqual([]);
  });
});

describe('the size of a bundle', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'forescale-test-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is a third of that of a straightforward handler at most', async () => {
    const baseline = await bundle('test/bench/functions/baseline-handler.ts', folder);
    const sizes = await sizesOf(one);
    expect(sizes.map(({ name }) => name)).toEqual(NAMES);
    const larger = sizes.filter(({ bytes }) => bytes > baseline.bytes / 3);
    expect(larger).toEqual([]);
  });
});
