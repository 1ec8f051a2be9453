/** Hints for the loop: a target's own spec or record changed, or a surge that names it was made, changed or deleted. */
import { RECORD_ANNOTATION } from '../../core/model/floor-record.ts';
import type { TargetRef } from '../../core/model/target.ts';
import type { TargetChanges } from '../../ports/changes.ts';
import type { KubeObject, SurgeObject } from '../api/objects.ts';
import type { WatchEvent } from '../api/server.ts';
import type { Connection } from './connection.ts';
import { surgeOf } from './surge-codec.ts';
import { isRecorded } from './target-client.ts';
import { refOfObject } from './target-mapping.ts';

export class ChangeWatch implements TargetChanges {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  watch(changed: (ref: TargetRef) => void, signal: AbortSignal): void {
    const tell = (ref: TargetRef) => this.#connection.deliver(() => changed(ref));
    const stops = [
      this.#connection.api.watch('HorizontalPodAutoscaler', (event) => {
        if (concerns(event)) tell(refOfObject(event.object, 'HorizontalPodAutoscaler'));
      }),
      this.#connection.api.watch('Deployment', (event) => {
        // Most Deployments belong to an HPA and change by it all the time: only recorded ones are targets themselves.
        if (isRecorded(event.object) && concerns(event)) tell(refOfObject(event.object, 'Deployment'));
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

const concerns = (event: WatchEvent): boolean =>
  specChanged(event) || recordOf(event.object) !== recordOf(event.previous);

const specChanged = ({ type, object, previous }: WatchEvent): boolean =>
  type !== 'MODIFIED' || object.metadata.generation !== previous?.metadata.generation;

const recordOf = (object: KubeObject | undefined): string | undefined =>
  object?.metadata.annotations?.[RECORD_ANNOTATION];

/** Targets named before and after the change: one that is no longer named has to be handed back. */
function refsOf({ object, previous }: WatchEvent<'Surge'>): readonly TargetRef[] {
  return [object, previous]
    .filter((surge): surge is SurgeObject => surge !== undefined)
    .flatMap((surge) => surgeOf(surge).targets.map(({ ref }) => ref));
}
