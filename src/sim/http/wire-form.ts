/** Stored objects as the server would have written them: instants of built-in fields in whole seconds, a generation
 * where the kind has one. */

import { isRecord } from '../../resources/json.ts';
import type { Kind, KubeObject } from '../api/objects.ts';
import type { ResourceType } from './resource-types.ts';

/** Of the type metav1.Time; other instants, those of a Lease for one, are finer. */
const WHOLE_SECONDS: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'deletionTimestamp',
  'lastScaleTime',
  'lastTransitionTime',
  'startTime',
  'time',
]);

const WITHOUT_GENERATION: ReadonlySet<Kind> = new Set<Kind>([
  'ConfigMap',
  'Event',
  'HorizontalPodAutoscaler',
  'Lease',
  'Namespace',
  'Node',
]);

/** Objects never change, and most are sent more than once. */
const known = new WeakMap<KubeObject, KubeObject>();

export function toWire(object: KubeObject, { custom }: ResourceType): KubeObject {
  const before = known.get(object);
  if (before !== undefined) return before;
  const { generation, ...metadata } = inSeconds(object.metadata);
  const rest = custom ? object : inSeconds(object);
  const form = {
    ...rest,
    metadata: WITHOUT_GENERATION.has(object.kind) ? metadata : { ...metadata, generation },
  } as KubeObject;
  known.set(object, form);
  return form;
}

function inSeconds<T>(value: T): T {
  if (Array.isArray(value)) return value.map(inSeconds) as T;
  if (!isRecord(value)) return value;
  const fields = Object.entries(value).map(([key, field]) => [
    key,
    WHOLE_SECONDS.has(key) && typeof field === 'string' ? field.replace(/\.\d+Z$/, 'Z') : inSeconds(field),
  ]);
  return Object.fromEntries(fields) as T;
}
