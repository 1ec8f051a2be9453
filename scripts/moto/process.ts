/** Runs a program to its end: what it said, and why it failed. */
import { spawn } from 'node:child_process';

const TAIL = 20;

export interface Run {
  readonly out: string;
  readonly error: string;
  readonly code: number | null;
}

/** Never rejects but when the program cannot be started. */
export async function run(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Run> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  const error: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => error.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { out: String(Buffer.concat(out)), error: String(Buffer.concat(error)), code };
}

/** Throws with the last lines of what it said. */
export async function runWell(program: string, args: readonly string[]): Promise<string> {
  const { out, error, code } = await run(program, args);
  if (code === 0) return out;
  const lines = `${out}\n${error}`.trim().split('\n').slice(-TAIL);
  throw new Error([`${program} ${args.join(' ')}: exit code ${code}`, ...lines].join('\n'));
}

/** Undefined when there is no such program. */
export async function versionOf(program: string, args = ['--version']): Promise<string | undefined> {
  try {
    const { out, error, code } = await run(program, args);
    return code === 0 ? (out || error).trim() : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
