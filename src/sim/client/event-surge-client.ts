/** The port of surges that events made, on the embedded cluster. */
import { FIELD_MANAGER } from '../../core/prescale/baseline.ts';
import type { EventSurge, EventSurgeDraft } from '../../core/prescale/event-surge.ts';
import type { EventSurgeReader, EventSurgeWriter } from '../../ports/event-surges.ts';
import { splitId } from '../../resources/surge/codec.ts';
import {
  definedIn,
  eventAnnotations,
  eventSpec,
  eventSurgeManifest,
  readEventSurge,
} from '../../resources/surge/event-codec.ts';
import type { SurgeObject } from '../api/objects.ts';
import { expectVersion } from '../api/preconditions.ts';
import type { Connection } from './connection.ts';

const BY_US = { manager: FIELD_MANAGER };

/** Somebody who writes surges for reasons of his own. */
const BY_OTHERS = { manager: 'dashboard' };
const seen = (version: number) => ({ metadata: { annotations: { 'example.com/seen': String(version) } } });

/** Objects are never changed in place, and many clients read the same ones. */
const known = new WeakMap<SurgeObject, { readonly read: EventSurge | undefined }>();

function readOnce(object: SurgeObject): EventSurge | undefined {
  const before = known.get(object) ?? { read: readEventSurge(object) };
  known.set(object, before);
  return before.read;
}

export class EventSurgeClient implements EventSurgeReader, EventSurgeWriter {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  read(id: string): Promise<EventSurge | undefined> {
    return this.#connection.read(() => {
      const object = this.#connection.api.find('Surge', ...splitId(id));
      return object && readOnce(object);
    });
  }

  list(): Promise<readonly EventSurge[]> {
    return this.#connection.read(() =>
      [...this.#connection.api.list('Surge')].flatMap((object) => readOnce(object) ?? []),
    );
  }

  create(draft: EventSurgeDraft): Promise<void> {
    const manifest = eventSurgeManifest(draft);
    return this.#connection.write(() => void this.#connection.api.create('Surge', manifest, BY_US));
  }

  replace(draft: EventSurgeDraft, resourceVersion: string): Promise<void> {
    const { api } = this.#connection;
    const name = splitId(draft.id);
    return this.#connection.write(
      () =>
        void api.update('Surge', ...name, FIELD_MANAGER, (current) => {
          expectVersion(current, resourceVersion);
          return replaced(current, draft);
        }),
      () => {
        if (api.find('Surge', ...name) !== undefined)
          api.patch('Surge', ...name, seen(api.version), BY_OTHERS);
      },
    );
  }

  remove(id: string, resourceVersion: string): Promise<void> {
    const { api } = this.#connection;
    return this.#connection.write(() => {
      if (api.find('Surge', ...splitId(id)) === undefined) return;
      api.delete('Surge', ...splitId(id), { ...BY_US, resourceVersion });
    });
  }
}

function replaced(current: SurgeObject, draft: EventSurgeDraft): SurgeObject {
  const { metadata, spec } = current;
  const annotations = definedIn({ ...metadata.annotations, ...eventAnnotations(draft) });
  return {
    ...current,
    metadata: { ...metadata, annotations },
    spec: eventSpec(draft) ?? { ...spec, cancelled: true },
  };
}
