/** What `forescale restore` prints: what was, or would be, handed back. */
import * as z from 'zod';
import type { TargetSnapshot } from '../../core/model/target.ts';
import { renderColumns } from '../columns.ts';
import { printable } from '../wording.ts';
import type { RestoreOutcome } from './restoration.ts';

export const restoreDocument = z.strictObject({
  version: z.literal(1).describe('Of this document; what it means stays the same for a version.'),
  targets: z.array(
    z.strictObject({
      kind: z.string(),
      namespace: z.string(),
      name: z.string(),
      floor: z.int().nullable().describe('As it stood before.'),
      baseline: z
        .int()
        .nullable()
        .describe('What its owner wants; null when the record on it cannot be read.'),
      outcome: z
        .enum(['planned', 'restored', 'gone', 'failed', 'unfinished'])
        .describe(
          'planned = nothing was done, as --yes was not given; unfinished = still on its way at the end.',
        ),
      reason: z.string().nullable().describe('Why it failed.'),
    }),
  ),
});

export type RestoreDocument = z.infer<typeof restoreDocument>;
type Row = RestoreDocument['targets'][number];

export const restoreDocumentSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(restoreDocument),
  title: 'Targets of forescale restore',
});

export const plannedRow = ({ ref, min, record }: TargetSnapshot): Row => ({
  ...ref,
  floor: min ?? null,
  baseline: record.kind === 'record' ? (record.record.baseline.min ?? null) : null,
  outcome: 'planned',
  reason: null,
});

export function endedRow(row: Row, outcome: RestoreOutcome | undefined): Row {
  if (outcome === undefined) return { ...row, outcome: 'unfinished' };
  return { ...row, outcome: outcome.kind, reason: outcome.kind === 'failed' ? outcome.reason : null };
}

export const isBack = ({ outcome }: Row): boolean => outcome === 'restored' || outcome === 'gone';

export function renderRestored({ targets }: RestoreDocument): string {
  if (targets.length === 0) return 'nothing to hand back\n';
  const rows = targets.map(({ kind, namespace, name, floor, baseline, outcome, reason }) =>
    [
      namespace,
      `${kind}/${name}`,
      String(floor ?? '-'),
      String(baseline ?? '-'),
      reason === null ? outcome : `${outcome}: ${reason}`,
    ].map(printable),
  );
  return `${renderColumns(['NAMESPACE', 'TARGET', 'FLOOR', 'BACK TO', 'OUTCOME'], rows).join('\n')}\n`;
}
