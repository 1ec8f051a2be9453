/** What `forescale restore` prints: what was, or would be, handed back. */
import * as z from 'zod';
import type { TargetSnapshot } from '../../core/model/target.ts';
import { renderColumns } from '../columns.ts';
import { printable } from '../wording.ts';
import { wrap } from '../wrapping.ts';
import { describeRelease, type HeldBuffer } from './buffer-release.ts';
import type { RestoreOutcome } from './restoration.ts';

export const restoreDocument = z.strictObject({
  version: z.literal(1).describe('Of this document; what it means stays the same for a version.'),
  targets: z.array(
    z.strictObject({
      kind: z
        .string()
        .describe('Of the target; CapacityBuffer for room that was asked for ahead of its pods.'),
      namespace: z.string(),
      name: z.string(),
      floor: z.int().nullable().describe('As it stood before; null for a CapacityBuffer.'),
      baseline: z
        .int()
        .nullable()
        .describe('What its owner wants; null when the record on it cannot be read.'),
      outcome: z
        .enum(['planned', 'restored', 'gone', 'failed', 'unfinished'])
        .describe(
          'planned = nothing was done, as --yes was not given; unfinished = still on its way at the end.',
        ),
      detail: z.string().describe('From what to what, and what that may drop at once; or why it failed.'),
    }),
  ),
  unseen: z
    .array(z.strictObject({ kind: z.string(), detail: z.string().describe('Which right is missing.') }))
    .describe('What could not be looked for, so that some of it may be left; none = all was.'),
});

export type RestoreDocument = z.infer<typeof restoreDocument>;
export type RestoreRow = RestoreDocument['targets'][number];

export const restoreDocumentSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(restoreDocument),
  title: 'Targets of forescale restore',
});

export const plannedRow = ({ ref, min, record }: TargetSnapshot, detail: string): RestoreRow => ({
  ...ref,
  floor: min ?? null,
  baseline: record.kind === 'record' ? (record.record.baseline.min ?? null) : null,
  outcome: 'planned',
  detail,
});

export const bufferRow = (held: HeldBuffer): RestoreRow => ({
  kind: 'CapacityBuffer',
  namespace: held.target.namespace,
  name: held.buffer.name,
  floor: null,
  baseline: null,
  outcome: 'planned',
  detail: describeRelease(held),
});

export function endedRow(row: RestoreRow, outcome: RestoreOutcome | undefined): RestoreRow {
  if (outcome === undefined) return { ...row, outcome: 'unfinished' };
  return { ...row, outcome: outcome.kind, detail: outcome.kind === 'failed' ? outcome.reason : row.detail };
}

export const isBack = ({ outcome }: RestoreRow): boolean => outcome === 'restored' || outcome === 'gone';

export function renderRestored({ targets, unseen }: RestoreDocument): string {
  const missed = unseen.map(({ kind, detail }) => `${printable(`${kind}s: ${detail}`)}\n`).join('');
  return `${renderRows(targets)}${missed}`;
}

function renderRows(targets: RestoreDocument['targets']): string {
  if (targets.length === 0) return 'nothing to hand back\n';
  const rows = targets.map(({ kind, namespace, name, floor, baseline, outcome }) =>
    [namespace, `${kind}/${name}`, String(floor ?? '-'), String(baseline ?? '-'), outcome].map(printable),
  );
  const notes = targets.map(({ kind, name, detail }) => `${kind}/${name}: ${detail}`);
  return [
    ...renderColumns(['NAMESPACE', 'TARGET', 'FLOOR', 'BACK TO', 'OUTCOME'], rows),
    '',
    ...notes.flatMap((note) => wrap(printable(note), '  - ')),
    '',
  ].join('\n');
}
