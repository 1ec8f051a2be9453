/** How many surges are in which phase, as each says it of itself on its targets. */
import type { Surge } from '../core/model/surge.ts';
import type { SummaryPhase } from '../core/model/surge-summary.ts';
import { keyOf, type TargetRef } from '../core/model/target.ts';
import type { Instant } from '../core/model/time.ts';
import type { PrescaleConfig } from '../core/prescale/config.ts';
import { heldTargets } from '../core/prescale/held.ts';
import { isOver } from '../core/prescale/window.ts';

type Phase = Exclude<SummaryPhase, 'Refused'>;

/** Every phase is there, so that a series does not end when the last surge leaves it. */
export function countSurges(
  surges: readonly Surge[],
  recorded: readonly TargetRef[],
  config: PrescaleConfig,
  now: Instant,
): Readonly<Record<Phase, number>> {
  const counts: Record<Phase, number> = { Scheduled: 0, Warming: 0, Warm: 0, Returning: 0, Ended: 0 };
  for (const surge of surges) {
    const isHeld = (): boolean => heldTargets(surge, recorded, surges, config, now).length > 0;
    counts[isOver(surge, now) ? (isHeld() ? 'Returning' : 'Ended') : phaseOf(surge)] += 1;
  }
  return counts;
}

function phaseOf({ targets, status }: Surge): Phase {
  const phases = targets.map(({ ref }) => status[keyOf(ref)]?.phase);
  if (phases.every((phase) => phase === undefined || phase === 'Ended')) return 'Scheduled';
  return phases.every((phase) => phase === 'Warm') ? 'Warm' : 'Warming';
}
