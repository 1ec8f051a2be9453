/**
 * Hints for the loops: what the owner of a target, or somebody else, has changed of what is read of it; a surge that names it
 * was made, changed or deleted; a workload got another scaler.
 */
import { keyOf, type TargetKind, type TargetRef } from '../../core/model/target.ts';
import type { TargetChanges } from '../../ports/changes.ts';
import { isSameValue } from '../../resources/same-value.ts';
import { readSurge } from '../../resources/surge/codec.ts';
import { isRecorded, refOfObject, type TargetObject } from '../../resources/target/annotations.ts';
import type { CachedSource } from './cached-source.ts';
import {
  KEPT_HPAS,
  KEPT_SCALED_OBJECTS,
  KEPT_SURGES,
  KEPT_WORKLOADS,
  type SurgeObject,
} from './kept-types.ts';
import type { Change } from './object-cache.ts';
import type { KeptType, StoredObject } from './object-source.ts';
import { scaledBy, type WorkloadName } from './workload-lookup.ts';

type Tell = (ref: TargetRef) => void;
type Subscribe = CachedSource['subscribe'];

export class ChangeWatch implements TargetChanges {
  readonly #source: CachedSource;

  constructor(source: CachedSource) {
    this.#source = source;
  }

  watch(changed: Tell, signal: AbortSignal): void {
    if (signal.aborted) return;
    const subscribe: Subscribe = (type, handle) => fromNowOn(this.#source, type, handle);
    const stops = [
      watchScalers(
        subscribe,
        KEPT_HPAS,
        'HorizontalPodAutoscaler',
        ({ spec }) => spec.scaleTargetRef,
        changed,
      ),
      watchScalers(subscribe, KEPT_SCALED_OBJECTS, 'ScaledObject', scaledBy, changed),
      watchWorkloads(subscribe, 'Deployment', changed),
      watchWorkloads(subscribe, 'StatefulSet', changed),
      subscribe(KEPT_SURGES, (change) => {
        if (!isSameValue(change.object.spec, change.previous?.spec) || change.type !== 'MODIFIED')
          for (const ref of namedIn(change)) changed(ref);
      }),
    ];
    signal.addEventListener('abort', () => stops.forEach((stop) => stop()), { once: true });
  }
}

/** What is there already is no change: whoever watches has listed it. */
function fromNowOn<T extends StoredObject>(
  source: CachedSource,
  type: KeptType<T>,
  handle: (change: Change<T>) => void | Promise<void>,
): () => void {
  let listening = false;
  const stop = source.subscribe(type, (change) => (listening ? handle(change) : undefined));
  listening = true;
  return stop;
}

function watchScalers<T extends StoredObject & TargetObject & { readonly spec: unknown }>(
  subscribe: Subscribe,
  type: KeptType<T>,
  kind: TargetKind,
  workloadOf: (object: T) => WorkloadName,
  tell: Tell,
): () => void {
  return subscribe(type, (change) => {
    if (!concerns(change)) return;
    tell(refOfObject(change.object, kind));
    // A workload is a target of its own, or not, by who scales it.
    for (const ref of rescaled(change, workloadOf)) tell(ref);
  });
}

/** Most workloads belong to a scaler and change by it all the time: only recorded ones are targets themselves. */
function watchWorkloads(subscribe: Subscribe, kind: 'Deployment' | 'StatefulSet', tell: Tell): () => void {
  return subscribe(KEPT_WORKLOADS[kind], (change) => {
    const { object, previous } = change;
    const recorded = isRecorded(object) || (previous !== undefined && isRecorded(previous));
    if (recorded && concerns(change)) tell(refOfObject(object, kind));
  });
}

/** Its status alone is looked at when the plan says so. */
function concerns<T extends StoredObject & { readonly spec: unknown }>(change: Change<T>): boolean {
  const { type, object, previous } = change;
  if (type !== 'MODIFIED') return true;
  const before = previous.metadata;
  const { annotations, ...rest } = object.metadata;
  return (
    !isSameValue(object.spec, previous.spec) ||
    !isSameValue(annotations, before.annotations) ||
    rest.uid !== before.uid
  );
}

function rescaled<T extends StoredObject>(
  { type, object, previous }: Change<T>,
  workloadOf: (object: T) => WorkloadName,
): readonly TargetRef[] {
  const namespace = object.metadata.namespace ?? '';
  const now = workloadOf(object);
  const before = previous && workloadOf(previous);
  if (type === 'MODIFIED' && isSameValue(now, before)) return [];
  return [now, ...(before === undefined ? [] : [before])].flatMap(({ kind, name }) =>
    isWorkloadKind(kind) ? [{ kind, namespace, name }] : [],
  );
}

const isWorkloadKind = (kind: string): kind is keyof typeof KEPT_WORKLOADS =>
  Object.hasOwn(KEPT_WORKLOADS, kind);

/** Before and after the change: a target that is no longer named has to be handed back. */
function namedIn({ object, previous }: Change<SurgeObject>): readonly TargetRef[] {
  const refs = [object, previous].flatMap((surge) => {
    const reading = surge && readSurge(surge);
    return reading?.kind === 'surge' ? reading.surge.targets.map(({ ref }) => ref) : [];
  });
  return [...new Map(refs.map((ref) => [keyOf(ref), ref])).values()];
}
