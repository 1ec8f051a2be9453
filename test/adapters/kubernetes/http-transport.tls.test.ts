import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Access, Credentials, TlsMaterial } from '../../../src/adapters/kubernetes/credentials.ts';
import type { KubeRequest } from '../../../src/adapters/kubernetes/transport.ts';
import { Unavailable } from '../../../src/ports/faults.ts';
import { aTransport } from '../../support/a-transport.ts';
import { type Answer, answerJson, LoopbackServer } from '../../support/loopback-server.ts';
import { makeTestCertificates, type TestCertificates } from '../../support/test-certificates.ts';

const GET: KubeRequest = { method: 'GET', path: '/api/v1/pods' };

let certificates: TestCertificates;
beforeAll(() => {
  certificates = makeTestCertificates();
});
afterAll(() => certificates.remove());

/** Takes only clients of the authority, and answers with who they are. */
async function serveTls(credentials: Credentials, host = '127.0.0.1') {
  const answer: Answer = (_, response, { socket }) =>
    answerJson(response, (socket as TLSSocket).getPeerCertificate().subject.CN);
  const { server: pair, ca } = certificates;
  const server = await LoopbackServer.start(answer, { ...pair, ca, requestCert: true });
  const url = new URL(server.url);
  url.hostname = host;
  const transport = aTransport(url, { credentials });
  onTestFinished(async () => {
    transport.close();
    await server[Symbol.asyncDispose]();
  });
  return { server, transport };
}

/** Credentials that the test changes. */
class Rotating implements Credentials {
  current: Access;

  constructor(tls: TlsMaterial) {
    this.current = { headers: {}, tls };
  }

  access(): Promise<Access> {
    return Promise.resolve(this.current);
  }

  renew(): Promise<Access> {
    return this.access();
  }
}

describe('TLS', () => {
  test('shows the client certificate, on one connection', async () => {
    const credentials = new Rotating({ ca: certificates.ca, ...certificates.client('ann') });
    const { server, transport } = await serveTls(credentials);
    for (let count = 0; count < 20; count += 1) expect(await transport.send(GET)).toBe('ann');
    expect(server.connections).toBe(1);
  });

  test('a new certificate is shown from the next request on', async () => {
    const credentials = new Rotating({ ca: certificates.ca, ...certificates.client('ann') });
    const { server, transport } = await serveTls(credentials);
    expect(await transport.send(GET)).toBe('ann');
    credentials.current = { headers: {}, tls: { ca: certificates.ca, ...certificates.client('bob') } };
    expect(await transport.send(GET)).toBe('bob');
    expect(server.connections).toBe(2);
  });

  test('a server of another authority is not believed', async () => {
    const { transport } = await serveTls(new Rotating({}));
    const sending = transport.send(GET);
    await expect(sending).rejects.toThrow(Unavailable);
    await expect(sending).rejects.toThrow('SELF_SIGNED_CERT_IN_CHAIN');
  });

  test('a client without a certificate is refused', async () => {
    const { transport } = await serveTls(new Rotating({ ca: certificates.ca }));
    await expect(transport.send(GET)).rejects.toThrow(Unavailable);
  });

  test('a name of its own for the server can be asked for', async () => {
    const tls = { ca: certificates.ca, ...certificates.client('ann') };
    const wrong = await serveTls(new Rotating({ ...tls, servername: 'kubernetes.default' }), 'localhost');
    await expect(wrong.transport.send(GET)).rejects.toThrow('ERR_TLS_CERT_ALTNAME_INVALID');
    const right = await serveTls(new Rotating({ ...tls, servername: 'localhost' }));
    expect(await right.transport.send(GET)).toBe('ann');
  });
});
