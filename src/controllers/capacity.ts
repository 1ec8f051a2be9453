/**
 * Nodes ahead of pods for one target: observe, decide, apply, after its floor has been seen to. Room is read only while
 * a surge wants it, so targets without such a surge cost one look at their buffer.
 */

import { bufferNameOf } from '../core/capacity/buffer-name.ts';
import type { CapacityConfig } from '../core/capacity/config.ts';
import { decideCapacity } from '../core/capacity/decide.ts';
import { isOpen } from '../core/capacity/window.ts';
import type { BufferReading } from '../core/model/capacity.ts';
import type { CapacityAction, CapacityPlan } from '../core/model/capacity-plan.ts';
import type { Surge } from '../core/model/surge.ts';
import { keyOf, type TargetRef } from '../core/model/target.ts';
import type { Instant } from '../core/model/time.ts';
import { foreseeRaises, sharesItsTime } from '../core/prescale/coming-raises.ts';
import type { PrescaleConfig } from '../core/prescale/config.ts';
import type { BufferReader, BufferWriter, RoomReader, SurgeCapacityWriter } from '../ports/capacity.ts';
import { dispositionOf, type Fault, Forbidden } from '../ports/faults.ts';
import type { Log } from '../ports/log.ts';
import type { SurgeReader } from '../ports/surges.ts';
import type { Pass } from './prescale.ts';

export interface CapacityDeps {
  readonly buffers: BufferReader & BufferWriter;
  readonly rooms: RoomReader;
  readonly statuses: SurgeCapacityWriter;
  readonly config: CapacityConfig;
  /** There are node groups that can be raised instead, in a pass of their own. */
  readonly hasNodeGroups?: boolean | undefined;
}

/** What is known of buffers decides which of the two levers a target has: never both, each would ask for the same nodes. */
export const isLeftToGroups = (
  buffer: BufferReading,
  { config, hasNodeGroups }: Pick<CapacityDeps, 'config' | 'hasNodeGroups'>,
): boolean => hasNodeGroups === true && (config.nodeGroupsFirst || buffer.kind === 'unavailable');

interface Elsewhere {
  readonly surges: Pick<SurgeReader, 'list'>;
  readonly prescale: PrescaleConfig;
}

/** The nodes of a target as a pass saw them, and what that decided. */
export interface NodePass {
  readonly plan: CapacityPlan;
  /** What is to be said when the API server refuses the buffer that the plan asks for. */
  readonly whenRefused: (why: string) => CapacityPlan;
}

export async function planCapacity(
  seen: Pass,
  deps: Pick<CapacityDeps, 'rooms' | 'config' | 'hasNodeGroups'> & { readonly buffers: BufferReader },
  elsewhere: Elsewhere,
): Promise<NodePass> {
  const { buffers, rooms, config } = deps;
  const { ref, surges } = seen;
  const buffer = await buffers.read(ref, bufferNameOf(ref));
  if (isLeftToGroups(buffer, deps)) return onlyWithoutBuffer(ref, buffer, deps, seen.readAt);
  if (buffer.kind !== 'ours' && !surges.some((surge) => concerns(surge, ref))) return withoutNodes(ref);
  const { now, standing, raises } = foreseeRaises(seen, elsewhere.prescale, seen.readAt);
  const open = raises.filter((raise) => isOpen(raise, standing, now));
  const room = open.length === 0 ? undefined : await rooms.read(ref);
  const shared =
    open.length > 0 && sharesItsTime(ref, open, await elsewhere.surges.list(), elsewhere.prescale, now);
  const asked = replicasAfter(seen);
  const snapshot = { target: ref, surges, raises, standing, asked, shared, buffer, room };
  return {
    plan: decideCapacity(snapshot, config, now),
    whenRefused: (refused) => decideCapacity({ ...snapshot, refused }, config, now),
  };
}

/** What its surges say is said in the pass over the groups. */
function onlyWithoutBuffer(
  target: TargetRef,
  buffer: BufferReading,
  { config }: Pick<CapacityDeps, 'config'>,
  now: Instant,
): NodePass {
  if (buffer.kind !== 'ours') return withoutNodes(target);
  const nobody = { surges: [], raises: [], standing: 0, asked: 0, shared: false, room: undefined };
  const plan = decideCapacity({ target, buffer, ...nobody }, config, now);
  return { plan, whenRefused: () => plan };
}

function withoutNodes(target: TargetRef): NodePass {
  const plan: CapacityPlan = { target, actions: [], reasons: [], nextLook: undefined };
  return { plan, whenRefused: () => plan };
}

/** The plan as it was carried out. */
export async function applyCapacity(pass: NodePass, deps: CapacityDeps, log: Log): Promise<CapacityPlan> {
  const plan = await carryOut(pass, deps, log);
  for (const { code, detail } of plan.reasons) log.info(detail, { target: keyOf(plan.target), reason: code });
  return plan;
}

async function carryOut(
  { plan, whenRefused }: NodePass,
  deps: CapacityDeps,
  log: Log,
): Promise<CapacityPlan> {
  for (const action of plan.actions)
    try {
      await apply(action, deps);
    } catch (error) {
      if (action.kind !== 'PutBuffer' || !isRefusal(error)) throw error;
      log.warn('nodes: the buffer is refused', { key: keyOf(plan.target), error: String(error) });
      return sayRefused(whenRefused(error.message), deps);
    }
  return plan;
}

/** Who would grant it is a person: of a quota, a right or an admission policy. */
const isRefusal = (error: unknown): error is Fault =>
  error instanceof Forbidden || dispositionOf(error) === 'terminal';

async function sayRefused(plan: CapacityPlan, deps: CapacityDeps): Promise<CapacityPlan> {
  const actions = plan.actions.filter(
    (action) => action.kind === 'PatchSurgeCapacity' && action.capacity.phase === 'Refused',
  );
  for (const action of actions) await apply(action, deps);
  return { ...plan, actions };
}

function apply(action: CapacityAction, { buffers, statuses }: CapacityDeps): Promise<void> {
  switch (action.kind) {
    case 'PatchSurgeCapacity':
      return statuses.patchCapacity(action.surge, action.target, action.capacity, action.surgeUid);
    case 'PutBuffer':
      return buffers.put(action.target, action.name, action);
    case 'RemoveBuffer':
      return buffers.remove(action.target, action.name, action.uid);
  }
}

/** It wants nodes, or says that it does and has to take that back. */
function concerns({ nodeLead, capacity }: Surge, ref: TargetRef): boolean {
  const said = capacity?.[keyOf(ref)]?.phase;
  return nodeLead !== undefined || (said !== undefined && said !== 'Released');
}

/** What is asked for once the plan is carried out. An HPA follows its floor by itself, but wakes nothing from zero. */
function replicasAfter({ target, plan }: Pass): number {
  if (target === undefined) return 0;
  let [replicas, min] = [target.replicas, target.min ?? 0];
  for (const action of plan.actions) {
    if (action.kind === 'ScaleTarget') replicas = action.replicas;
    else if (action.kind === 'PatchTarget') min = action.change.min ?? min;
  }
  return replicas === 0 && target.lever === 'minReplicas' ? 0 : Math.max(replicas, min);
}
