/** Nodes asked for ahead of pods: the buffer that asks, as seen at one instant. */
import type { Instant } from './time.ts';

/** What a buffer holds room for: chunks of the pods of this workload. */
export interface ScalableRef {
  /** Without a version: `apps`. */
  readonly apiGroup: string;
  readonly kind: string;
  readonly name: string;
}

/** A condition as the autoscaler wrote it. What `Provisioning` means depends on the autoscaler. */
export interface CapacityCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

export interface BufferSnapshot {
  readonly name: string;
  readonly uid: string;
  /** Pods that room is kept for. */
  readonly chunks: number;
  readonly scalable: ScalableRef;
  /** By the clock of the API server. */
  readonly createdAt: Instant;
  readonly conditions: readonly CapacityCondition[];
}

/** `unavailable`: the API is not served, or not to us. `foreign`: the name is taken by a buffer that is not ours. */
export type BufferReading =
  | { readonly kind: 'unavailable'; readonly why: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'ours'; readonly buffer: BufferSnapshot };
