/** A push every evening at six in Berlin, twenty minutes long. */
import type { Surge } from '../../src/core/model/surge.ts';
import {
  decideSchedule,
  type OwnedSurge,
  type ScheduleAction,
  type SchedulePlan,
} from '../../src/core/prescale/schedule.ts';
import type { SurgeSchedule } from '../../src/core/prescale/surge-schedule.ts';
import { aRecurrence } from './a-recurrence.ts';
import { aSurge } from './a-surge.ts';
import { DEFAULTS } from './a-world.ts';

export function aSchedule(over: Partial<SurgeSchedule> = {}): SurgeSchedule {
  const { start: _, end: __, status: ___, ...template } = aSurge({ id: 'news/evening' });
  return {
    id: 'news/evening',
    recurrence: aRecurrence({
      cron: '0 18 * * *',
      zone: 'Europe/Berlin',
      durationSeconds: 1_200,
    }),
    suspended: false,
    template,
    ...over,
  };
}

export const plan = (
  schedule: SurgeSchedule,
  owned: readonly OwnedSurge[],
  now: Parameters<typeof decideSchedule>[3],
): SchedulePlan => decideSchedule(schedule, owned, DEFAULTS, now);

export const owning = (...surges: readonly Surge[]): readonly OwnedSurge[] =>
  surges.map((surge) => ({ surge, resourceVersion: '1' }));

/** The surges after the actions. */
export function carriedOut(
  owned: readonly OwnedSurge[],
  actions: readonly ScheduleAction[],
): readonly OwnedSurge[] {
  return actions.reduce<readonly OwnedSurge[]>((known, action) => {
    switch (action.kind) {
      case 'CreateSurge':
        return [...known, ...owning(action.surge)];
      case 'ReplaceSurge':
        return known.map((one) => (one.surge.id === action.surge.id ? { ...one, surge: action.surge } : one));
      case 'DeleteSurge':
        return known.filter(({ surge }) => surge.id !== action.surge);
    }
  }, owned);
}
