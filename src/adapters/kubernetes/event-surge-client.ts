/** The port of surges that events made, on a Kubernetes API. Everything is read from the server each time. */
import { FIELD_MANAGER } from '../../core/prescale/baseline.ts';
import type { EventSurge, EventSurgeDraft } from '../../core/prescale/event-surge.ts';
import type { EventSurgeReader, EventSurgeWriter } from '../../ports/event-surges.ts';
import { NotFound } from '../../ports/faults.ts';
import { splitId } from '../../resources/surge/codec.ts';
import {
  type EventAnnotations,
  type EventSurgeResource,
  eventAnnotations,
  eventSpec,
  eventSurgeManifest,
  readEventSurge,
} from '../../resources/surge/event-codec.ts';
import { writeGuarded } from './guarded-write.ts';
import type { LiveSource } from './live-source.ts';
import type { KeptType, StoredObject } from './object-source.ts';
import { pathOf, SURGES } from './resource-type.ts';

/** The whole, for its annotations. */
const WHOLE_SURGES: KeptType<EventSurgeResource & StoredObject> = { ...SURGES, trim: (object) => object };

const BY_US = { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict' };

export class EventSurgeClient implements EventSurgeReader, EventSurgeWriter {
  readonly #source: LiveSource;

  constructor(source: LiveSource) {
    this.#source = source;
  }

  async read(id: string): Promise<EventSurge | undefined> {
    const object = await this.#source.get(WHOLE_SURGES, ...splitId(id));
    return object && readEventSurge(object);
  }

  async list(): Promise<readonly EventSurge[]> {
    const objects = await this.#source.list(WHOLE_SURGES);
    return objects.flatMap((object) => readEventSurge(object) ?? []);
  }

  async create(draft: EventSurgeDraft): Promise<void> {
    const [namespace, name] = splitId(draft.id);
    const path = pathOf(SURGES, { namespace });
    const body = eventSurgeManifest(draft);
    await this.#source.write(SURGES, namespace, name, { method: 'POST', path, query: BY_US, body });
  }

  async replace(draft: EventSurgeDraft, resourceVersion: string): Promise<void> {
    const [namespace, name] = splitId(draft.id);
    const path = pathOf(SURGES, { namespace, name });
    const body = [
      { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion },
      ...specOperations(draft),
      ...Object.entries(eventAnnotations(draft)).flatMap(annotationOperations),
    ];
    const request = { method: 'PATCH', path, query: BY_US, body, patch: 'json' } as const;
    await writeGuarded(
      path,
      () => this.#source.write(SURGES, namespace, name, request),
      async () => {
        const now = await this.#source.get(WHOLE_SURGES, namespace, name);
        return now?.metadata.resourceVersion === resourceVersion;
      },
    );
  }

  async remove(id: string, resourceVersion: string): Promise<void> {
    const [namespace, name] = splitId(id);
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { resourceVersion } };
    const request = { method: 'DELETE', path: pathOf(SURGES, { namespace, name }), body } as const;
    try {
      await this.#source.write(SURGES, namespace, name, request);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
    }
  }
}

interface Operation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

function specOperations(draft: EventSurgeDraft): readonly Operation[] {
  const value = eventSpec(draft);
  if (value === undefined) return [{ op: 'add', path: '/spec/cancelled', value: true }];
  return [{ op: 'replace', path: '/spec', value }];
}

/** What may not be there is put there first: removing what is not there would be refused. */
function annotationOperations([name, value]: [string, EventAnnotations[string]]): readonly Operation[] {
  const path = `/metadata/annotations/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const put: Operation = { op: 'add', path, value: value ?? '' };
  return value === undefined ? [put, { op: 'remove', path }] : [put];
}
