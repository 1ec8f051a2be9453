/** What the commands on surges print with `--json`. */
import * as z from 'zod';
import { surgeView } from './surge-view.ts';

const version = z.literal(1).describe('Of this document; what it means stays the same for a version.');

export const surgesDocument = z.strictObject({ version, surges: z.array(surgeView) });

export const appliedDocument = z.strictObject({
  version,
  dryRun: z.boolean().describe('Nothing was changed.'),
  results: z.array(
    z.strictObject({
      kind: z.string(),
      namespace: z.string(),
      name: z.string(),
      outcome: z.enum(['created', 'configured', 'unchanged', 'cancelled']),
    }),
  ),
});

export type AppliedDocument = z.infer<typeof appliedDocument>;

export const surgesDocumentSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(surgesDocument),
  title: 'Surges of forescale surge list and forescale surge get',
});

export const appliedDocumentSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(appliedDocument),
  title: 'What forescale surge apply and forescale surge cancel did',
});
