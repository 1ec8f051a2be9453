/**
 * The decision about the nodes of one target. Level-based: from the raises that are coming, the buffer as it stands and
 * the room there is, to what should stand. It is carried out after the floor: when that rises, what the buffer held room
 * for are pods that exist, and a buffer that stayed would be filled up again.
 */
import type { CapacityAction, CapacityPlan } from '../model/capacity-plan.ts';
import type { ComingRaise } from '../model/coming-raise.ts';
import { earlier, type Instant, plus } from '../model/time.ts';
import { bufferNameOf } from './buffer-name.ts';
import type { CapacityConfig } from './config.ts';
import { explainCapacity } from './explanation.ts';
import { packPods } from './packing.ts';
import { isAsWanted } from './refusal.ts';
import type { CapacitySnapshot } from './snapshot.ts';
import { capacityStatuses } from './status.ts';
import { judge, type Verdict } from './verdict.ts';
import { isOpen, opensAt } from './window.ts';

export function decideCapacity(
  snapshot: CapacitySnapshot,
  config: CapacityConfig,
  now: Instant,
): CapacityPlan {
  const { target, raises, standing, room } = snapshot;
  const open = raises.filter((raise) => isOpen(raise, standing, now));
  const need = Math.max(0, ...open.map(({ floor }) => floor));
  const chunks = Math.max(0, need - Math.max(snapshot.asked, standing));
  const packing = room && packPods(room.pod, chunks + room.unbound, room.nodes);
  const verdict = judge({ snapshot, open, need, chunks, packing }, config, now);
  const statuses = capacityStatuses({ snapshot, open, chunks, nodes: packing?.newNodes, verdict }, now);
  return {
    target,
    // Intent first: a process whose clock is behind reads there that the buffer has gone, and makes none anew.
    actions: [...statuses, ...bufferActions(snapshot, verdict, chunks)],
    reasons: explainCapacity(snapshot, statuses),
    nextLook: nextLookAt(raises, open, config, now),
  };
}

function bufferActions(
  { target, buffer, room }: CapacitySnapshot,
  { buffered }: Verdict,
  chunks: number,
): readonly CapacityAction[] {
  const name = bufferNameOf(target);
  if (!buffered || room === undefined)
    return buffer.kind === 'ours' ? [{ kind: 'RemoveBuffer', target, name, uid: buffer.buffer.uid }] : [];
  const put = { kind: 'PutBuffer', target, name, chunks, scalable: room.scalable } as const;
  if (buffer.kind === 'none') return [{ ...put, uid: undefined }];
  if (buffer.kind !== 'ours' || isAsWanted(buffer.buffer, room, chunks)) return [];
  return [{ ...put, uid: buffer.buffer.uid }];
}

/** Room and conditions move by themselves while a window is open. */
function nextLookAt(
  raises: readonly ComingRaise[],
  open: readonly ComingRaise[],
  { poll }: CapacityConfig,
  now: Instant,
): Instant | undefined {
  const looks = [
    ...raises.flatMap((raise) => [opensAt(raise), raise.at]),
    ...(open.length === 0 ? [] : [plus(now, poll)]),
  ].filter((look) => look > now);
  return looks.length === 0 ? undefined : looks.reduce(earlier);
}
