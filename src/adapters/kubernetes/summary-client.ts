/** The ports of the surges' summaries on a Kubernetes API. */
import type { StoredSurgeState, SurgeSummary } from '../../core/model/surge-summary.ts';
import type { SurgeChanges } from '../../ports/changes.ts';
import type { SurgeStateReader, SurgeSummaryWriter } from '../../ports/surges.ts';
import { isSameValue } from '../../resources/same-value.ts';
import type { CachedSource } from './cached-source.ts';
import { KEPT_SURGES, type SurgeObject } from './kept-types.ts';
import type { Change } from './object-cache.ts';
import { idOf, type SurgeClient } from './surge-client.ts';

export class SummaryClient implements SurgeStateReader, SurgeSummaryWriter, SurgeChanges {
  readonly #surges: SurgeClient;
  readonly #source: CachedSource;

  constructor(surges: SurgeClient, source: CachedSource) {
    this.#surges = surges;
    this.#source = source;
  }

  listIds(): Promise<readonly string[]> {
    return this.#surges.listIds();
  }

  listStates(): Promise<readonly StoredSurgeState[]> {
    return this.#surges.listStates();
  }

  readState(surge: string): Promise<StoredSurgeState | undefined> {
    return this.#surges.readState(surge);
  }

  /** Goes with what else is said of the surge at the time. */
  patchSummary(surge: string, summary: SurgeSummary, uid?: string): Promise<void> {
    return this.#surges.patchSummary(surge, summary, uid);
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
