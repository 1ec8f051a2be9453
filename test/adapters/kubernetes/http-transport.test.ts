import { describe, expect, test } from 'vitest';
import type { KubeRequest } from '../../../src/adapters/kubernetes/transport.ts';
import { plus, seconds } from '../../../src/core/model/time.ts';
import { Conflict, Invalid, NotFound, Oversized, Throttled, Unavailable } from '../../../src/ports/faults.ts';
import { anInstant } from '../../support/an-instant.ts';
import { type Answer, answerJson, aStatus } from '../../support/loopback-server.ts';
import { serve } from '../../support/serve.ts';
import { until } from '../../support/turns.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const GET: KubeRequest = { method: 'GET', path: '/api/v1/pods' };

describe('a request', () => {
  test('is sent as asked, and its answer is decoded', async () => {
    const { server, transport } = await serve((_, response) => answerJson(response, { items: ['ä'] }));
    const query = { limit: 500, labelSelector: 'app=news app', watch: false, continue: undefined };
    expect(await transport.send({ ...GET, query })).toEqual({ items: ['ä'] });
    expect(server.asked).toMatchObject([
      {
        method: 'GET',
        path: '/api/v1/pods',
        query: { limit: '500', labelSelector: 'app=news app', watch: 'false' },
        headers: { 'user-agent': 'forescale/1.2.3', accept: 'application/json' },
        body: '',
      },
    ]);
    expect(server.asked[0]?.query).not.toHaveProperty('continue');
  });

  test.each([
    ['POST', undefined, 'application/json'],
    ['PATCH', undefined, 'application/merge-patch+json'],
    ['PATCH', 'merge', 'application/merge-patch+json'],
    ['PATCH', 'json', 'application/json-patch+json'],
    ['PATCH', 'strategic', 'application/strategic-merge-patch+json'],
    ['PATCH', 'apply', 'application/apply-patch+yaml'],
  ] as const)('%s %s has its content type', async (method, patch, type) => {
    const { server, transport } = await serve((_, response) => answerJson(response, {}));
    await transport.send({ method, path: '/x', body: { é: 1 }, ...(patch && { patch }) });
    expect(server.asked[0]).toMatchObject({ headers: { 'content-type': type }, body: '{"é":1}' });
  });

  test('goes below the path of the server', async () => {
    const { server, transport } = await serve(
      (_, response) => answerJson(response, {}),
      {},
      '/k8s/clusters/c-1/',
    );
    await transport.send(GET);
    expect(server.asked[0]?.path).toBe('/k8s/clusters/c-1/api/v1/pods');
  });

  test('an answer without a body is undefined', async () => {
    const { transport } = await serve((_, response) => response.end());
    expect(await transport.send({ method: 'DELETE', path: '/x' })).toBeUndefined();
  });
});

describe('a refusal', () => {
  test.each([
    [404, NotFound],
    [409, Conflict],
    [422, Invalid],
    [500, Unavailable],
  ] as const)('%i is its fault', async (code, fault) => {
    const { transport } = await serve((_, response) =>
      answerJson(response, aStatus(code, 'So', 'it is'), code),
    );
    const sending = transport.send(GET);
    await expect(sending).rejects.toThrow(fault);
    await expect(sending).rejects.toThrow(`GET /api/v1/pods: ${code} So: it is`);
  });

  test('429 carries what the server asked to wait', async () => {
    const { transport } = await serve((_, response) => {
      response.writeHead(429, { 'retry-after': '2' }).end();
    });
    const fault = await transport.send(GET).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Throttled);
    expect(fault).toMatchObject({ retryAfter: seconds(2) });
  });

  test('a redirect is not followed', async () => {
    const { server, transport } = await serve((_, response) => {
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await expect(transport.send(GET)).rejects.toThrow('redirects are not followed');
    expect(server.asked.map(({ path }) => path)).toEqual(['/api/v1/pods']);
  });
});

describe('a broken answer', () => {
  const broken: Record<string, { answer: Answer; says: string }> = {
    'no JSON': { answer: (_, response) => response.end('<html>'), says: 'the answer is not JSON' },
    'a body cut off': {
      answer: (_, response) => {
        response.writeHead(200, { 'content-length': 100 });
        response.write('{"items"', () => response.destroy());
      },
      says: 'the connection was reset',
    },
    'a connection cut off': {
      answer: (_, response) => response.destroy(),
      says: 'the connection was reset',
    },
    'no HTTP': {
      answer: (_, __, request) => request.socket.end('hello\r\n\r\n'),
      says: 'Parse Error',
    },
  };
  test.each(Object.entries(broken))('%s is Unavailable', async (_, { answer, says }) => {
    const { transport } = await serve(answer);
    const sending = transport.send(GET);
    await expect(sending).rejects.toThrow(Unavailable);
    await expect(sending).rejects.toThrow(says);
  });

  test('nobody listening is Unavailable', async () => {
    const { server, transport } = await serve((_, response) => response.end());
    await server[Symbol.asyncDispose]();
    await expect(transport.send(GET)).rejects.toThrow('GET /api/v1/pods: connection refused');
  });

  test('more than the limit is not read to its end', async () => {
    const { transport } = await serve((_, response) => response.end('x'.repeat(1_001)), { maxBytes: 1_000 });
    await expect(transport.send(GET)).rejects.toThrow(Oversized);
  });
});

describe('time', () => {
  const START = anInstant('2026-11-22T12:00:00Z');

  test.each<{ name: string; answer: Answer }>([
    { name: 'no headers', answer: () => {} },
    { name: 'half a body', answer: (_, response) => void response.write('{"a":') },
  ])('with $name within 15 s the server is unavailable', async ({ answer }) => {
    const clock = new VirtualClock(START);
    const { server, transport } = await serve(answer, { clock });
    const failure = transport.send(GET).catch((error: unknown) => error);
    await until(() => server.asked.length > 0);
    await clock.advanceTo(plus(START, seconds(15)));
    expect(await failure).toEqual(new Unavailable('GET /api/v1/pods: no answer within 15 s'));
    await until(() => server.openSockets === 0);
    expect(server.openSockets).toBe(0);
  });

  test('the caller ends it sooner, with his own reason', async () => {
    const { server, transport } = await serve(() => {});
    const caller = new AbortController();
    const failure = transport.send(GET, caller.signal).catch((error: unknown) => error);
    await until(() => server.asked.length > 0);
    caller.abort('enough');
    expect(await failure).toBe('enough');
    await until(() => server.openSockets === 0);
    expect(server.openSockets).toBe(0);
  });

  test('a caller that has ended sends nothing', async () => {
    const { server, transport } = await serve((_, response) => answerJson(response, {}));
    await expect(transport.send(GET, AbortSignal.abort('enough'))).rejects.toBe('enough');
    expect(server.asked).toEqual([]);
  });
});
