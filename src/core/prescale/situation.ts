/** All that one pass goes by, worked out once: what stands, whose it is, which surges are on, and the time. */
import type { Surge } from '../model/surge.ts';
import { keyOf, type TargetRef, type TargetSnapshot } from '../model/target.ts';
import { type Instant, later, plus } from '../model/time.ts';
import { type Ownership, resolveOwnership } from './baseline.ts';
import type { PrescaleConfig } from './config.ts';
import { inOrder, isActive } from './window.ts';

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
  /** When the record was written; undefined when there is none or its clock was too far ahead to be believed. */
  readonly wroteAt: Instant | undefined;
  readonly config: PrescaleConfig;
  readonly now: Instant;
}

export function surveySituation(
  snapshot: PrescaleSnapshot,
  config: PrescaleConfig,
  readAt: Instant,
): Situation {
  const { target } = snapshot;
  const surges = inOrder(snapshot.surges);
  const now = targetTime(target, surges, config, readAt);
  const active = surges.filter((surge) => isActive(surge, config, now));
  const ownership = resolveOwnership(target, surges);
  const { record } = ownership;
  const wroteAt = record !== undefined && record.at <= now ? record.at : undefined;
  return { target, surges, active, ownership, wroteAt, config, now };
}

/**
 * Time never runs backward on a target: a reconciler whose clock is behind goes by the last that wrote there, to the
 * target or to the status of a surge. Clocks that are too far ahead are not believed.
 */
function targetTime(
  target: TargetSnapshot,
  surges: readonly Surge[],
  config: PrescaleConfig,
  readAt: Instant,
) {
  const { record } = target;
  const now = latestStamp(target.ref, surges, config, readAt);
  const believed = record.kind === 'record' && record.record.at <= plus(readAt, config.maxClockSkew);
  return believed ? later(now, record.record.at) : now;
}

export function latestStamp(
  ref: TargetRef,
  surges: readonly Surge[],
  config: PrescaleConfig,
  readAt: Instant,
): Instant {
  const key = keyOf(ref);
  return surges
    .flatMap(({ status, capacity }) => [status[key]?.at ?? readAt, capacity?.[key]?.at ?? readAt])
    .filter((stamp) => stamp <= plus(readAt, config.maxClockSkew))
    .reduce(later, readAt);
}
