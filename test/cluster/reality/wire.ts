/** Requests and watches by a kubeconfig, with every answer as it is: refusals are what is looked at. */
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { valueAt } from '../../../src/sim/http/field-values.ts';
import type { Answer, Call, Frame, OpenWatch } from './world.ts';

const PATCH_TYPES = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;
const PATIENCE_MILLIS = 8_000;
const LOOK_MILLIS = 20;

export class Wire {
  readonly #server: string;
  readonly #agent: Agent;
  readonly #headers: Readonly<Record<string, string>>;

  /** @param kubeconfig text with one cluster and one user, everything inside */
  constructor(kubeconfig: string) {
    const { clusters, users } = parse(kubeconfig) as Record<'clusters' | 'users', readonly unknown[]>;
    const fieldOf = (of: unknown, path: string): string => {
      const value = valueAt(of, path);
      return typeof value === 'string' ? value : '';
    };
    const pemOf = (of: unknown, path: string) => Buffer.from(fieldOf(of, path), 'base64');
    const token = fieldOf(users[0], 'user.token');
    this.#server = fieldOf(clusters[0], 'cluster.server');
    this.#headers = {
      accept: 'application/json',
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    };
    const cert = pemOf(users[0], 'user.client-certificate-data');
    const key = pemOf(users[0], 'user.client-key-data');
    this.#agent = new Agent({
      keepAlive: true,
      ca: pemOf(clusters[0], 'cluster.certificate-authority-data'),
      ...(token === '' ? { cert, key } : {}),
    });
  }

  async ask(call: Call): Promise<Answer> {
    const answer = await this.#send(call);
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    const text = String(Buffer.concat(chunks));
    return { code: answer.statusCode ?? 0, body: text.startsWith('{') ? JSON.parse(text) : text };
  }

  async watch(path: string, query: Readonly<Record<string, string>> = {}): Promise<OpenWatch> {
    const answer = await this.#send({ method: 'GET', path, query: { watch: 'true', ...query } });
    const frames: Frame[] = [];
    let isOver = false;
    const lines = createInterface({ input: answer });
    lines.on('line', (line) => frames.push(JSON.parse(line) as Frame));
    lines.on('close', () => {
      isOver = true;
    });
    // A watch that is cut off shows by what is missing.
    answer.on('error', () => {});
    return {
      frames,
      until: (count) => waitUntil(() => frames.length >= count),
      ended: () => waitUntil(() => isOver),
      close: () => answer.destroy(),
    };
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(call: Call): Promise<IncomingMessage> {
    const { method, path, query = {}, body, patch = 'merge' } = call;
    const search = new URLSearchParams(query).toString();
    const url = `${this.#server}${path}${search === '' ? '' : `?${search}`}`;
    const type = method === 'PATCH' ? PATCH_TYPES[patch] : 'application/json';
    const text = body === undefined ? undefined : JSON.stringify(body);
    // The body of a DELETE is framed only by its length.
    const framing =
      text === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(text) };
    const headers = { ...this.#headers, ...framing };
    return new Promise((resolve, reject) => {
      const asking = request(url, { method, agent: this.#agent, headers }, resolve);
      asking.on('error', (error: NodeJS.ErrnoException) => {
        // The server had closed the kept connection and never saw the request.
        if (asking.reusedSocket && error.code === 'ECONNRESET') resolve(this.#send(call));
        else reject(error);
      });
      asking.end(text);
    });
  }
}

/** On the wall's clock: it is the socket that is waited for. */
async function waitUntil(isSo: () => boolean): Promise<void> {
  for (let waited = 0; !isSo() && waited < PATIENCE_MILLIS; waited += LOOK_MILLIS) await sleep(LOOK_MILLIS);
}
