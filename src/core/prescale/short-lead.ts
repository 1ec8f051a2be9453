/** A lead that is too short to be warm at the start: by what its maker knew of it, or by what goes up together with it. */
import type { Surge } from '../model/surge.ts';
import type { StoredSurgeState, SummaryPhase } from '../model/surge-summary.ts';
import { asInstant, between, formatWhole, type Millis, plus, toSeconds } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';
import { describeShortLead, type Rise } from './fleet.ts';
import type { Statement } from './summary-conditions.ts';
import { LATE_AFTER, leadOf, raiseAt } from './window.ts';

interface LeadContext {
  readonly rise: Rise | undefined;
  readonly config: PrescaleConfig;
}

/** Of a surge that has been raised there is nothing to be done about it: it stays said until the end. */
export function shortLead(
  surge: Surge,
  phase: SummaryPhase,
  { summary }: StoredSurgeState,
  { rise, config }: LeadContext,
): readonly Statement[] {
  if (phase === 'Ended' || phase === 'Returning') return [];
  const announced = describeLateAnnouncement(surge, config);
  if (announced !== undefined) return [statement('AnnouncedLate', announced)];
  if (phase !== 'Scheduled' || rise === undefined)
    return (summary?.conditions ?? []).filter(
      ({ type, reason }) => type === 'LeadShort' && reason === 'FleetRisesSlower',
    );
  const message = describeShortLead(leadOf(surge, config), rise, config.fleet, config.followWithScale);
  return message === undefined ? [] : [statement('FleetRisesSlower', message)];
}

const statement = (reason: string, message: string): Statement => ({
  type: 'LeadShort',
  status: 'True',
  reason,
  message,
});

/** Undefined when it was made in time, as far as is known. */
function describeLateAnnouncement(surge: Surge, config: PrescaleConfig): string | undefined {
  const { createdAt, start } = surge;
  if (createdAt === undefined || between(raiseAt(surge, config), createdAt) < LATE_AFTER) return undefined;
  const lead = leadOf(surge, config);
  const warmAt = formatWhole(wholeSecond(plus(createdAt, lead)));
  return `made ${describeAhead(between(createdAt, start))}, with a lead of ${Math.ceil(toSeconds(lead))} s: warm at about ${warmAt}`;
}

function describeAhead(ahead: Millis): string {
  const count = Math.round(toSeconds(ahead));
  if (count === 0) return 'as it starts';
  return count > 0 ? `${count} s before its start` : `${-count} s after its start`;
}

const wholeSecond = (at: number) => asInstant(Math.round(at / 1_000) * 1_000);
