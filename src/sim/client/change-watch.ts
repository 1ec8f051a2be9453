/**
 * Hints for the loop: a target's own spec changed, or what is written on it for us or by us, or a surge that names it
 * was made, changed or deleted.
 */
import { RECORD_ANNOTATION } from '../../core/model/floor-record.ts';
import type { TargetRef } from '../../core/model/target.ts';
import { PROFILE_ANNOTATION } from '../../core/model/workload-profile.ts';
import type { TargetChanges } from '../../ports/changes.ts';
import { isRecorded, PAUSED_ANNOTATION, refOfObject } from '../../resources/target/annotations.ts';
import type { KubeObject, SurgeObject } from '../api/objects.ts';
import type { WatchEvent } from '../api/server.ts';
import type { Connection } from './connection.ts';
import { readStoredSurge } from './surge-reading.ts';

export class ChangeWatch implements TargetChanges {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  watch(changed: (ref: TargetRef) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    const tell = (ref: TargetRef) => this.#connection.deliver(() => changed(ref));
    const stops = [
      this.#connection.api.watch('HorizontalPodAutoscaler', (event) => {
        if (concerns(event)) tell(refOfObject(event.object, 'HorizontalPodAutoscaler'));
      }),
      this.#connection.api.watch('Deployment', (event) => {
        // Most Deployments belong to an HPA and change by it all the time: only recorded ones are targets themselves.
        if (isOrWasRecorded(event) && concerns(event)) tell(refOfObject(event.object, 'Deployment'));
      }),
      this.#connection.api.watch('Surge', (event) => {
        if (specChanged(event)) for (const ref of refsOf(event)) tell(ref);
      }),
    ];
    const stopAll = () => {
      for (const stop of stops.splice(0)) stop();
    };
    this.#connection.onDeath(stopAll);
    signal.addEventListener('abort', stopAll, { once: true });
  }
}

const ANNOTATIONS = [RECORD_ANNOTATION, PAUSED_ANNOTATION, PROFILE_ANNOTATION];

const concerns = (event: WatchEvent): boolean =>
  specChanged(event) ||
  ANNOTATIONS.some((name) => annotation(event.object, name) !== annotation(event.previous, name));

const specChanged = ({ type, object, previous }: WatchEvent): boolean =>
  type !== 'MODIFIED' || object.metadata.generation !== previous?.metadata.generation;

const isOrWasRecorded = ({ object, previous }: WatchEvent): boolean =>
  isRecorded(object) || (previous !== undefined && isRecorded(previous));

const annotation = (object: KubeObject | undefined, name: string): string | undefined =>
  object?.metadata.annotations?.[name];

/** Targets named before and after the change: one that is no longer named has to be handed back. */
function refsOf({ object, previous }: WatchEvent<'Surge'>): readonly TargetRef[] {
  return [object, previous]
    .filter((surge): surge is SurgeObject => surge !== undefined)
    .flatMap((surge) => targetsOf(surge));
}

/** A surge that is refused asks nothing of anybody. */
function targetsOf(object: SurgeObject): readonly TargetRef[] {
  const reading = readStoredSurge(object);
  return reading.kind === 'surge' ? reading.surge.targets.map(({ ref }) => ref) : [];
}
