/** A server and a transport to it; both end with the test. */
import { onTestFinished } from 'vitest';
import type { HttpTransport, HttpTransportOptions } from '../../src/adapters/kubernetes/http-transport.ts';
import { aTransport } from './a-transport.ts';
import { type Answer, LoopbackServer } from './loopback-server.ts';

export async function serve(
  answer: Answer,
  options: Partial<HttpTransportOptions> = {},
  below = '/',
): Promise<{ server: LoopbackServer; transport: HttpTransport }> {
  const server = await LoopbackServer.start(answer);
  const transport = aTransport(new URL(below, server.url), options);
  onTestFinished(async () => {
    transport.close();
    await server[Symbol.asyncDispose]();
  });
  return { server, transport };
}
