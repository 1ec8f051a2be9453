/** moto's server as a process of this one: EventBridge and SQS on a free port of loopback, in memory. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export class MotoServer implements AsyncDisposable {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** @param program that `ensureMoto` gives */
  static async start(program: string): Promise<MotoServer> {
    const child = spawn(program, ['-H', '127.0.0.1', '-p', '0'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PYTHONUNBUFFERED: '1' },
    });
    return new MotoServer(child, await urlOf(child));
  }

  /** For the constructor of any client of the SDK; moto asks for no particular keys. */
  get clientConfig() {
    return { endpoint: this.url, region: REGION, credentials: TRIAL_KEYS };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const closed = new Promise((resolve) => this.#child.once('close', resolve));
    this.#child.kill();
    await closed;
  }
}

export const REGION = 'eu-west-1';
export const TRIAL_KEYS = { accessKeyId: 'trial', secretAccessKey: 'trial' } as const;

function urlOf(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const found = /Running on (http:\/\/[\d.]+:\d+)/.exec(line)?.[1];
        if (found !== undefined) resolve(found);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`moto ended with ${code}: ${said.slice(-5).join(' / ')}`)));
  });
}
