import { afterEach, beforeEach, expect, test } from 'vitest';
import { HttpTransport } from '../../../src/adapters/kubernetes/http-transport.ts';
import { seconds } from '../../../src/core/model/time.ts';
import { aDevServer, type DevServer } from '../../support/a-dev-server.ts';
import { steppedClock } from '../../support/stepped-clock.ts';

let server: DevServer;
let transport: HttpTransport;
beforeEach(async () => {
  server = await aDevServer();
  transport = aTransport(server.token);
});
afterEach(async () => {
  transport.close();
  await server.close();
});

function aTransport(token: string): HttpTransport {
  const access = { headers: { authorization: `Bearer ${token}` }, tls: { ca: server.certificate } };
  const credentials = { access: async () => access, renew: async () => access };
  const clock = steppedClock(server.engine);
  return new HttpTransport({ server: new URL(server.url), credentials, clock, version: '0.0.0' });
}

const HPA = '/apis/autoscaling/v2/namespaces/news/horizontalpodautoscalers/app';
const PODS = '/api/v1/namespaces/news/pods';

test('a raised floor is met by pods, as the cluster’s own controllers do it', async () => {
  await server.advance(seconds(60));
  await transport.send({ method: 'PATCH', path: HPA, body: { spec: { minReplicas: 14 } } });
  await server.advance(seconds(60));
  const { items } = await transport.send<{ items: readonly unknown[] }>({ method: 'GET', path: PODS });
  expect(items).toHaveLength(14);
});

test('a watch tells over the socket what happens while the time goes on', async () => {
  const stop = new AbortController();
  const query = { watch: true, resourceVersion: server.api.version };
  const frames = transport.stream({ method: 'GET', path: HPA.replace('/app', ''), query }, stop.signal);
  const first = frames[Symbol.asyncIterator]().next();
  await transport.send({ method: 'PATCH', path: HPA, body: { spec: { minReplicas: 14 } } });
  expect((await first).value).toMatchObject({ type: 'MODIFIED', object: { spec: { minReplicas: 14 } } });
  stop.abort();
});

test('a client without the token is let nowhere', async () => {
  const stranger = aTransport('guessed');
  await expect(stranger.send({ method: 'GET', path: PODS })).rejects.toThrow('Unauthorized');
  stranger.close();
});
