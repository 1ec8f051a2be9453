/**
 * What is scaled, as seen at one instant. An HPA is scaled by its floor (`spec.minReplicas`), a KEDA ScaledObject by
 * the floor that it gives its HPA, a workload without either by its replicas; all are `min` here, and `lever` tells which.
 */
import type { FloorRecord } from './floor-record.ts';
import type { Lever } from './lever.ts';

export const TARGET_KINDS = [
  'HorizontalPodAutoscaler',
  'ScaledObject',
  'Deployment',
  'StatefulSet',
  'Rollout',
] as const;

export type TargetKind = (typeof TARGET_KINDS)[number];

export interface TargetRef {
  readonly kind: TargetKind;
  readonly namespace: string;
  readonly name: string;
}

/** The identity of a target in queues, maps and statuses: `Kind/namespace/name`. */
export const keyOf = (ref: TargetRef): string => `${ref.kind}/${ref.namespace}/${ref.name}`;

/** The reference that `keyOf` made the key of; undefined for any other text. */
export function parseKey(key: string): TargetRef | undefined {
  const [kind, namespace, name, ...rest] = key.split('/');
  if (!isTargetKind(kind) || !namespace || !name || rest.length > 0) return undefined;
  return { kind, namespace, name };
}

const isTargetKind = (kind: string | undefined): kind is TargetKind =>
  TARGET_KINDS.some((known) => known === kind);

/**
 * The HPA's `behavior.scaleDown.stabilizationWindowSeconds`.
 * `absent`: the HPA has no `behavior`; `onlyOurs` on `present`: all else in it is what the API server fills in.
 */
export type ScaleDownWindow =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present'; readonly seconds: number | undefined; readonly onlyOurs: boolean };

/** One metric of an HPA's status, current and target in the same unit (averages over the measured pods). */
export interface MetricReading {
  readonly name: string;
  readonly current: number;
  readonly target: number;
}

/** How much a ready replica of the workload serves, told by its owner (annotation `forescale.dev/profile`). */
export interface WorkloadProfile {
  /** Requests per second that one ready replica serves at most. */
  readonly rpsPerReplica: number;
  /** Requests per second without any surge; when left out, the baseline's replicas are taken to carry them. */
  readonly steadyRps?: number | undefined;
}

/** What the target's annotation said: nothing, a record of ours, or text that is none. */
export type RecordReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'record'; readonly record: FloorRecord }
  | { readonly kind: 'torn'; readonly text: string };

export interface TargetSnapshot {
  readonly ref: TargetRef;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly lever: Lever;
  /** The lever's own field; undefined when omitted (see `minOf`). */
  readonly min: number | undefined;
  /** The maximum beside it; undefined when omitted (see `maxOf`), and on the lever `replicas`, which has none. */
  readonly max: number | undefined;
  /** Who sets the lever of this very object (the ScaledObject of an HPA, the HPA of a Deployment): then it is never ours. */
  readonly controlledBy: TargetRef | undefined;
  readonly scaleDownWindow: ScaleDownWindow;
  /** `spec.replicas` of the workload: what is asked for now. */
  readonly replicas: number;
  readonly readyReplicas: number;
  readonly metrics: readonly MetricReading[];
  readonly profile: WorkloadProfile | undefined;
  readonly record: RecordReading;
  /** Field manager that wrote `min` last, when the object says. */
  readonly minManager: string | undefined;
  readonly maxManager: string | undefined;
  /** Of the scale-down window's seconds. */
  readonly windowManager: string | undefined;
  /** The owner stopped all writes by annotation `forescale.dev/paused: "true"`. */
  readonly paused: boolean;
}
