/** All that one pass goes by, worked out once: what stands, whose it is, which surges are on, and the time. */
import type { Surge } from '../model/surge.ts';
import type { TargetSnapshot } from '../model/target.ts';
import { type Instant, later, plus } from '../model/time.ts';
import { type Ownership, resolveOwnership } from './baseline.ts';
import type { PrescaleConfig } from './config.ts';
import { inOrder, isActive, trimEnded } from './window.ts';

export interface PrescaleSnapshot {
  readonly target: TargetSnapshot;
  /** Every surge that names the target, past and cancelled ones too. */
  readonly surges: readonly Surge[];
}

export interface Situation {
  readonly target: TargetSnapshot;
  /** In order of their ids. */
  readonly surges: readonly Surge[];
  /** Those of them that are on. */
  readonly active: readonly Surge[];
  readonly ownership: Ownership;
  readonly config: PrescaleConfig;
  readonly now: Instant;
}

export function surveySituation(
  snapshot: PrescaleSnapshot,
  config: PrescaleConfig,
  readAt: Instant,
): Situation {
  const { target } = snapshot;
  const now = targetTime(target, config, readAt);
  const surges = inOrder(snapshot.surges).map((surge) => trimEnded(surge, target.ref, config, now));
  const active = surges.filter((surge) => isActive(surge, config, now));
  return { target, surges, active, ownership: resolveOwnership(target, surges), config, now };
}

/** Time never runs backward on a target: a reconciler whose clock is behind goes by its last writer's. */
function targetTime(target: TargetSnapshot, config: PrescaleConfig, readAt: Instant): Instant {
  if (target.record.kind !== 'record') return readAt;
  const wroteAt = target.record.record.at;
  return wroteAt <= plus(readAt, config.maxClockSkew) ? later(readAt, wroteAt) : readAt;
}
