/** Targets as a pass would see them: an HPA of ten to fifty replicas at rest, nothing of ours on it. */
import type { Bounds, FloorRecord } from '../../src/core/model/floor-record.ts';
import type { RecordReading, TargetRef, TargetSnapshot } from '../../src/core/model/target.ts';
import { asInstant } from '../../src/core/model/time.ts';

export const AN_HPA: TargetRef = { kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'app' };
export const A_SCALED_OBJECT: TargetRef = { kind: 'ScaledObject', namespace: 'news', name: 'app' };
export const A_DEPLOYMENT: TargetRef = { kind: 'Deployment', namespace: 'news', name: 'worker' };

export const aTarget = (over: Partial<TargetSnapshot> = {}): TargetSnapshot => ({
  ref: AN_HPA,
  uid: 'uid-1',
  resourceVersion: '1',
  lever: 'minReplicas',
  min: 10,
  max: 50,
  scaleDownWindow: { kind: 'absent' },
  replicas: 10,
  readyReplicas: 10,
  controlledBy: undefined,
  metrics: [],
  profile: undefined,
  record: { kind: 'none' },
  minManager: 'kubectl',
  maxManager: 'kubectl',
  windowManager: undefined,
  paused: false,
  ...over,
});

/** A workload without an HPA: its replicas are the lever. */
export const aDeployment = (replicas: number, over: Partial<TargetSnapshot> = {}): TargetSnapshot =>
  aTarget({
    ref: A_DEPLOYMENT,
    lever: 'replicas',
    min: replicas,
    max: undefined,
    replicas,
    readyReplicas: replicas,
    ...over,
  });

/** A KEDA ScaledObject that leaves its maximum out. */
export const aScaledObject = (over: Partial<TargetSnapshot> = {}): TargetSnapshot =>
  aTarget({ ref: A_SCALED_OBJECT, lever: 'minReplicaCount', max: undefined, ...over });

/** What `aTarget` has when nobody has touched it. */
export const someBounds = (over: Partial<Bounds> = {}): Bounds => ({
  min: 10,
  max: 50,
  scaleDownSeconds: 'absent',
  ...over,
});

export const aRecord = (over: Partial<FloorRecord> = {}): FloorRecord => ({
  baseline: someBounds(),
  wokenFrom: undefined,
  wrote: someBounds({ min: 40 }),
  reasserts: 0,
  at: asInstant(Date.UTC(2026, 10, 22, 17, 56)),
  ...over,
});

export const recorded = (over: Partial<FloorRecord> = {}): RecordReading => ({
  kind: 'record',
  record: aRecord(over),
});

/** An HPA that stands at a floor of ours. */
export const aHeldTarget = (
  record: Partial<FloorRecord> = {},
  over: Partial<TargetSnapshot> = {},
): TargetSnapshot => {
  const { wrote } = aRecord(record);
  return aTarget({
    min: wrote.min,
    max: wrote.max,
    replicas: wrote.min ?? 1,
    readyReplicas: wrote.min ?? 1,
    record: recorded(record),
    minManager: 'forescale',
    ...over,
  });
};

/** Live load that asks for so many replicas, seen through a metric of `ready` pods. */
export const aLoadOf = (replicas: number, ready: number): TargetSnapshot['metrics'] =>
  ready === 0 ? [] : [{ name: 'requests', current: (100 * replicas) / ready, target: 100 }];
