/** A transport to a loopback server, on a clock that stands unless the test moves it. */
import { anonymous } from '../../src/adapters/kubernetes/credentials.ts';
import { HttpTransport, type HttpTransportOptions } from '../../src/adapters/kubernetes/http-transport.ts';
import { anInstant } from './an-instant.ts';
import { VirtualClock } from './virtual-clock.ts';

export const aTransport = (server: URL, options: Partial<HttpTransportOptions> = {}): HttpTransport =>
  new HttpTransport({
    server,
    credentials: anonymous,
    clock: new VirtualClock(anInstant('2026-11-22T12:00:00Z')),
    version: '1.2.3',
    ...options,
  });
