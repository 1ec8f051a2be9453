/** The object that an event is about: `kubectl describe` finds an event by the uid that it names. */
import type { EventSubject } from '../../ports/events.ts';
import { splitId } from '../../resources/surge/codec.ts';
import type { Involved } from './event-record.ts';
import { KEPT_SURGES, KEPT_TARGETS } from './kept-types.ts';
import type { KeptType, ObjectSource, StoredObject } from './object-source.ts';
import { apiVersionOf } from './resource-type.ts';

/** Undefined when it is gone. */
export async function findSubject(
  subject: EventSubject,
  source: ObjectSource,
): Promise<Involved | undefined> {
  if (subject.kind === 'target') {
    const { kind, namespace, name } = subject.ref;
    return find(KEPT_TARGETS[kind], namespace, name, source);
  }
  const [namespace, name] = splitId(subject.surge);
  return find(KEPT_SURGES, namespace, name, source);
}

async function find(
  type: KeptType<StoredObject>,
  namespace: string,
  name: string,
  source: ObjectSource,
): Promise<Involved | undefined> {
  const found = await source.get(type, namespace, name);
  if (found === undefined) return undefined;
  const { kind } = type;
  return { apiVersion: apiVersionOf(type), kind, namespace, name, uid: found.metadata.uid };
}
