/** Writers that refuse from the moment the lead is lost: another process writes then, and knows more. */
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
  patchStatus: (surge, target, status) => whileLeading(lost, () => surges.patchStatus(surge, target, status)),
});

async function whileLeading(lost: AbortSignal, write: () => Promise<void>): Promise<void> {
  if (lost.aborted) throw new Unavailable('not written: another process leads now');
  return write();
}
