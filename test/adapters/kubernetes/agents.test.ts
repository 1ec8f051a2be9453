import { describe, expect, test } from 'vitest';
import type { KubeRequest } from '../../../src/adapters/kubernetes/transport.ts';
import { Unavailable } from '../../../src/ports/faults.ts';
import { answerJson, aStatus } from '../../support/loopback-server.ts';
import { serve } from '../../support/serve.ts';
import { until } from '../../support/turns.ts';

const GET: KubeRequest = { method: 'GET', path: '/api/v1/pods' };

describe('connections', () => {
  test('300 requests in a row use one', async () => {
    const { server, transport } = await serve((_, response) => answerJson(response, {}));
    for (let count = 0; count < 300; count += 1) await transport.send(GET);
    expect(server.asked.length).toBe(300);
    expect(server.connections).toBe(1);
  });

  test('refused requests keep it too', async () => {
    const { server, transport } = await serve((_, response) =>
      answerJson(response, aStatus(404, 'a', 'b'), 404),
    );
    for (let count = 0; count < 20; count += 1) await transport.send(GET).catch(() => undefined);
    expect(server.connections).toBe(1);
  });

  test('never more than allowed, however many ask at once', async () => {
    const { server, transport } = await serve((_, response) => answerJson(response, {}), { maxSockets: 3 });
    await Promise.all(Array.from({ length: 50 }, () => transport.send(GET)));
    expect(server.connections).toBe(3);
  });

  test('watches leave the sockets of requests alone', async () => {
    const { transport } = await serve(
      ({ query }, response) => {
        if (query['watch'] === 'true') response.write('{"type":"BOOKMARK"}\n');
        else answerJson(response, { ok: true });
      },
      { maxSockets: 1 },
    );
    const caller = new AbortController();
    const frames = transport.stream({ ...GET, query: { watch: true } }, caller.signal);
    for await (const frame of frames) {
      expect(frame).toEqual({ type: 'BOOKMARK' });
      expect(await transport.send(GET)).toEqual({ ok: true });
      caller.abort();
    }
  });

  test('one that the server closed while idle costs a read nothing', async () => {
    let hangUp = false;
    const { server, transport } = await serve((_, response, request) => {
      if (hangUp) request.socket.destroy();
      else answerJson(response, { connection: server.connections });
      hangUp = false;
    });
    await transport.send(GET);
    hangUp = true;
    expect(await transport.send(GET)).toEqual({ connection: 2 });
  });

  test('a write is not sent twice', async () => {
    let hangUp = false;
    const { server, transport } = await serve((_, response, request) => {
      if (hangUp) request.socket.destroy();
      else answerJson(response, {});
    });
    await transport.send(GET);
    hangUp = true;
    const writing = transport.send({ method: 'PATCH', path: '/x', body: {} });
    await expect(writing).rejects.toThrow(Unavailable);
    expect(server.asked.filter(({ method }) => method === 'PATCH').length).toBe(1);
  });

  test('close ends what is under way', async () => {
    const { server, transport } = await serve(() => {});
    const failure = transport.send(GET).catch((error: unknown) => error);
    await until(() => server.asked.length > 0);
    transport.close();
    expect(await failure).toBeInstanceOf(Unavailable);
  });
});
