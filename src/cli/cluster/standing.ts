/** A target as it stands now, because of surges or on its way back; what `forescale status --json` prints of one. */
import * as z from 'zod';
import type { Surge } from '../../core/model/surge.ts';
import { keyOf, type TargetSnapshot } from '../../core/model/target.ts';
import type { Instant } from '../../core/model/time.ts';
import { instantOf, nodeTroubles } from './surge-view.ts';

export const standing = z.strictObject({
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  state: z
    .enum(['Warming', 'Warm', 'Returning', 'Paused'])
    .describe(
      'Returning = no surge is on any more, and the floor walks back; Paused = by annotation of the owner.',
    ),
  floor: z.int().nullable().describe('minReplicas, or replicas without an HPA, as it stands.'),
  baseline: z
    .int()
    .nullable()
    .describe('What the owner wants; null when the record on the target cannot be read.'),
  replicas: z.int(),
  readyReplicas: z.int(),
  until: z.string().nullable().describe('End of the last surge that is on, RFC 3339; null when none is.'),
  surges: z.array(z.string()).describe('Surges that are on, as namespace/name.'),
  conditions: z.array(z.strictObject({ surge: z.string(), type: z.string(), message: z.string() })),
});

export type Standing = z.infer<typeof standing>;

export const statusDocument = z.strictObject({
  version: z.literal(1).describe('Of this document; what it means stays the same for a version.'),
  targets: z
    .array(standing)
    .describe('Targets that stand raised. None = every target is as its owner wants it.'),
});

export const statusDocumentSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(statusDocument),
  title: 'Raised targets of forescale status',
});

export function describeStanding(target: TargetSnapshot, surges: readonly Surge[], now: Instant): Standing {
  const key = keyOf(target.ref);
  const on = surges.filter((surge) => isOn(surge, key, now));
  const end = on.reduce<Instant | undefined>(
    (last, surge) => (last === undefined || surge.end > last ? surge.end : last),
    undefined,
  );
  const baseline = target.record.kind === 'record' ? target.record.record.baseline.min : undefined;
  return {
    ...target.ref,
    state: stateOf(target, on, key),
    floor: target.min ?? null,
    baseline: baseline ?? null,
    replicas: target.replicas,
    readyReplicas: target.readyReplicas,
    until: instantOf(end),
    surges: on.map(({ id }) => id),
    conditions: on.flatMap(({ id, status, capacity }) => {
      const nodes = capacity?.[key];
      const told = [...(status[key]?.conditions ?? []), ...(nodes === undefined ? [] : nodeTroubles(nodes))];
      return told.map(({ type, message }) => ({ surge: id, type, message }));
    }),
  };
}

/** It has been raised for this target, or tried to be. */
function isOn({ cancelled, end, status }: Surge, key: string, now: Instant): boolean {
  const phase = status[key]?.phase;
  return !cancelled && now < end && (phase === 'Warming' || phase === 'Warm');
}

function stateOf({ paused }: TargetSnapshot, on: readonly Surge[], key: string): Standing['state'] {
  if (paused) return 'Paused';
  if (on.length === 0) return 'Returning';
  return on.every(({ status }) => status[key]?.phase === 'Warm') ? 'Warm' : 'Warming';
}
