/** A surge in the store with the event that it is of: identity and version travel as annotations. */
import type { Surge } from '../../../src/core/model/surge.ts';
import { asInstant } from '../../../src/core/model/time.ts';
import type { StoredSurge, SurgeEvent } from '../../../src/core/prescale/intake.ts';
import { surgeManifest, surgeSpec } from '../../../src/resources/surge/codec.ts';
import type { SurgeObject } from '../../../src/sim/api/objects.ts';
import { surgeIn } from '../../support/a-surge-object.ts';
import { NAMESPACE } from './draw-targets.ts';

const VERSION = 'example.com/event-version';

/** What a cancel leaves when its schedule has never been seen. */
const tombstone = (eventId: string): Surge => ({
  id: `${NAMESPACE}/${eventId}`,
  targets: [],
  start: asInstant(0),
  end: asInstant(1_000),
  demand: { kind: 'replicas', replicas: 1 },
  ceiling: { kind: 'cap' },
  cancelled: true,
  status: {},
});

export function draftOf(stored: StoredSurge) {
  const draft = surgeManifest(stored.cancelled ? tombstone(stored.eventId) : stored.surge);
  return { ...draft, metadata: { ...draft.metadata, annotations: annotationsOf(stored) } };
}

/** What has been written about the surge meanwhile stays. */
export const updated = (object: SurgeObject, stored: StoredSurge): SurgeObject => ({
  ...object,
  metadata: { ...object.metadata, annotations: annotationsOf(stored) },
  spec: stored.cancelled ? { ...object.spec, cancelled: true } : surgeSpec(stored.surge),
});

export function storedIn(object: SurgeObject): StoredSurge {
  const eventId = object.metadata.name;
  const version = versionOf(object);
  const surge = surgeIn(object);
  return surge.cancelled
    ? { cancelled: true, eventId, version }
    : { cancelled: false, eventId, version, surge };
}

/** Under either name: the intake of days with controllers is one of its own. */
export const versionOf = ({ metadata: { annotations = {} } }: SurgeObject): number =>
  Number(annotations[VERSION] ?? annotations['forescale.dev/event-version']);

export const describeEvent = ({ kind, eventId, version }: SurgeEvent): string =>
  `${eventId} version ${version} ${kind}`;

const annotationsOf = ({ version }: StoredSurge) => ({ [VERSION]: String(version) });
