import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connectCluster } from '../../../src/adapters/kubernetes/cluster-connection.ts';
import type { KubeRequest } from '../../../src/adapters/kubernetes/transport.ts';
import { plus, seconds } from '../../../src/core/model/time.ts';
import { Unauthorized } from '../../../src/ports/faults.ts';
import { aFolder } from '../../support/a-folder.ts';
import { aKubeconfig } from '../../support/a-kubeconfig.ts';
import { aTransport } from '../../support/a-transport.ts';
import { anInstant } from '../../support/an-instant.ts';
import { answerJson, aStatus, LoopbackServer } from '../../support/loopback-server.ts';
import { until } from '../../support/turns.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const GET: KubeRequest = { method: 'GET', path: '/api' };
const PLUGIN = fileURLToPath(new URL('../../support/token-plugin.ts', import.meta.url));
const START = anInstant('2026-11-22T12:00:00Z');

/** A server that takes one token at a time, and a transport with a user of a kubeconfig. */
async function aLogin(user: (at: (name: string) => string) => object, files: Record<string, string> = {}) {
  const { at, write } = await aFolder(files);
  const gate = { token: 'one' };
  const server = await LoopbackServer.start(({ headers }, response) => {
    if (headers.authorization === `Bearer ${gate.token}`) answerJson(response, 'in');
    else answerJson(response, aStatus(401, 'Unauthorized', 'Unauthorized'), 401);
  });
  const kubeconfig = await write('config', aKubeconfig({ server: server.url.href, user: user(at) }));
  const clock = new VirtualClock(START);
  const { credentials } = await connectCluster({ kubeconfig, env: {} }, clock);
  const transport = aTransport(server.url, { credentials, clock });
  onTestFinished(async () => {
    transport.close();
    await server[Symbol.asyncDispose]();
  });
  return { gate, server, transport, clock, write, at };
}

const plugin = (expiry: string) => (at: (name: string) => string) => ({
  exec: {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: process.execPath,
    args: [PLUGIN, at('token'), expiry],
  },
});

describe('a token', () => {
  test('of the file is sent; when the server knows another, the file is read anew', async () => {
    const { gate, server, transport, write, clock } = await aLogin(() => ({ token: 'one' }));
    expect(await transport.send(GET)).toBe('in');
    gate.token = 'two';
    await expect(transport.send(GET)).rejects.toThrow(Unauthorized);
    await write('config', aKubeconfig({ server: server.url.href, user: { token: 'two' } }));
    await clock.advanceTo(plus(START, seconds(5)));
    expect(await transport.send(GET)).toBe('in');
  });

  test('refused once is renewed and the request repeated, once', async () => {
    const { gate, server, transport, write } = await aLogin(() => ({ token: 'one' }));
    await transport.send(GET);
    gate.token = 'two';
    await write('config', aKubeconfig({ server: server.url.href, user: { token: 'two' } }));
    expect(await transport.send(GET)).toBe('in');
    gate.token = 'three';
    await expect(transport.send(GET)).rejects.toThrow('GET /api: 401 Unauthorized: Unauthorized');
    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual(
      ['one', 'one', 'two', 'two'].map((token) => `Bearer ${token}`),
    );
  });
});

describe('a plugin', () => {
  const LATER = '2999-01-01T00:00:00Z';
  const PAST = '2020-01-01T00:00:00Z';

  test('is run once while what it gave is valid, and told the protocol', async () => {
    const { transport, at, clock } = await aLogin(plugin(LATER), { token: 'one' });
    await Promise.all([transport.send(GET), transport.send(GET)]);
    await clock.advanceTo(plus(START, seconds(60)));
    await transport.send(GET);
    expect(await readFile(at('token.runs'), 'utf8')).toBe('client.authentication.k8s.io/v1\n');
  });

  test('is run again when that has expired', async () => {
    const { gate, server, transport, clock, write } = await aLogin(plugin(PAST), { token: 'one' });
    await transport.send(GET);
    await write('token', 'two');
    gate.token = 'two';
    await clock.advanceTo(plus(START, seconds(10)));
    expect(await transport.send(GET)).toBe('in');
    expect(server.asked.length).toBe(2);
  });

  test('is run again when the server knows its token no more', async () => {
    const { gate, server, transport, write } = await aLogin(plugin(LATER), { token: 'one' });
    await transport.send(GET);
    await write('token', 'two');
    gate.token = 'two';
    expect(await transport.send(GET)).toBe('in');
    expect(server.asked.length).toBe(3);
  });

  test('that fails is Unauthorized, in its own words', async () => {
    const { transport, at } = await aLogin(plugin(LATER), { token: 'fail' });
    const sending = transport.send(GET);
    await expect(sending).rejects.toThrow(Unauthorized);
    await expect(sending).rejects.toThrow(`no credentials: ${at('config')}: context "shop": log in first`);
  });

  test('that is not there is Unauthorized', async () => {
    const { transport } = await aLogin(() => ({ exec: { apiVersion: 'v1', command: 'no-such-plugin' } }));
    await expect(transport.send(GET)).rejects.toThrow('spawn no-such-plugin ENOENT');
  });

  test('that hangs does not hold up a request for ever', async () => {
    const { transport, clock, at } = await aLogin(plugin(LATER), { token: 'hang' });
    const failure = transport.send(GET).catch((error: unknown) => error);
    await until(() => clock.waits === 1);
    await clock.advanceTo(plus(START, seconds(15)));
    expect(await failure).toMatchObject({ name: 'Unavailable', message: 'GET /api: no answer within 15 s' });
    expect(at('token')).toContain('token');
  });
});

test('a name and a password are sent as such', async () => {
  const { server, transport } = await aLogin(() => ({ username: 'ann', password: 'secret' }));
  await expect(transport.send(GET)).rejects.toThrow(Unauthorized);
  expect(server.asked[0]?.headers.authorization).toBe(
    `Basic ${Buffer.from('ann:secret').toString('base64')}`,
  );
});

test('whoever acts for another says so', async () => {
  const { server, transport } = await aLogin(() => ({ token: 'one', as: 'bob' }));
  await transport.send(GET);
  expect(server.asked[0]?.headers).toMatchObject({ authorization: 'Bearer one', 'impersonate-user': 'bob' });
});
