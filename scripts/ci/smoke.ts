/** The commands of the README, from outside and in a pipe, as a stranger runs them. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const documentSchema = z.object({
  seed: z.number(),
  strategies: z.array(z.object({ name: z.string(), unservedRequests: z.number(), restored: z.boolean() })),
  oracle: z.object({ podSeconds: z.number().positive() }),
});

const demo = ['demo', '--json', '--seed', '7'];
let passed = 0;
let failed = 0;

const folder = mkdtempSync(join(tmpdir(), 'forescale-smoke-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
const scenario = join(folder, 'shop.yaml');
writeFileSync(scenario, 'workload:\n  name: shop\n  replicas: 4\n  requestsPerReplica: 50\n');
let first = '';
await smoke('npm start -- --json prints one document', async () => {
  const { code, stdout } = await run('npm', 'start', '--', '--json', '--seed', '7');
  first = stdout;
  return [expectEqual('exit code', code, 0), ...judgeDocument(stdout)];
});
await smoke('npx forescale plays the same seed to the byte', async () => {
  const { code, stdout } = await run('npx', 'forescale', ...demo);
  return [
    expectEqual('exit code', code, 0),
    stdout === first ? '' : 'expected the document of npm start, got another',
  ];
});
await smoke('npx forescale simulate plays a scenario of its own', async () => {
  const { code, stdout } = await run('npx', 'forescale', 'simulate', '--scenario', scenario, '--json');
  return [expectEqual('exit code', code, 0), documentSchema.safeParse(parse(stdout)).error?.message ?? ''];
});
await smoke('bad input ends with exit code 2 and one message', async () => {
  const { code, stdout, stderr } = await run(
    'node',
    'bin/forescale.mjs',
    'simulate',
    '--scenario',
    join(folder, 'none.yaml'),
  );
  const lines = stderr.trim().split('\n').length;
  return [
    expectEqual('exit code', code, 2),
    expectEqual('stdout', stdout, ''),
    expectEqual('lines', lines, 1),
  ];
});

console.log(`smoke: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function smoke(name: string, act: () => Promise<readonly string[]>): Promise<void> {
  const problems = (await act()).filter((problem) => problem !== '');
  if (problems.length === 0) passed += 1;
  else failed += 1;
  console.log([`${problems.length === 0 ? 'ok  ' : 'FAIL'}  ${name}`, ...problems].join('\n      '));
}

function judgeDocument(text: string): readonly string[] {
  const { data, error } = documentSchema.safeParse(parse(text));
  if (error !== undefined)
    return [`expected the document, got ${JSON.stringify(text.slice(0, 200))}: ${error.message}`];
  const forescale = data.strategies.find(({ name }) => name === 'forescale');
  return [
    expectEqual('seed', data.seed, 7),
    expectEqual('strategies', data.strategies.map(({ name }) => name).join(), 'reactive,forescale,peak'),
    expectEqual('unserved requests', forescale?.unservedRequests, 0),
    expectEqual('restored', forescale?.restored, true),
  ];
}

function expectEqual<T>(what: string, got: T, wanted: T): string {
  return got === wanted ? '' : `${what}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function run(command: string, ...args: readonly string[]): Promise<Run> {
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout: String(Buffer.concat(stdout)), stderr: String(Buffer.concat(stderr)) });
    });
  });
}
