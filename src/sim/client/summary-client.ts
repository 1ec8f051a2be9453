/** The ports of the surges' summaries on the embedded cluster. */
import type { StoredSurgeState, SurgeSummary } from '../../core/model/surge-summary.ts';
import type { SurgeChanges } from '../../ports/changes.ts';
import type { AnnouncementWriter } from '../../ports/news.ts';
import type { SurgeStateReader, SurgeSummaryWriter } from '../../ports/surges.ts';
import { announcedPatch, readAnnounced } from '../../resources/surge/announced-codec.ts';
import { splitId } from '../../resources/surge/codec.ts';
import { EVENT_ID_ANNOTATION } from '../../resources/surge/event-annotations.ts';
import { readSummary, summaryPatch } from '../../resources/surge/summary-codec.ts';
import type { SurgeObject } from '../api/objects.ts';
import type { WatchEvent } from '../api/server.ts';
import type { Connection } from './connection.ts';
import { readStoredSurge } from './surge-reading.ts';
import { writeSurgeStatus } from './surge-status.ts';

export class SummaryClient implements SurgeStateReader, SurgeSummaryWriter, AnnouncementWriter, SurgeChanges {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  listIds(): Promise<readonly string[]> {
    return this.#connection.read(() => Array.from(this.#connection.api.list('Surge'), idOf));
  }

  listStates(): Promise<readonly StoredSurgeState[]> {
    return this.#connection.read(() => Array.from(this.#connection.api.list('Surge'), stateOf));
  }

  readState(surge: string): Promise<StoredSurgeState | undefined> {
    return this.#connection.read(() => {
      const object = this.#connection.api.find('Surge', ...splitId(surge));
      return object === undefined ? undefined : stateOf(object);
    });
  }

  patchSummary(surge: string, summary: SurgeSummary, uid?: string): Promise<void> {
    return writeSurgeStatus(this.#connection, surge, summaryPatch(summary), uid);
  }

  patchAnnounced(
    surge: string,
    announced: Readonly<Record<string, string | null>>,
    uid: string,
  ): Promise<void> {
    return writeSurgeStatus(this.#connection, surge, announcedPatch(announced), uid);
  }

  watch(changed: (surge: string) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    const stop = this.#connection.api.watch('Surge', (event) => {
      if (concerns(event)) this.#connection.deliver(() => changed(idOf(event.object)));
    });
    this.#connection.onDeath(stop);
    signal.addEventListener('abort', stop, { once: true });
  }
}

const idOf = ({ metadata }: SurgeObject): string => `${metadata.namespace ?? ''}/${metadata.name}`;

function stateOf(object: SurgeObject): StoredSurgeState {
  const { metadata, status } = object;
  return {
    id: idOf(object),
    uid: metadata.uid,
    generation: metadata.generation,
    reading: readStoredSurge(object),
    summary: readSummary(status),
    eventId: metadata.annotations?.[EVENT_ID_ANNOTATION],
    announced: readAnnounced(status),
  };
}

/** What is written of the whole says nothing new of it. */
const concerns = ({ type, object, previous }: WatchEvent<'Surge'>): boolean =>
  type !== 'MODIFIED' ||
  object.metadata.generation !== previous?.metadata.generation ||
  object.status?.['targets'] !== previous.status?.['targets'];
