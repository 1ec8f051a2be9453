/** What it takes to hold the pods of a cluster: ours, and the informer of the Kubernetes client, from one server. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { spreadOf } from '../support/spread.ts';
import { type Bench, type Row, rowOf } from './measurement.ts';
import type { PodsHeld } from './pods-held.ts';

const PODS = 5_000;
const REPETITIONS = 5;
const KINDS = { reflector: 'reflector', informer: "the Kubernetes client's informer" };

const SERVER = fileURLToPath(new URL('pod-server.ts', import.meta.url));
const HOLDER = fileURLToPath(new URL('pods-held.ts', import.meta.url));

const heldSchema: z.ZodType<PodsHeld> = z.object({
  pods: z.literal(PODS),
  cpuMilliseconds: z.number(),
  wallMilliseconds: z.number(),
  addedMegabytes: z.number(),
  heapAddedMegabytes: z.number(),
  peakMegabytes: z.number(),
});
const servedSchema = z.object({ url: z.url(), megabytes: z.number() });

export const benchCache: Bench = async (tell) => {
  const server = spawn(process.execPath, [SERVER, String(PODS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    const { url, megabytes } = servedSchema.parse(JSON.parse(line.toString()));
    const held: Record<keyof typeof KINDS, PodsHeld[]> = { reflector: [], informer: [] };
    // By turns, so that what else the machine does falls on both.
    for (let run = 0; run < REPETITIONS; run += 1)
      for (const kind of ['reflector', 'informer'] as const) {
        tell(`cache: ${KINDS[kind]}, ${run + 1} of ${REPETITIONS}`);
        held[kind].push(await hold(kind, url));
      }
    const title = `a cache of ${PODS.toLocaleString('en')} pods, ${Math.round(megabytes)} MB as a list`;
    const rows = [rowFor(KINDS.reflector, held.reflector), rowFor(KINDS.informer, held.informer)];
    return [{ title, unit: 'ms of CPU to fill it', rows }];
  } finally {
    server.kill();
  }
};

async function hold(kind: string, url: string): Promise<PodsHeld> {
  const { stdout } = await promisify(execFile)(process.execPath, [HOLDER, kind, url]);
  return heldSchema.parse(JSON.parse(stdout));
}

function rowFor(label: string, held: readonly PodsHeld[]): Row {
  const median = (figure: keyof PodsHeld): number => spreadOf(held.map((one) => one[figure])).median;
  const row = rowOf(
    label,
    held.map((one) => one.cpuMilliseconds),
  );
  return {
    ...row,
    also: {
      'ms until full': median('wallMilliseconds'),
      'heap, MB': median('heapAddedMegabytes'),
      'resident, MB': median('addedMegabytes'),
      'process at its highest, MB': median('peakMegabytes'),
    },
  };
}
