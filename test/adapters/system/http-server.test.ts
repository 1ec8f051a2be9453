import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Listener, listen, type Pages, plain } from '../../../src/adapters/system/http-server.ts';

const open: Listener[] = [];
afterEach(async () => {
  for (const listener of open.splice(0)) await listener.close();
});

const PAGES: Pages = {
  '/healthz': async () => plain(200, 'ok\n'),
  '/broken': () => Promise.reject(new Error('no such luck')),
};

async function aServer(pages: Pages = PAGES) {
  const listener = await listen({ host: '127.0.0.1', port: 0, pages });
  open.push(listener);
  const get = async (path: string, method = 'GET') => {
    const response = await fetch(`http://127.0.0.1:${listener.port}${path}`, { method });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  return { listener, get };
}

describe('answers', () => {
  test.each([
    ['GET', '/healthz', 200, 'ok\n'],
    ['GET', '/healthz?verbose', 200, 'ok\n'],
    ['HEAD', '/healthz', 200, ''],
    ['POST', '/healthz', 405, 'expected GET\n'],
    ['GET', '/', 404, 'expected /healthz, /broken\n'],
    ['GET', '/constructor', 404, 'expected /healthz, /broken\n'],
    ['GET', '/broken', 500, 'no such luck\n'],
  ])('%s %s is %d', async (method, path, status, text) => {
    const { get } = await aServer();
    expect(await get(path, method)).toMatchObject({ status, text });
  });

  test('name the allowed methods', async () => {
    const { get } = await aServer();
    expect((await get('/healthz', 'DELETE')).headers.get('allow')).toBe('GET, HEAD');
  });
});

describe('close', () => {
  test('does not wait for a client that holds its connection open', async () => {
    const { listener } = await aServer();
    const client = connect(listener.port, '127.0.0.1');
    await new Promise((resolve) => client.once('connect', resolve));
    const gone = new Promise((resolve) => client.once('close', resolve));
    client.on('error', () => undefined);
    await listener.close();
    await gone;
    await expect(fetch(`http://127.0.0.1:${listener.port}/healthz`)).rejects.toThrow('fetch failed');
  });
});

test('an address in use is named', async () => {
  const { listener } = await aServer();
  const again = listen({ host: '127.0.0.1', port: listener.port, pages: PAGES });
  await expect(again).rejects.toMatchObject({
    disposition: 'terminal',
    message: `cannot listen on 127.0.0.1:${listener.port}: in use by another process`,
  });
});
