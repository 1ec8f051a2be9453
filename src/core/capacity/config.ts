/** Settings of nodes ahead of pods. Defaults live here and nowhere else. */
import * as z from 'zod';
import { type Millis, seconds } from '../model/time.ts';

const span = (least: number, most: number) => z.number().min(least).max(most);

export const capacityConfigSchema = z.strictObject({
  ignoredAfterSeconds: span(10, 3_600)
    .default(60)
    .describe('A CapacityBuffer that no autoscaler has taken up after this long is ignored: pods go first.'),
  pollSeconds: span(1, 300)
    .default(15)
    .describe('How often room and buffer are looked at from the request for nodes to the raise.'),
  nodeGroupsFirst: z
    .boolean()
    .default(false)
    .describe('Node groups that are configured are raised even where the cluster takes CapacityBuffers.'),
});

export interface CapacityConfig {
  readonly ignoredAfter: Millis;
  readonly poll: Millis;
  readonly nodeGroupsFirst: boolean;
}

/** Reads and freezes the settings; throws a ZodError that names each wrong field. */
export function parseCapacityConfig(raw: unknown): CapacityConfig {
  const read = capacityConfigSchema.parse(raw);
  return Object.freeze({
    ignoredAfter: seconds(read.ignoredAfterSeconds),
    poll: seconds(read.pollSeconds),
    nodeGroupsFirst: read.nodeGroupsFirst,
  });
}
