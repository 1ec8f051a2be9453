/** Free ports on loopback for parts that must be told theirs, and keep it over a restart. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the range that the system takes the ports of outgoing connections from: a stopped part finds its own free again. */
const FIRST = 20_000;
const SHARE = 2_000;
/** Test files run side by side: a port that one has been told, and not taken yet, must not be told to another. */
const SHARES = 6;

const told = new Set<number>();

export async function takeFreePort(
  { VITEST_POOL_ID = '0' }: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const first = FIRST + SHARE * (Number(VITEST_POOL_ID) % SHARES);
  for (;;) {
    const port = randomInt(first, first + SHARE);
    if (told.has(port)) continue;
    told.add(port);
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
