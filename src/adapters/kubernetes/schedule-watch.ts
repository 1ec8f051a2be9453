/** The ports of surge schedules on caches, which also tell of changes. */
import type { ScheduleChanges } from '../../ports/surge-schedules.ts';
import { isSameValue } from '../../resources/same-value.ts';
import { scheduleIdOf } from '../../resources/surge-schedule/ownership.ts';
import type { CachedSource } from './cached-source.ts';
import { KEPT_SCHEDULES, KEPT_SURGES, type SurgeObject } from './kept-types.ts';
import type { Change } from './object-cache.ts';
import { ScheduleClient } from './schedule-client.ts';
import { idOf } from './surge-client.ts';

export class WatchedSchedules extends ScheduleClient implements ScheduleChanges {
  readonly #cached: CachedSource;

  constructor(source: CachedSource) {
    super(source);
    this.#cached = source;
  }

  watch(changed: (schedule: string) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    const stops = [
      this.#cached.subscribe(KEPT_SCHEDULES, (change) => {
        if (specChanged(change)) changed(idOf(change.object));
      }),
      this.#cached.subscribe(KEPT_SURGES, (change) => {
        const schedule = scheduleIdOf(change.object.metadata);
        if (schedule !== undefined && specChanged(change)) changed(schedule);
      }),
    ];
    const stopAll = (): void => {
      for (const stop of stops) stop();
    };
    signal.addEventListener('abort', stopAll, { once: true });
  }
}

const specChanged = ({ type, object, previous }: Change<SurgeObject>): boolean =>
  type !== 'MODIFIED' || !isSameValue(object.spec, previous.spec);
