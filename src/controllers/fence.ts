/** Writers that refuse from the moment the lead is lost: another process writes then, and knows more. */
import type { CapacityPorts, SchedulePorts, SummaryPorts } from '../ports/cluster.ts';
import { Unavailable } from '../ports/faults.ts';
import type { SurgeReader, SurgeStatusWriter } from '../ports/surges.ts';
import type { TargetReader, TargetWriter } from '../ports/targets.ts';

export const fenceTargets = (
  targets: TargetReader & TargetWriter,
  lost: AbortSignal,
): TargetReader & TargetWriter => ({
  read: (ref) => targets.read(ref),
  listRecorded: () => targets.listRecorded(),
  patch: (ref, patch) => whileLeading(lost, () => targets.patch(ref, patch)),
  scale: (ref, change) => whileLeading(lost, () => targets.scale(ref, change)),
});

export const fenceSurges = (
  surges: SurgeReader & SurgeStatusWriter,
  lost: AbortSignal,
): SurgeReader & SurgeStatusWriter => ({
  list: () => surges.list(),
  listFor: (ref) => surges.listFor(ref),
  patchStatus: (...said) => whileLeading(lost, () => surges.patchStatus(...said)),
});

export const fenceSummaries = (summaries: SummaryPorts, lost: AbortSignal): SummaryPorts => ({
  listIds: () => summaries.listIds(),
  listStates: () => summaries.listStates(),
  readState: (surge) => summaries.readState(surge),
  watch: (changed, signal) => summaries.watch(changed, signal),
  patchSummary: (...said) => whileLeading(lost, () => summaries.patchSummary(...said)),
});

export const fenceSchedules = (schedules: SchedulePorts, lost: AbortSignal): SchedulePorts => ({
  listIds: () => schedules.listIds(),
  listStates: () => schedules.listStates(),
  readState: (schedule) => schedules.readState(schedule),
  listOwned: (uid) => schedules.listOwned(uid),
  listAllOwned: () => schedules.listAllOwned(),
  watch: (changed, signal) => schedules.watch(changed, signal),
  create: (owner, surge) => whileLeading(lost, () => schedules.create(owner, surge)),
  replace: (surge, version) => whileLeading(lost, () => schedules.replace(surge, version)),
  remove: (surge, version) => whileLeading(lost, () => schedules.remove(surge, version)),
  patchStatus: (schedule, status) => whileLeading(lost, () => schedules.patchStatus(schedule, status)),
});

export const fenceCapacity = (
  { buffers, rooms, statuses }: CapacityPorts,
  lost: AbortSignal,
): CapacityPorts => ({
  buffers: {
    read: (target, name) => buffers.read(target, name),
    listBuffered: () => buffers.listBuffered(),
    put: (target, name, draft) => whileLeading(lost, () => buffers.put(target, name, draft)),
    remove: (target, name, uid) => whileLeading(lost, () => buffers.remove(target, name, uid)),
  },
  rooms,
  statuses: {
    patchCapacity: (...said) => whileLeading(lost, () => statuses.patchCapacity(...said)),
  },
});

async function whileLeading(lost: AbortSignal, write: () => Promise<void>): Promise<void> {
  if (lost.aborted) throw new Unavailable('not written: another process leads now');
  return write();
}
