/** A surge as the commands show it; what `--json` prints of one. */
import * as z from 'zod';
import type { Demand, Surge } from '../../core/model/surge.ts';
import type { SurgeTargetCapacity } from '../../core/model/surge-capacity.ts';
import { keyOf } from '../../core/model/target.ts';
import { formatInstant, type Instant } from '../../core/model/time.ts';
import type { StoredObject } from '../../ports/surge-store.ts';
import { readSurge } from '../../resources/surge/codec.ts';
import { formatCount } from '../wording.ts';

const instant = z.string().nullable().describe('RFC 3339 in UTC; null = not yet, or not known.');
const told = z.array(z.strictObject({ type: z.string(), message: z.string() }));

const targetView = z.strictObject({
  kind: z.string(),
  name: z.string(),
  phase: z.string().nullable().describe('Warming, Warm or Ended; null = not looked at yet.'),
  raisedAt: instant,
  warmAt: instant,
  late: z
    .boolean()
    .describe('Raised later than it could have been; not of a surge that was itself made late.'),
  conditions: told.describe('What stands in the way.'),
  nodes: z
    .strictObject({ phase: z.string(), message: z.string(), conditions: told })
    .nullable()
    .describe(
      'What became of the nodes that were asked for ahead of its pods; null = none were, or it is over.',
    ),
});

export const surgeView = z.strictObject({
  namespace: z.string(),
  name: z.string(),
  phase: z
    .string()
    .nullable()
    .describe(
      'Scheduled, Warming, Warm, Returning, Ended or Refused; null = the controller has not seen it yet.',
    ),
  cancelled: z.boolean(),
  start: instant,
  end: instant,
  demand: z.string().nullable().describe('In words, such as 40 replicas.'),
  override: z
    .strictObject({ owner: z.string(), reason: z.string(), pin: z.boolean() })
    .nullable()
    .describe('Of a surge that a person made by hand.'),
  targets: z.array(targetView),
  conditions: z.array(
    z.strictObject({ type: z.string(), status: z.string(), reason: z.string(), message: z.string() }),
  ),
  problems: z.array(z.string()).describe('Why it is refused: each names a field.'),
});

export type SurgeView = z.infer<typeof surgeView>;

export function viewSurge(object: StoredObject): SurgeView {
  const { namespace, name } = object.metadata;
  const reading = readSurge(object);
  const said = summary.safeParse(object.status ?? {});
  const head = {
    namespace,
    name,
    phase: (said.success ? said.data.phase : undefined) ?? null,
    conditions: (said.success ? said.data.conditions : undefined) ?? [],
  };
  if (reading.kind === 'surge') return { ...head, ...viewSpec(reading.surge), problems: [] };
  const nothing = { cancelled: false, start: null, end: null, demand: null, override: null, targets: [] };
  return { ...head, phase: 'Refused', ...nothing, problems: [...reading.problems] };
}

/** Of the status, as far as it is there. */
const summary = z.object({
  phase: z.string().optional(),
  conditions: z
    .array(
      z.object({
        type: z.string(),
        status: z.string(),
        reason: z.string().default(''),
        message: z.string().default(''),
      }),
    )
    .optional(),
});

const viewSpec = (surge: Surge) => ({
  cancelled: surge.cancelled,
  start: formatInstant(surge.start),
  end: formatInstant(surge.end),
  demand: describeDemand(surge.demand),
  override: surge.override ?? null,
  targets: surge.targets.map(({ ref }) => {
    const status = surge.status[keyOf(ref)];
    return {
      kind: ref.kind,
      name: ref.name,
      phase: status?.phase ?? null,
      raisedAt: instantOf(status?.raisedAt),
      warmAt: instantOf(status?.warmAt),
      late: status?.late ?? false,
      conditions: (status?.conditions ?? []).map(({ type, message }) => ({ type, message })),
      nodes: viewNodes(surge.capacity?.[keyOf(ref)]),
    };
  }),
});

const viewNodes = (said: SurgeTargetCapacity | undefined) =>
  said === undefined || said.phase === 'Released'
    ? null
    : { phase: said.phase, message: said.message, conditions: nodeTroubles(said) };

/** Of node groups: those of a CapacityBuffer are the autoscaler's, and tell how far it is. */
export const nodeTroubles = ({ buffer, conditions }: SurgeTargetCapacity) =>
  buffer === undefined ? conditions.map(({ type, message = '' }) => ({ type, message })) : [];

export const instantOf = (at: Instant | undefined): string | null =>
  at === undefined ? null : formatInstant(at);

function describeDemand(demand: Demand): string {
  switch (demand.kind) {
    case 'replicas':
      return `${demand.replicas} replicas`;
    case 'multiplier':
      return `${demand.multiplier} x`;
    case 'rps':
      return `${formatCount(demand.rps)} rps`;
    case 'audience':
      return `${formatCount(demand.recipients)} recipients`;
  }
}
