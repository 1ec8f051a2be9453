/** The functions as `npm run package` packed them, taken out of their zips. */
import { join } from 'node:path';
import { runWell } from '../moto/process.ts';
import type { FunctionName } from './trial.ts';

const ZIPS: readonly (readonly [FunctionName, string, string])[] = [
  ['push', 'pushEvent.zip', 'push-event.mjs'],
  ['spike', 'spikeEvent.zip', 'spike-event.mjs'],
  ['tick', 'tick.zip', 'tick.mjs'],
];

/**
 * Of each function the module that exports its handler.
 * @param packed the folder in which the functions were packed
 * @param folder where they go: nothing but what is in the zips may be found from there
 */
export async function unpackFunctions(
  packed: string,
  folder: string,
): Promise<Readonly<Record<FunctionName, string>>> {
  const modules = ZIPS.map(async ([name, zip, module]) => {
    const place = join(folder, name);
    await runWell('python3', ['-m', 'zipfile', '-e', join(packed, '.serverless', zip), place]);
    return [name, join(place, 'functions', module)] as const;
  });
  return Object.fromEntries(await Promise.all(modules)) as Record<FunctionName, string>;
}
