/**
 * Writers that refuse from the moment the lead is lost, or the time of a shift is up: another process writes then, and
 * knows more.
 */
import type { CapacityPorts, LivePorts, SchedulePorts, SummaryPorts } from '../ports/cluster.ts';
import { Unavailable } from '../ports/faults.ts';
import type { AnnouncementWriter } from '../ports/news.ts';
import type { NodeGroupLever } from '../ports/node-groups.ts';
import type { SurgeReader, SurgeStatusWriter } from '../ports/surges.ts';
import type { TargetReader, TargetWriter } from '../ports/targets.ts';

/** Asked before each write; a write that is under way goes on. */
export type Lost = Pick<AbortSignal, 'aborted'>;

export const fenceTargets = (
  targets: TargetReader & TargetWriter,
  lost: Lost,
): TargetReader & TargetWriter => ({
  read: (ref) => targets.read(ref),
  listRecorded: () => targets.listRecorded(),
  patch: (ref, patch) => whileLeading(lost, () => targets.patch(ref, patch)),
  scale: (ref, change) => whileLeading(lost, () => targets.scale(ref, change)),
});

export const fenceSurges = (
  surges: SurgeReader & SurgeStatusWriter,
  lost: Lost,
): SurgeReader & SurgeStatusWriter => ({
  list: () => surges.list(),
  listFor: (ref) => surges.listFor(ref),
  patchStatus: (...said) => whileLeading(lost, () => surges.patchStatus(...said)),
});

export const fenceSummaries = (summaries: SummaryPorts, lost: Lost): SummaryPorts => ({
  ...fenceSummaryWrites(summaries, lost),
  watch: (changed, signal) => summaries.watch(changed, signal),
});

export const fenceSchedules = (schedules: SchedulePorts, lost: Lost): SchedulePorts => ({
  ...fenceScheduleWrites(schedules, lost),
  watch: (changed, signal) => schedules.watch(changed, signal),
});

export const fenceLive = (ports: LivePorts, lost: Lost): LivePorts => ({
  targets: fenceTargets(ports.targets, lost),
  surges: fenceSurges(ports.surges, lost),
  summaries: fenceSummaryWrites(ports.summaries, lost),
  schedules: fenceScheduleWrites(ports.schedules, lost),
  capacity: fenceCapacity(ports.capacity, lost),
  nodeGroups: ports.nodeGroups && fenceNodeGroups(ports.nodeGroups, lost),
  eventSurges: {
    read: (id) => ports.eventSurges.read(id),
    list: () => ports.eventSurges.list(),
    create: (draft) => whileLeading(lost, () => ports.eventSurges.create(draft)),
    replace: (draft, version) => whileLeading(lost, () => ports.eventSurges.replace(draft, version)),
    remove: (id, version) => whileLeading(lost, () => ports.eventSurges.remove(id, version)),
  },
  announcements: fenceAnnouncements(ports.announcements, lost),
});

export const fenceAnnouncements = (announcements: AnnouncementWriter, lost: Lost): AnnouncementWriter => ({
  patchAnnounced: (...said) => whileLeading(lost, () => announcements.patchAnnounced(...said)),
});

const fenceSummaryWrites = (summaries: LivePorts['summaries'], lost: Lost): LivePorts['summaries'] => ({
  listIds: () => summaries.listIds(),
  listStates: () => summaries.listStates(),
  readState: (surge) => summaries.readState(surge),
  patchSummary: (...said) => whileLeading(lost, () => summaries.patchSummary(...said)),
});

const fenceScheduleWrites = (schedules: LivePorts['schedules'], lost: Lost): LivePorts['schedules'] => ({
  listIds: () => schedules.listIds(),
  listStates: () => schedules.listStates(),
  readState: (schedule) => schedules.readState(schedule),
  listOwned: (uid) => schedules.listOwned(uid),
  listAllOwned: () => schedules.listAllOwned(),
  create: (owner, surge) => whileLeading(lost, () => schedules.create(owner, surge)),
  replace: (surge, version) => whileLeading(lost, () => schedules.replace(surge, version)),
  remove: (surge, version) => whileLeading(lost, () => schedules.remove(surge, version)),
  patchStatus: (schedule, status) => whileLeading(lost, () => schedules.patchStatus(schedule, status)),
});

export const fenceCapacity = ({ buffers, rooms, statuses }: CapacityPorts, lost: Lost): CapacityPorts => ({
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

export const fenceNodeGroups = ({ client, ...lever }: NodeGroupLever, lost: Lost): NodeGroupLever => ({
  ...lever,
  client: {
    list: (region, names) => client.list(region, names),
    troublesOf: (group) => client.troublesOf(group),
    shapeOf: (group) => client.shapeOf(group),
    record: (...said) => whileLeading(lost, () => client.record(...said)),
    resize: (group, change) => whileLeading(lost, () => client.resize(group, change)),
    forget: (group, expected) => whileLeading(lost, () => client.forget(group, expected)),
  },
});

async function whileLeading(lost: Lost, write: () => Promise<void>): Promise<void> {
  if (lost.aborted) throw new Unavailable('not written: it is for another process to write by now');
  return write();
}
