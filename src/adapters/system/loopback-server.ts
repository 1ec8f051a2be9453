/** A server on the loopback address, over TLS: sockets and bytes, while the answers are made elsewhere. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { HttpAnswer, HttpHandler, HttpRequest, StreamAnswer } from '../../ports/http-exchange.ts';
import { type HttpServer, type Listen, ListenFault } from '../../ports/http-server.ts';
import { makeCertificate } from './self-signed-certificate.ts';

const HOST = '127.0.0.1';
/** As etcd takes requests of 1.5 MB, and an API server twice that. */
const LARGEST_BODY = 3 * 1024 * 1024;

export const listenOnLoopback: Listen = async (handler, port) => {
  const { certificate, key } = makeCertificate(Date.now());
  const server = createServer({ cert: certificate, key });
  server.on('request', (request, response) => {
    serve(request, response, handler).catch(() => response.destroy());
  });
  // A client that never finishes its handshake is its own business.
  server.on('tlsClientError', () => undefined);
  await open(server, port);
  const { port: actual } = server.address() as AddressInfo;
  return { url: `https://${HOST}:${actual}`, certificate, close: () => close(server) };
};

const open = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause: Error) =>
      reject(
        new ListenFault(
          `port ${port}: ${'code' in cause && cause.code === 'EADDRINUSE' ? 'is taken' : cause.message}`,
          { cause },
        ),
      ),
    );
    server.listen(port, HOST, resolve);
  });

const close = (server: Server): ReturnType<HttpServer['close']> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  handler: HttpHandler,
): Promise<void> {
  const body = await readBody(incoming);
  if (body === undefined) {
    // Nobody knows what is left of the request: the connection is of no more use.
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  send(handler(toRequest(incoming, body)), response);
}

async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function toRequest({ method = 'GET', url = '/', headers }: IncomingMessage, body: string): HttpRequest {
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const query = new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1));
  const first = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return { method, path, query, headers: Object.fromEntries(first) as HttpRequest['headers'], body };
}

function send(answer: HttpAnswer, response: ServerResponse): void {
  if (answer.kind === 'stream') return stream(answer, response);
  const { code, contentType, body, headers } = answer;
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : `${JSON.stringify(body)}\n`;
  response.writeHead(code, { 'content-type': contentType, ...headers }).end(text);
}

function stream({ contentType, open: start }: StreamAnswer, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-cache, private' });
  response.flushHeaders();
  const stop = start({
    send: (frame) => void response.write(`${JSON.stringify(frame)}\n`),
    end: () => void response.end(),
  });
  response.on('close', stop);
}
