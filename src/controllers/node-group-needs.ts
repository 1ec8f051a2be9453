/** The targets of a cluster that want nodes of node groups, or say that they do and have to take that back. */
import { bufferNameOf } from '../core/capacity/buffer-name.ts';
import type { TargetNeed } from '../core/capacity/node-group-snapshot.ts';
import { isOpen } from '../core/capacity/window.ts';
import type { Surge } from '../core/model/surge.ts';
import { keyOf, type TargetRef } from '../core/model/target.ts';
import { asMillis, type Instant, minus } from '../core/model/time.ts';
import { foreseeRaises } from '../core/prescale/coming-raises.ts';
import type { PrescaleConfig } from '../core/prescale/config.ts';
import { isActive, isOver, raiseAt } from '../core/prescale/window.ts';
import { isLeftToGroups } from './capacity.ts';
import type { NodeGroupDeps } from './node-group-deps.ts';

type NeedDeps = Pick<NodeGroupDeps, 'targets' | 'capacity' | 'prescale'>;

export interface FoundNeeds {
  readonly needs: readonly TargetNeed[];
  /** Why others are not known: they keep those that are from nothing. */
  readonly faults: readonly unknown[];
}

export async function findNeeds(
  surges: readonly Surge[],
  deps: NeedDeps,
  readAt: Instant,
): Promise<FoundNeeds> {
  const concerned = new Map<string, TargetRef>();
  for (const surge of surges)
    for (const { ref } of surge.targets)
      if (concerns(surge, ref, deps.prescale, readAt)) concerned.set(keyOf(ref), ref);
  const found = await Promise.allSettled(
    [...concerned].map(([key, ref]) => {
      const naming = surges.filter(({ targets }) => targets.some((one) => keyOf(one.ref) === key));
      return findNeed(ref, naming, deps, readAt);
    }),
  );
  return {
    needs: found.flatMap((one) => (one.status === 'fulfilled' ? (one.value ?? []) : [])),
    faults: found.flatMap((one): readonly unknown[] => (one.status === 'rejected' ? [one.reason] : [])),
  };
}

/** Undefined when a buffer is its lever. */
async function findNeed(
  ref: TargetRef,
  surges: readonly Surge[],
  { targets, capacity, prescale }: NeedDeps,
  readAt: Instant,
): Promise<TargetNeed | undefined> {
  const buffer = await capacity.buffers.read(ref, bufferNameOf(ref));
  if (!isLeftToGroups(buffer, { ...capacity, hasNodeGroups: true })) return undefined;
  const target = await targets.read(ref);
  const { now, standing, raises } = foreseeRaises({ ref, target, surges }, prescale, readAt);
  const raised = surges.filter(
    (surge) => surge.nodeLead !== undefined && isActive(surge, prescale, now) && standing > 0,
  );
  const isAsking = raised.length > 0 || raises.some((raise) => isOpen(raise, standing, now));
  const room = isAsking ? await capacity.rooms.read(ref) : undefined;
  return { target: ref, surges, raises, raised, standing, room, now };
}

/** It wants nodes by now, or says that it does. */
function concerns(surge: Surge, ref: TargetRef, config: PrescaleConfig, now: Instant): boolean {
  const said = surge.capacity?.[keyOf(ref)]?.phase;
  if (said !== undefined && said !== 'Released') return true;
  if (surge.nodeLead === undefined || isOver(surge, now)) return false;
  return askedFrom(surge, config) <= now;
}

const askedFrom = (surge: Surge, config: PrescaleConfig): Instant =>
  minus(raiseAt(surge, config), surge.nodeLead ?? asMillis(0));

/** When a surge begins to want nodes, or has its floor go up: each by itself, whatever stands. */
export const nextOpening = (
  surges: readonly Surge[],
  config: PrescaleConfig,
  now: Instant,
): readonly Instant[] =>
  surges
    .filter((surge) => surge.nodeLead !== undefined && !isOver(surge, now))
    .flatMap((surge) => [askedFrom(surge, config), raiseAt(surge, config)])
    .filter((at) => at > now);
