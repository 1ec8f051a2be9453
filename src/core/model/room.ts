/** Room on nodes and the shape of pods, as far as it decides where pods may go. */
import type { ScalableRef } from './capacity.ts';
import type { Instant } from './time.ts';

/** By resource name: `cpu` in thousandths of a core, all else in base units (bytes, devices); `pods` as one of them. */
export type Resources = Readonly<Record<string, number>>;

export interface Taint {
  readonly key: string;
  readonly value?: string | undefined;
  readonly effect: string;
}

/** As in a pod: no key tolerates every key, no effect every effect; the operator is `Equal` when left out. */
export interface Toleration {
  readonly key?: string | undefined;
  readonly operator?: string | undefined;
  readonly value?: string | undefined;
  readonly effect?: string | undefined;
}

/** Pods of one workload are of one shape. */
export interface PodShape {
  readonly requests: Resources;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
}

export interface NodeRoom {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly ready: boolean;
  readonly cordoned: boolean;
  readonly createdAt: Instant;
  readonly allocatable: Resources;
  /** Of all pods bound to it; terminating ones hold their room until they are gone. */
  readonly requested: Resources;
  /** Of the pods among them that a node like it would have, too: those of DaemonSets. */
  readonly daemons: Resources;
}

/** Where the pods of one target may go. */
export interface RoomSnapshot {
  readonly scalable: ScalableRef;
  readonly pod: PodShape;
  /** Pods of the target that exist and have no node yet. */
  readonly unbound: number;
  /** Those that have one. */
  readonly bound: number;
  readonly nodes: readonly NodeRoom[];
}
