/** What every kind of target says of itself: its identity, and what is written on it by its owner or by Forescale. */
import {
  type FloorRecord,
  formatRecord,
  parseRecord,
  RECORD_ANNOTATION,
} from '../../core/model/floor-record.ts';
import type { RecordReading, TargetKind, TargetRef, TargetSnapshot } from '../../core/model/target.ts';
import { PROFILE_ANNOTATION, parseProfile } from '../../core/model/workload-profile.ts';
import type { JsonObject } from '../json.ts';
import type { ObjectMeta } from '../kube-object.ts';

export const PAUSED_ANNOTATION = 'forescale.dev/paused';

export interface TargetObject {
  readonly metadata: ObjectMeta;
}

export const refOfObject = ({ metadata }: TargetObject, kind: TargetKind): TargetRef => ({
  kind,
  namespace: metadata.namespace ?? '',
  name: metadata.name,
});

/** Does the target carry a record of ours, readable or not? */
export const isRecorded = ({ metadata }: TargetObject): boolean =>
  metadata.annotations?.[RECORD_ANNOTATION] !== undefined;

type Annotated = Pick<TargetSnapshot, 'uid' | 'resourceVersion' | 'profile' | 'record' | 'paused'>;

export function readAnnotated({ metadata }: TargetObject): Annotated {
  const { annotations = {}, uid, resourceVersion } = metadata;
  const profile = annotations[PROFILE_ANNOTATION];
  return {
    uid,
    resourceVersion,
    profile: profile === undefined ? undefined : parseProfile(profile),
    record: readRecord(annotations[RECORD_ANNOTATION]),
    paused: annotations[PAUSED_ANNOTATION] === 'true',
  };
}

function readRecord(text: string | undefined): RecordReading {
  if (text === undefined) return { kind: 'none' };
  const record = parseRecord(text);
  return record === undefined ? { kind: 'torn', text } : { kind: 'record', record };
}

/** The part of a merge patch that puts the record there, or takes it away. */
export const recordPatch = (record: FloorRecord | null): JsonObject => ({
  annotations: { [RECORD_ANNOTATION]: record === null ? null : formatRecord(record) },
});
