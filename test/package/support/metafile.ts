/** What went into a bundle, by its metafile. */
import { readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import * as z from 'zod';

const schema = z.object({
  outputs: z.record(
    z.string(),
    z.object({ bytes: z.number(), inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })) }),
  ),
});

/** Files of which something is in the bundle, from the checkout. @param folder that was packed */
export function inputsOf(folder: string, name: string): readonly string[] {
  const path = join(folder, '.esbuild', '.build', 'functions', `${name}-meta.json`);
  const { outputs } = schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  return Object.values(outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([input]) => normalize(input));
}
