/** One process of the cluster: started until it answers, ended by its own pid, its log kept. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guard, unguard } from './guard.ts';
import { isFree } from './ports.ts';
import { waitFor } from './wait.ts';

export interface PartSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where NAME.log goes. */
  readonly logs: string;
  /** Waited for after the end: the next start needs it free. */
  readonly port?: number;
  /** Started means: this gives true. It may throw meanwhile. */
  readonly isReady?: () => Promise<boolean>;
  readonly startSeconds?: number;
}

export interface Part {
  readonly name: string;
  readonly logFile: string;
  readonly pid: () => number | undefined;
  /** @throws Error with the end of the log when it ends or stays silent instead */
  readonly start: () => Promise<void>;
  /** Asks it to end (SIGTERM), and makes it end after ten seconds. */
  readonly stop: () => Promise<void>;
  /** kill -9. */
  readonly kill: () => Promise<void>;
  /** What is wrong when it ended without having been told to. */
  readonly complaint: () => string | undefined;
}

const STOP_SECONDS = 10;

export function aPart(spec: PartSpec): Part {
  const { name, logs, port, isReady = async () => true, startSeconds = 60 } = spec;
  const logFile = join(logs, `${name}.log`);
  let child: ChildProcess | undefined;
  let isWanted = false;

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    isWanted = false;
    const ending = child;
    if (ending === undefined || hasEnded(ending)) return;
    ending.kill(signal);
    const ended = () => hasEnded(ending);
    await waitFor(`${name} to end`, ended, { seconds: STOP_SECONDS }).catch(() => ending.kill('SIGKILL'));
    await waitFor(`${name} to end`, ended);
    if (port !== undefined) await waitFor(`port ${port} to be free`, () => isFree(port));
  };
  return {
    name,
    logFile,
    pid: () => child?.pid,
    start: async () => {
      isWanted = true;
      const starting = launch(spec, logFile);
      child = starting;
      const look = async () => hasEnded(starting) || (await isReady());
      await waitFor(`${name} to be ready`, look, { seconds: startSeconds, everyMillis: 50 }).catch(
        (error: unknown) => {
          throw new Error(`${String(error)}\n${tailOf(logFile)}`, { cause: error });
        },
      );
      if (hasEnded(starting)) throw new Error(`expected ${name} to start, it ended\n${tailOf(logFile)}`);
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    complaint: () =>
      isWanted && child !== undefined && hasEnded(child)
        ? `${name} ended on its own (${child.exitCode ?? child.signalCode})\n${tailOf(logFile)}`
        : undefined,
  };
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

function launch({ command, args, env }: PartSpec, logFile: string): ChildProcess {
  const log = openSync(logFile, 'a');
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const { pid } = child;
  if (pid === undefined) throw new Error(`expected to start ${command}, could not`);
  guard(pid);
  child.once('exit', () => unguard(pid));
  return child;
}

const TAIL_LINES = 25;

function tailOf(file: string): string {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  return [`the end of ${file}:`, ...lines.slice(-TAIL_LINES)].join('\n');
}
