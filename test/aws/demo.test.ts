/** The play-through of the documentation, as anybody starts it. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run } from '../../scripts/moto/process.ts';

const SCRIPT = fileURLToPath(new URL('../../docs/examples/aws/play-through.ts', import.meta.url));

test('the play-through tells of the push from the bus to the floor and back, and ends by itself', async () => {
  const { out, code } = await run(process.execPath, [SCRIPT]);
  expect(out).toMatch(/floor 24, at most 60[\s\S]*on the bus: surge\.ready[\s\S]*on the bus: surge\.ended/);
  expect(out).toMatch(/done: .*\n$/);
  expect(code).toBe(0);
  const url = /the cluster is up at (\S+)/.exec(out)?.[1] ?? '';
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});
