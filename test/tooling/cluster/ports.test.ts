import { expect, test } from 'vitest';
import { takeFreePort } from '../../cluster/support/ports.ts';

const draw = async (env: NodeJS.ProcessEnv, count: number): Promise<readonly number[]> => {
  const ports: number[] = [];
  for (let drawn = 0; drawn < count; drawn += 1) ports.push(await takeFreePort(env));
  return ports;
};

test('no port is told twice, and workers that run side by side draw from shares of their own', async () => {
  const ports: number[] = [];
  for (const worker of ['0', '1', '2', '3']) {
    const own = await draw({ VITEST_POOL_ID: worker }, 10);
    const first = 20_000 + 2_000 * Number(worker);

    expect(own.filter((port) => port < first || port >= first + 2_000)).toEqual([]);
    ports.push(...own);
  }

  expect(new Set(ports).size).toBe(40);
});
