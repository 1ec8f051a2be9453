import { request } from 'node:https';
import { afterEach, expect, test } from 'vitest';
import { listenOnLoopback } from '../../../src/adapters/system/loopback-server.ts';
import type { FrameSink, HttpHandler, HttpRequest } from '../../../src/ports/http-exchange.ts';
import type { HttpServer } from '../../../src/ports/http-server.ts';

let server: HttpServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const echo: HttpHandler = ({ method, path, query, headers, body }) => ({
  kind: 'document',
  code: 201,
  contentType: 'application/json',
  body: { method, path, query: Object.fromEntries(query), name: headers['x-name'], body },
  headers: { 'x-own': '1' },
});

async function listen(handler: HttpHandler): Promise<HttpServer> {
  server = await listenOnLoopback(handler, 0);
  return server;
}

interface Reply {
  readonly code: number | undefined;
  readonly own: unknown;
  readonly text: string;
}

/** `onText` sees what came so far; true ends the request from this side. */
function send(
  { url, certificate }: HttpServer,
  path: string,
  { body = '', onText = (_: string): boolean => false } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const method = body === '' ? 'GET' : 'POST';
    const sent = request(
      `${url}${path}`,
      { method, ca: certificate, headers: { 'x-name': 'ann' } },
      (response) => {
        let text = '';
        const finish = () => resolve({ code: response.statusCode, own: response.headers['x-own'], text });
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          if (onText(text)) sent.destroy();
        });
        response.on('close', finish);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

test('a request reaches the handler whole, over TLS that the client trusts', async () => {
  const { code, own, text } = await send(await listen(echo), '/a/b?c=d&c=e', { body: 'x' });
  expect({ code, own }).toEqual({ code: 201, own: '1' });
  const body: unknown = JSON.parse(text);
  expect(body).toEqual({ method: 'POST', path: '/a/b', query: { c: 'e' }, name: 'ann', body: 'x' });
});

test('a stream sends frames line by line, and hears the client leave', async () => {
  let sink: FrameSink | undefined;
  const left = Promise.withResolvers<boolean>();
  const stream: HttpHandler = () => ({
    kind: 'stream',
    contentType: 'application/json',
    open: (opened) => {
      sink = opened;
      opened.send({ first: 1 });
      return () => left.resolve(true);
    },
  });
  const onText = (text: string): boolean => {
    if (text === '{"first":1}\n') sink?.send({ second: 2 });
    return text === '{"first":1}\n{"second":2}\n';
  };
  await send(await listen(stream), '/', { onText });
  expect(await left.promise).toBe(true);
});

test('a stream that the server ends is over for the client', async () => {
  const stream: HttpHandler = () => ({
    kind: 'stream',
    contentType: 'application/json',
    open: (sink) => {
      sink.send(1);
      sink.end();
      return () => undefined;
    },
  });
  expect((await send(await listen(stream), '/')).text).toBe('1\n');
});

test('a body that is too large never reaches the handler', async () => {
  const seen: HttpRequest[] = [];
  const running = await listen((given) => {
    seen.push(given);
    return echo(given);
  });
  const reply = await send(running, '/', { body: 'x'.repeat(4 * 1024 * 1024) }).catch(() => undefined);
  // The server may cut the connection before the client has sent it all.
  expect(reply?.code ?? 413).toBe(413);
  expect(seen).toEqual([]);
});

test('a port that is taken is refused by name', async () => {
  const { url } = await listen(echo);
  const port = Number(new URL(url).port);
  await expect(listenOnLoopback(echo, port)).rejects.toThrow(`port ${port}: is taken`);
});
