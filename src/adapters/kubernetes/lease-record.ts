/** What stands in a Lease of coordination.k8s.io/v1: who leads, for how long it counts, since when. */
import { formatInstant, type Instant, type Millis, seconds, toSeconds } from '../../core/model/time.ts';
import { apiVersionOf, LEASES } from './resource-type.ts';

export interface LeaseSpec {
  /** Empty or left out: nobody leads. */
  readonly holderIdentity?: string;
  readonly leaseDurationSeconds?: number;
  readonly acquireTime?: string;
  readonly renewTime?: string;
  readonly leaseTransitions?: number;
}

export interface Lease {
  readonly metadata: { readonly resourceVersion: string };
  readonly spec?: LeaseSpec;
}

/** RFC 3339 with microseconds: the server takes nothing shorter. */
const microTime = (at: Instant): string => `${formatInstant(at).slice(0, -1)}000Z`;

export const holderOf = ({ spec }: Lease): string | undefined => spec?.holderIdentity || undefined;

/** How long after it was last seen to change the record may be ignored. */
export const durationOf = ({ spec }: Lease, otherwise: Millis): Millis =>
  spec?.leaseDurationSeconds === undefined ? otherwise : seconds(spec.leaseDurationSeconds);

export const newLease = (namespace: string, name: string, spec: LeaseSpec) => ({
  apiVersion: apiVersionOf(LEASES),
  kind: LEASES.kind,
  metadata: { namespace, name },
  spec,
});

/** The spec of whoever takes over from `before`. */
export const takenBy = (
  identity: string,
  duration: Millis,
  before: Lease | undefined,
  now: Instant,
): LeaseSpec => ({
  holderIdentity: identity,
  leaseDurationSeconds: Math.ceil(toSeconds(duration)),
  acquireTime: microTime(now),
  renewTime: microTime(now),
  leaseTransitions: before === undefined ? 0 : (before.spec?.leaseTransitions ?? 0) + 1,
});

export const renewed = (now: Instant): LeaseSpec => ({ renewTime: microTime(now) });

/** Given back: the next may take it at once. */
export const released = (now: Instant): LeaseSpec => ({
  holderIdentity: '',
  leaseDurationSeconds: 1,
  renewTime: microTime(now),
});
