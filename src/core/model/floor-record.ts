/**
 * The annotation that travels in the same patch as the floor: what the owner had (baseline), what we wrote, and
 * when. Whoever finds it can hand the target back, whatever happened to the process that wrote it.
 */
import * as z from 'zod';
import { asInstant, formatInstant, type Instant, parseInstant } from './time.ts';

export const RECORD_ANNOTATION = 'forescale.dev/floor';

/** The fields of a target that Forescale may write; `undefined` = not set, `absent` = the HPA has no `behavior`. */
export interface Bounds {
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly scaleDownSeconds: number | 'absent' | undefined;
}

export interface FloorRecord {
  /** What the owner wants, as last heard of. */
  readonly baseline: Bounds;
  /** The workload's replicas when it was woken from zero; undefined when it was not. */
  readonly wokenFrom: 0 | undefined;
  readonly wrote: Bounds;
  /** How often, in the surges that are on, this was written again after somebody else had changed it. */
  readonly reasserts: number;
  /** The instant for which `wrote` was decided. */
  readonly at: Instant;
}

const count = z.int().min(0);
const bounds = z.strictObject({
  min: count.nullable(),
  max: count.nullable(),
  scaleDownSeconds: z.union([count, z.literal('absent')]).nullable(),
});
const wire = z.strictObject({
  version: z.literal(1),
  baseline: bounds,
  wokenFrom: z.literal(0).optional(),
  wrote: bounds,
  reasserts: count.optional(),
  at: z.string(),
});

/** The record as annotation text: one line of JSON with a fixed order of keys. */
export function formatRecord(record: FloorRecord): string {
  return JSON.stringify({
    version: 1,
    baseline: toWire(record.baseline),
    ...(record.wokenFrom === undefined ? {} : { wokenFrom: record.wokenFrom }),
    wrote: toWire(record.wrote),
    ...(record.reasserts === 0 ? {} : { reasserts: record.reasserts }),
    at: formatInstant(record.at),
  });
}

/** Reads annotation text; undefined when it is not a record of this version. */
export function parseRecord(text: string): FloorRecord | undefined {
  const parsed = wire.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const at = parseInstant(parsed.data.at);
  if (at === undefined) return undefined;
  return {
    baseline: fromWire(parsed.data.baseline),
    wokenFrom: parsed.data.wokenFrom,
    wrote: fromWire(parsed.data.wrote),
    reasserts: parsed.data.reasserts ?? 0,
    at: asInstant(at),
  };
}

const toWire = (from: Bounds) => ({
  min: from.min ?? null,
  max: from.max ?? null,
  scaleDownSeconds: from.scaleDownSeconds ?? null,
});

const fromWire = (from: z.infer<typeof bounds>): Bounds => ({
  min: from.min ?? undefined,
  max: from.max ?? undefined,
  scaleDownSeconds: from.scaleDownSeconds ?? undefined,
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
