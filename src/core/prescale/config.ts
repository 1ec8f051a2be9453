/** Settings of pre-scaling. Defaults live here and nowhere else. */
import * as z from 'zod';
import { type Millis, seconds } from '../model/time.ts';
import type { FleetConfig } from './fleet.ts';

const span = (least: number, most: number) => z.number().min(least).max(most);

export const prescaleConfigSchema = z.strictObject({
  leadSeconds: span(0, 7_200).default(240).describe('From raising the floor to warm.'),
  dwellSeconds: span(0, 600)
    .default(10)
    .describe('How long Ready pods must stand at the floor to count as warm.'),
  headroom: span(0, 5).default(0.1).describe('Share added to demands in requests per second and audiences.'),
  followWithScale: z
    .boolean()
    .default(true)
    .describe('Write the new floor to /scale in the same pass, so that the HPA sync is not waited for.'),
  scaleDownSeconds: z
    .int()
    .min(0)
    .max(3_600)
    .nullable()
    .default(30)
    .describe(
      'scaleDown.stabilizationWindowSeconds of the HPA while a falling curve is followed, where its owner set none; null leaves it alone.',
    ),
  curveStepSeconds: span(1, 600)
    .default(15)
    .describe('How often a floor that follows a curve is derived anew.'),
  lowering: z
    .strictObject({
      share: span(0.01, 1).default(0.1).describe('Of the floor, at most, per step.'),
      everySeconds: span(1, 3_600).default(15).describe('Between two steps.'),
      loadMargin: span(0, 5).default(0.1).describe('Kept above what live metrics ask for on the way back.'),
      patienceSeconds: span(0, 3_600)
        .default(300)
        .describe('How long live load may hold the floor up before the HPA is trusted to hold it alone.'),
    })
    .prefault({}),
  reasserts: z.int().min(0).max(100).default(5).describe('Times a floor is written again in one surge.'),
  fleet: z
    .strictObject({
      podsPerSecond: span(0.1, 10_000)
        .default(8)
        .describe(
          "Pods that the cluster creates in a second: the limit of the controller manager's clients.",
        ),
      hpaChangesPerSecond: span(0.1, 10_000)
        .default(10)
        .describe('HPAs that the cluster acts on in a second. Of no account with followWithScale.'),
      podReadySeconds: span(0, 7_200)
        .default(60)
        .describe('From a pod created to Ready, with a node that it usually waits for.'),
    })
    .prefault({})
    .describe('What the lead time of many targets that go up together is judged by.'),
  pollSeconds: span(1, 300).default(5).describe('How often readiness is looked at while warming.'),
  maxClockSkewSeconds: span(0, 600).default(60).describe('How far the clocks of two replicas may be apart.'),
});

export interface PrescaleConfig {
  readonly lead: Millis;
  readonly dwell: Millis;
  readonly headroom: number;
  readonly followWithScale: boolean;
  readonly scaleDownSeconds: number | null;
  readonly curveStep: Millis;
  readonly lowering: LoweringConfig;
  readonly reasserts: number;
  readonly fleet: FleetConfig;
  readonly poll: Millis;
  readonly maxClockSkew: Millis;
}

export interface LoweringConfig {
  readonly share: number;
  readonly every: Millis;
  readonly loadMargin: number;
  readonly patience: Millis;
}

/** Reads and freezes the settings; throws a ZodError that names each wrong field. */
export function parsePrescaleConfig(raw: unknown): PrescaleConfig {
  const read = prescaleConfigSchema.parse(raw);
  return Object.freeze({
    lead: seconds(read.leadSeconds),
    dwell: seconds(read.dwellSeconds),
    headroom: read.headroom,
    followWithScale: read.followWithScale,
    scaleDownSeconds: read.scaleDownSeconds,
    curveStep: seconds(read.curveStepSeconds),
    lowering: Object.freeze({
      share: read.lowering.share,
      every: seconds(read.lowering.everySeconds),
      loadMargin: read.lowering.loadMargin,
      patience: seconds(read.lowering.patienceSeconds),
    }),
    reasserts: read.reasserts,
    fleet: Object.freeze({
      podsPerSecond: read.fleet.podsPerSecond,
      hpaChangesPerSecond: read.fleet.hpaChangesPerSecond,
      podReady: seconds(read.fleet.podReadySeconds),
    }),
    poll: seconds(read.pollSeconds),
    maxClockSkew: seconds(read.maxClockSkewSeconds),
  });
}
