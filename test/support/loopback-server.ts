/** An HTTP server on a free port of loopback, plain or TLS, that counts its connections and keeps what it was asked. */
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answer = (asked: Asked, response: ServerResponse, request: IncomingMessage) => void;

export class LoopbackServer implements AsyncDisposable {
  readonly asked: Asked[] = [];
  connections = 0;
  readonly #server: http.Server;
  readonly #sockets = new Set<Socket>();
  readonly #scheme: string;

  private constructor(answer: Answer, tls: https.ServerOptions | undefined) {
    const listener: RequestListener = (request, response) => {
      this.#take(request, (asked) => answer(asked, response, request));
    };
    this.#scheme = tls === undefined ? 'http' : 'https';
    this.#server = tls === undefined ? http.createServer(listener) : https.createServer(tls, listener);
    this.#server.on('connection', (socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(answer: Answer, tls?: https.ServerOptions): Promise<LoopbackServer> {
    const server = new LoopbackServer(answer, tls);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): URL {
    return new URL(`${this.#scheme}://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
  }

  get openSockets(): number {
    return this.#sockets.size;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #take(request: IncomingMessage, then: (asked: Asked) => void): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://loopback');
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const query = Object.fromEntries(searchParams);
      const asked = { method: request.method ?? '', path: pathname, query, headers: request.headers, body };
      this.asked.push(asked);
      then(asked);
    });
  }
}

export function answerJson(response: ServerResponse, value: unknown, code = 200): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

export const aStatus = (code: number, reason: string, message: string) => ({
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  code,
  reason,
  message,
});
