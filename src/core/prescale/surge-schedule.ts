/** Surges that come again: when, and what each of them is. */
import type { Surge } from '../model/surge.ts';
import type { Recurrence } from './recurrence.ts';

/** What every surge of a schedule is; its id is that of the schedule (see `surgesOf`). */
export type SurgeTemplate = Omit<Surge, 'start' | 'end' | 'status'>;

export interface SurgeSchedule {
  /** Identity in the store: `namespace/name`. */
  readonly id: string;
  readonly recurrence: Recurrence;
  /** Makes no surges, and takes away those that have not begun. */
  readonly suspended: boolean;
  readonly template: SurgeTemplate;
}
