/**
 * Nodes ahead of pods by node groups, for all targets of a cluster: observe, decide, apply, after their floors have been seen
 * to. Targets share groups, so this is one pass over all that want nodes. A group that cannot be looked at or changed keeps
 * no other from it.
 */

import { decideNodeGroups } from '../core/capacity/node-group-decide.ts';
import type { NodeGroupsSnapshot } from '../core/capacity/node-group-snapshot.ts';
import { groupKeyOf } from '../core/model/node-group.ts';
import type { GroupAction, GroupPlan, NodeGroupsPlan } from '../core/model/node-group-plan.ts';
import { keyOf } from '../core/model/target.ts';
import { earlier, type Instant, plus, seconds } from '../core/model/time.ts';
import { dispositionOf, type Fault, Forbidden } from '../ports/faults.ts';
import type { NodeGroupWriter } from '../ports/node-groups.ts';
import { announce } from './announcement.ts';
import type { NodeGroupDeps } from './node-group-deps.ts';
import { findNeeds, nextOpening } from './node-group-needs.ts';
import { sightGroups, withTroubles } from './node-group-sightings.ts';

type Look = { readonly nextLook: Instant | undefined };

/** What the other wrote is there by then. */
const SOON = seconds(1);

/**
 * Throws only when surges or a target cannot be read, or AWS does not answer; what the other targets want is seen to before.
 * What befalls a group is logged, said on its surges, and tried again.
 */
export async function reconcileNodeGroups(deps: NodeGroupDeps): Promise<Look> {
  const readAt = deps.clock.now();
  const surges = await deps.surges.list();
  const { needs, faults } = await findNeeds(surges, deps, readAt);
  const groups = await sightGroups(needs, deps);
  const first: NodeGroupsSnapshot = {
    cluster: deps.lever.cluster,
    groups,
    needs,
    isPartial: faults.length > 0,
  };
  const snapshot = await withTroubles(first, decideNodeGroups(first, readAt), deps);
  const plan = decideNodeGroups(snapshot, readAt);
  const told = await tellSurges(plan, deps);
  const refused: Record<string, string> = {};
  const moved = await Promise.all(plan.groups.map((group) => carryOut(group, refused, deps)));
  if (Object.keys(refused).length > 0)
    await tellSurges(decideNodeGroups({ ...snapshot, refused }, readAt), deps);
  if (faults.length > 0) throw faults[0];
  const again = [...told, ...moved].flatMap((each) => each ?? []);
  const poll = plan.isOpen ? [plus(readAt, deps.capacity.config.poll)] : [];
  const looks = [
    ...again.map((wait) => plus(readAt, wait)),
    ...poll,
    ...nextOpening(surges, deps.prescale, readAt),
  ];
  return { nextLook: looks.length === 0 ? undefined : looks.reduce(earlier) };
}

type Wait = ReturnType<typeof seconds>;

/** Intent first: a process whose clock is behind reads there that the nodes were released, and asks for none anew. */
async function tellSurges(
  { targets }: NodeGroupsPlan,
  deps: NodeGroupDeps,
): Promise<readonly (Wait | undefined)[]> {
  return Promise.all(
    targets.map(async (each) => {
      const { target, actions, reasons } = each;
      try {
        for (const { surge, capacity, surgeUid } of actions)
          await deps.capacity.statuses.patchCapacity(surge, target, capacity, surgeUid);
        for (const { code, detail } of reasons)
          deps.log.info(detail, { target: keyOf(target), reason: code });
        if (deps.events !== undefined) announce(each, deps.events);
        return undefined;
      } catch (error) {
        return waitAfter(error, keyOf(target), deps);
      }
    }),
  );
}

/** How long to wait before it is looked at again; undefined = it was carried out. */
async function carryOut(
  { group, actions, reason }: GroupPlan,
  refused: Record<string, string>,
  deps: NodeGroupDeps,
): Promise<Wait | undefined> {
  try {
    for (const action of actions) await apply(action, deps.lever.client);
    if (reason !== undefined) deps.log.info(reason, { group: groupKeyOf(group) });
    return undefined;
  } catch (error) {
    if (isRefusal(error)) refused[groupKeyOf(group)] = error.message;
    return waitAfter(error, groupKeyOf(group), deps);
  }
}

/** Who would grant it is a person. */
const isRefusal = (error: unknown): error is Fault =>
  error instanceof Forbidden || dispositionOf(error) === 'terminal';

function apply(action: GroupAction, client: NodeGroupWriter): Promise<void> {
  switch (action.kind) {
    case 'RecordGroup':
      return client.record(action.group, action.record, action.expected);
    case 'ResizeGroup':
      return client.resize(action.group, action);
    case 'ForgetGroup':
      return client.forget(action.group, action.expected);
  }
}

function waitAfter(error: unknown, key: string, { log, capacity }: NodeGroupDeps): Wait {
  const disposition = dispositionOf(error);
  const fields = { key, disposition, error: String(error) };
  const lostRace = disposition === 'conflict' || disposition === 'notFound';
  if (lostRace) log.info('node groups: lost a race, deciding anew', fields);
  else log.warn('node groups: failed, looking again', fields);
  return lostRace ? SOON : capacity.config.poll;
}
