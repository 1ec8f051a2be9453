/**
 * The ports as one shift reads them: nothing is kept in a cache, yet what many ask for is asked of the server once. What is
 * read is never older than the question, so that surges are still as new as the target that was read before them.
 */
import type { Surge } from '../core/model/surge.ts';
import { keyOf } from '../core/model/target.ts';
import type { LivePorts } from '../ports/cluster.ts';
import { gather } from './gathering.ts';

export interface ShiftReadings {
  readonly targets: LivePorts['targets'];
  readonly surges: LivePorts['surges'];
  readonly schedules: Pick<
    LivePorts['schedules'],
    'readState' | 'listOwned' | 'create' | 'replace' | 'remove' | 'patchStatus'
  >;
}

export function gatherReadings({ targets, surges, schedules }: LivePorts): ShiftReadings {
  const listRecorded = gather(() => targets.listRecorded());
  const listSurges = gather(async () => indexOf(await surges.list()));
  const listSchedules = gather(
    async () => new Map((await schedules.listStates()).map((one) => [one.id, one])),
  );
  const listOwned = gather(() => schedules.listAllOwned());
  return {
    targets: {
      read: (ref) => targets.read(ref),
      listRecorded,
      patch: (ref, patch) => targets.patch(ref, patch),
      scale: (ref, change) => targets.scale(ref, change),
    },
    surges: {
      list: async () => (await listSurges()).all,
      listFor: async (ref) => (await listSurges()).byTarget.get(keyOf(ref)) ?? [],
      patchStatus: (...said) => surges.patchStatus(...said),
    },
    schedules: {
      readState: async (id) => (await listSchedules()).get(id),
      listOwned: async (uid) => (await listOwned()).get(uid) ?? [],
      create: (owner, surge) => schedules.create(owner, surge),
      replace: (surge, version) => schedules.replace(surge, version),
      remove: (surge, version) => schedules.remove(surge, version),
      patchStatus: (schedule, status) => schedules.patchStatus(schedule, status),
    },
  };
}

interface Index {
  readonly all: readonly Surge[];
  readonly byTarget: ReadonlyMap<string, readonly Surge[]>;
}

function indexOf(all: readonly Surge[]): Index {
  const byTarget = new Map<string, Surge[]>();
  for (const surge of all)
    for (const key of new Set(surge.targets.map(({ ref }) => keyOf(ref)))) {
      const naming = byTarget.get(key);
      if (naming === undefined) byTarget.set(key, [surge]);
      else naming.push(surge);
    }
  return { all, byTarget };
}
