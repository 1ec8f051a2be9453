/** Free ports on loopback for parts that must be told theirs, and keep it over a restart. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the range that the system takes the ports of outgoing connections from: a stopped part finds its own free again. */
const FIRST = 20_000;
const LAST = 32_000;

export async function takeFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    if (await isFree(port)) return port;
  }
}

export function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
