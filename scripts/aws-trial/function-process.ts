/** One function of ours, from source or from its bundle, in a process of its own with the environment that it is given. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface FunctionSettings {
  /** Of the module that exports `handler`. */
  readonly modulePath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutSeconds: number;
  /** Hears what the function writes: its log. */
  readonly onLine?: (line: string) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const HOST = fileURLToPath(new URL('function-host.ts', import.meta.url));

export class FunctionProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #count = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (answer: { id: number; value?: unknown; error?: string }) => this.#settle(answer));
    child.on('close', (code) => this.#end(new Error(`the process of the function ended with ${code}`)));
  }

  /** Rejects when the module does not load, with what it said. */
  static async start({
    modulePath,
    env,
    timeoutSeconds,
    onLine,
  }: FunctionSettings): Promise<FunctionProcess> {
    const child = fork(HOST, [modulePath, String(timeoutSeconds)], {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said.push(text);
        for (const line of text.split('\n')) if (line !== '') onLine?.(line);
      });
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('error', reject);
      child.once('close', (code) => reject(new Error(`${modulePath} ended with ${code}: ${said.join('')}`)));
    });
    return new FunctionProcess(child);
  }

  /** Rejects with what the handler threw. */
  invoke<T>(event: unknown): Promise<T> {
    this.#count += 1;
    const id = this.#count;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: (value) => resolve(value as T), reject });
      this.#child.send({ id, event });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const closed = new Promise((resolve) => this.#child.once('close', resolve));
    this.#child.kill();
    await closed;
  }

  #settle({ id, value, error }: { id: number; value?: unknown; error?: string }): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(error));
  }

  #end(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
