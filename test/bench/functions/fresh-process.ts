/** One start of a bundle in a process of its own, and what it took. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const PROBE = fileURLToPath(new URL('probe.mjs', import.meta.url));

const startSchema = z.object({
  loadMillis: z.number(),
  loadCpuMillis: z.number(),
  loadedMebibytes: z.number(),
  eventMillis: z.array(z.number()),
  mebibytes: z.number(),
  answers: z.array(z.unknown()),
});
export type Start = z.output<typeof startSchema>;

/** @param env all of it: of this process it has nothing but where programs are */
export async function startFresh(
  bundle: string,
  env: Readonly<Record<string, string>>,
  events: readonly unknown[],
): Promise<Start> {
  const child = spawn(process.execPath, [PROBE, bundle], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(events));
  const written = await text(child.stdout);
  // Before it, the function writes its log.
  const line = written.trimEnd().split('\n').at(-1) ?? '';
  return startSchema.parse(JSON.parse(line));
}
