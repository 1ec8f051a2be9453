/** Asking the API server to end a pod while its PodDisruptionBudget allows it. */
import type { Millis } from '../core/model/time.ts';

/** By uid as well: another pod of the same name is not meant. */
export interface PodIdentity {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

export type EvictionOutcome =
  | { readonly kind: 'evicted' }
  /** A budget does not allow it now; `message` is the server's. */
  | { readonly kind: 'blocked'; readonly message: string; readonly retryAfter: Millis | undefined }
  /** The pod is not there any more, or another one has its name. */
  | { readonly kind: 'gone' };

export interface Evictor {
  /** `grace`: the pod's own when not said. Throws a Fault when the server neither agreed nor refused. */
  evict(pod: PodIdentity, grace?: Millis): Promise<EvictionOutcome>;
}
