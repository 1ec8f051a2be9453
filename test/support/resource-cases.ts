/**
 * Specs of custom resources, good ones and bad ones, for both sides that judge them: Forescale itself, and the API server
 * that holds the definitions. The verdicts have to be the same.
 */

export type ResourceKind = 'Surge' | 'SurgeSchedule';

export interface GoodCase {
  readonly kind: ResourceKind;
  readonly spec: object;
}

export interface BadCase extends GoodCase {
  /** The field that both blame. */
  readonly field: string;
  /** Forescale's words after the field. */
  readonly says: string;
  /** The API server's words, in which the field stands too; Forescale's own where it gives no others. */
  readonly serverSays?: string;
}

export const TARGETS = [{ kind: 'HorizontalPodAutoscaler', name: 'app' }];
const SURGE = {
  start: '2026-11-22T18:00:00+01:00',
  durationSeconds: 1_200,
  targets: TARGETS,
  demand: { replicas: 40 },
};
const SCHEDULE = {
  cron: '30 19 * * 1-5',
  zone: 'Europe/Berlin',
  durationSeconds: 1_200,
  surge: { targets: TARGETS, demand: { multiplier: 4 } },
};
export const RISING = [
  { afterSeconds: 0, share: 0 },
  { afterSeconds: 10, share: 1 },
  { afterSeconds: 600.5, share: 0.1 },
];

export const surge = (over: object): GoodCase => ({ kind: 'Surge', spec: { ...SURGE, ...over } });
export const demand = (is: object): GoodCase => surge({ demand: is });
export const schedule = (over: object): GoodCase => ({
  kind: 'SurgeSchedule',
  spec: { ...SCHEDULE, ...over },
});

export const bad = ({ kind, spec }: GoodCase, field: string, says: string, serverSays?: string): BadCase => ({
  kind,
  spec,
  field,
  says,
  ...(serverSays === undefined ? {} : { serverSays }),
});

export const ONE_OF = 'expected exactly one of replicas, multiplier, rps, audience';
