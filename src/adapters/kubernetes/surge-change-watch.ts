/** Hints for those who say how surges stand on the whole. */
import type { SurgeChanges } from '../../ports/changes.ts';
import { isSameValue } from '../../resources/same-value.ts';
import type { CachedSource } from './cached-source.ts';
import { KEPT_SURGES, type SurgeObject } from './kept-types.ts';
import type { Change } from './object-cache.ts';
import { idOf } from './surge-client.ts';

export class SurgeChangeWatch implements SurgeChanges {
  readonly #source: CachedSource;

  constructor(source: CachedSource) {
    this.#source = source;
  }

  watch(changed: (surge: string) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    const stop = this.#source.subscribe(KEPT_SURGES, (change) => {
      if (concerns(change)) changed(idOf(change.object));
    });
    signal.addEventListener('abort', stop, { once: true });
  }
}

/** What is written of the whole says nothing new of it. */
function concerns({ type, object, previous }: Change<SurgeObject>): boolean {
  if (type !== 'MODIFIED') return true;
  return !isSameValue([object.spec, targetsIn(object)], [previous.spec, targetsIn(previous)]);
}

const targetsIn = ({ status }: SurgeObject): unknown =>
  typeof status === 'object' && status !== null && 'targets' in status ? status.targets : undefined;
