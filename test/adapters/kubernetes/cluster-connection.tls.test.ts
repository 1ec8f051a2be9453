import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type ClusterChoice, connectCluster } from '../../../src/adapters/kubernetes/cluster-connection.ts';
import { plus, seconds } from '../../../src/core/model/time.ts';
import { aFolder } from '../../support/a-folder.ts';
import { aKubeconfig, base64 } from '../../support/a-kubeconfig.ts';
import { aTransport } from '../../support/a-transport.ts';
import { anInstant } from '../../support/an-instant.ts';
import { answerJson, aStatus, LoopbackServer } from '../../support/loopback-server.ts';
import { makeTestCertificates, type TestCertificates } from '../../support/test-certificates.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const START = anInstant('2026-11-22T12:00:00Z');
const GET = { method: 'GET', path: '/api' } as const;

let certificates: TestCertificates;
beforeAll(() => {
  certificates = makeTestCertificates();
});
afterAll(() => certificates.remove());

/** Says who the client is by its certificate; takes the token as well when there is none. */
async function aServer(gate: { token: string }) {
  const { server: pair, ca } = certificates;
  const options = { ...pair, ca, requestCert: true, rejectUnauthorized: false };
  const server = await LoopbackServer.start(({ headers }, response, { socket }) => {
    const { subject } = (socket as TLSSocket).getPeerCertificate() as { subject?: { CN: string } };
    if (subject !== undefined) answerJson(response, subject.CN);
    else if (headers.authorization === `Bearer ${gate.token}`) answerJson(response, gate.token);
    else answerJson(response, aStatus(401, 'Unauthorized', 'Unauthorized'), 401);
  }, options);
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
}

async function transportOf(choice: ClusterChoice) {
  const clock = new VirtualClock(START);
  const { server, credentials } = await connectCluster(choice, clock);
  const transport = aTransport(server, { credentials, clock });
  onTestFinished(() => transport.close());
  return { transport, clock };
}

test('a pod shows its token, and the new one when it has rotated', async () => {
  const gate = { token: 'one' };
  const server = await aServer(gate);
  const { folder, write } = await aFolder({ token: 'one\n', 'ca.crt': certificates.ca });
  const env = {
    HOME: '/nowhere',
    KUBERNETES_SERVICE_HOST: server.url.hostname,
    KUBERNETES_SERVICE_PORT: server.url.port,
  };
  const { transport, clock } = await transportOf({ env, serviceAccountFolder: folder });
  expect(await transport.send(GET)).toBe('one');
  await write('token', 'two\n');
  // The old one is good for a while.
  await clock.advanceTo(plus(START, seconds(10)));
  gate.token = 'two';
  expect(await transport.send(GET)).toBe('two');
  expect(server.asked.length).toBe(2);
  // And sometimes not.
  await write('token', 'three\n');
  gate.token = 'three';
  expect(await transport.send(GET)).toBe('three');
  expect([server.asked.length, server.connections]).toEqual([4, 1]);
});

test('certificates of a kubeconfig, as data and as files that are replaced', async () => {
  const server = await aServer({ token: 'none' });
  const [ann, bob] = [certificates.client('ann'), certificates.client('bob')];
  const cluster = { 'certificate-authority-data': base64(certificates.ca) };
  const { at, write } = await aFolder({
    data: aKubeconfig({
      server: server.url.href,
      cluster,
      user: { 'client-certificate-data': base64(ann.cert), 'client-key-data': base64(ann.key) },
    }),
    files: aKubeconfig({
      server: server.url.href,
      cluster,
      user: { 'client-certificate': 'client.crt', 'client-key': 'client.key' },
    }),
    'client.crt': ann.cert,
    'client.key': ann.key,
  });
  const { transport: byData } = await transportOf({ kubeconfig: at('data'), env: {} });
  expect(await byData.send(GET)).toBe('ann');
  const { transport, clock } = await transportOf({ kubeconfig: at('files'), env: {} });
  expect(await transport.send(GET)).toBe('ann');
  await Promise.all([write('client.crt', bob.cert), write('client.key', bob.key)]);
  await clock.advanceTo(plus(START, seconds(10)));
  expect(await transport.send(GET)).toBe('bob');
});

test.each([
  ['of the cluster is believed without a user too', {}, { user: '' }],
  ['need not be believed when it is said so', { 'insecure-skip-tls-verify': true }, {}],
])('the authority %s', async (_, settings, context) => {
  const server = await aServer({ token: 'none' });
  const trusted = { 'certificate-authority-data': base64(certificates.ca) };
  const cluster = Object.keys(settings).length === 0 ? trusted : settings;
  const { at } = await aFolder({ config: aKubeconfig({ server: server.url.href, cluster, context }) });
  const { transport } = await transportOf({ kubeconfig: at('config'), env: {} });
  // It got as far as to be asked who it is.
  await expect(transport.send(GET)).rejects.toThrow('GET /api: 401 Unauthorized');
});

test('a proxy is gone through, on one connection', async () => {
  const server = await aServer({ token: 'one' });
  const proxy = await aProxy();
  const { at } = await aFolder({
    config: aKubeconfig({
      server: server.url.href,
      cluster: { 'certificate-authority-data': base64(certificates.ca), 'proxy-url': proxy.url },
      user: { token: 'one' },
    }),
  });
  const { transport } = await transportOf({ kubeconfig: at('config'), env: {} });
  for (let count = 0; count < 5; count += 1) expect(await transport.send(GET)).toBe('one');
  expect(proxy.tunnels).toEqual([server.url.host]);
});

async function aProxy() {
  const tunnels: string[] = [];
  const sockets: Socket[] = [];
  const proxy: Server = createServer();
  proxy.on('connect', ({ url = '' }, client: Socket) => {
    tunnels.push(url);
    const { hostname, port } = new URL(`http://${url}`);
    const upstream = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      client.pipe(upstream).pipe(client);
    });
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
    sockets.push(client, upstream);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  return { tunnels, url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
}
