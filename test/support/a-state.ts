/** Surges as they stand in the store, and what they say of themselves on the whole. */
import type { Surge, SurgeTargetStatus } from '../../src/core/model/surge.ts';
import type { StoredSurgeState, SurgeSummary } from '../../src/core/model/surge-summary.ts';
import { keyOf, type TargetRef } from '../../src/core/model/target.ts';
import type { Instant } from '../../src/core/model/time.ts';
import { summarize } from '../../src/core/prescale/summary.ts';
import { aStatus, aSurge } from './a-surge.ts';
import { AN_HPA } from './a-target.ts';
import { DEFAULTS } from './a-world.ts';

export const named = (name: string, kind: TargetRef['kind'] = 'HorizontalPodAutoscaler'): TargetRef => ({
  ...AN_HPA,
  kind,
  name,
});

/** A surge on as many targets as there are statuses; undefined = not looked at yet. */
export function aSurgeOn(
  statuses: readonly (Partial<SurgeTargetStatus> | undefined)[],
  over: Partial<Surge> = {},
): Surge {
  const refs = statuses.map((_, index) => named(`app-${index + 1}`));
  const status = Object.fromEntries(
    refs.flatMap((ref, index) => {
      const said = statuses[index];
      return said === undefined ? [] : [[keyOf(ref), aStatus(said)]];
    }),
  );
  return aSurge({ targets: refs.map((ref) => ({ ref })), status, ...over });
}

export const aState = (surge: Surge, over: Partial<StoredSurgeState> = {}): StoredSurgeState => ({
  id: surge.id,
  uid: surge.uid ?? 'surge-1',
  generation: 1,
  reading: { kind: 'surge', surge },
  summary: undefined,
  eventId: undefined,
  announced: {},
  ...over,
});

/** What it says then, whether or not it said so before. */
export function summaryOf(
  state: StoredSurgeState,
  now: Instant,
  held: readonly TargetRef[] = [],
): SurgeSummary {
  const context = { held, rise: undefined, config: DEFAULTS, now };
  const summary = summarize(state, context).summary ?? state.summary;
  if (summary === undefined) throw new Error('expected a summary, got none');
  return summary;
}
