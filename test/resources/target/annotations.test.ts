import { describe, expect, test } from 'vitest';
import { formatRecord, RECORD_ANNOTATION } from '../../../src/core/model/floor-record.ts';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import {
  isRecorded,
  readAnnotated,
  recordPatch,
  refOfObject,
  type TargetObject,
} from '../../../src/resources/target/annotations.ts';
import { aRecord } from '../../support/a-target.ts';

const annotated = (annotations?: Readonly<Record<string, string>>): TargetObject => ({
  metadata: {
    namespace: 'news',
    name: 'app',
    uid: 'uid-1',
    resourceVersion: '7',
    generation: 1,
    creationTimestamp: '2026-11-22T12:00:00Z',
    ...(annotations === undefined ? {} : { annotations }),
  },
});

test('a target is known by kind, namespace and name', () => {
  expect(refOfObject(annotated(), 'StatefulSet')).toEqual({
    kind: 'StatefulSet',
    namespace: 'news',
    name: 'app',
  });
});

describe('what is written on a target', () => {
  test('nothing', () => {
    expect(readAnnotated(annotated())).toEqual({
      uid: 'uid-1',
      resourceVersion: '7',
      profile: undefined,
      record: { kind: 'none' },
      paused: false,
    });
  });

  const annotations: Readonly<Record<string, readonly [string, string, Partial<TargetSnapshot>]>> = {
    'a profile': ['forescale.dev/profile', '{"rpsPerReplica":100}', { profile: { rpsPerReplica: 100 } }],
    'a torn profile is none': ['forescale.dev/profile', '{"rpsPer', { profile: undefined }],
    'a record': [
      RECORD_ANNOTATION,
      formatRecord(aRecord()),
      { record: { kind: 'record', record: aRecord() } },
    ],
    'a torn record': [RECORD_ANNOTATION, '{', { record: { kind: 'torn', text: '{' } }],
    'a pause': ['forescale.dev/paused', 'true', { paused: true }],
    'no pause': ['forescale.dev/paused', 'false', { paused: false }],
  };
  test.each(Object.entries(annotations))('%s', (_, [name, text, expected]) => {
    expect(readAnnotated(annotated({ [name]: text }))).toMatchObject(expected);
  });
});

describe('a record', () => {
  test('makes a target a recorded one, torn or whole', () => {
    expect(isRecorded(annotated())).toBe(false);
    expect(isRecorded(annotated({ [RECORD_ANNOTATION]: '{' }))).toBe(true);
  });

  test('is put there and taken away by a merge patch', () => {
    expect(recordPatch(aRecord())).toEqual({ annotations: { [RECORD_ANNOTATION]: formatRecord(aRecord()) } });
    expect(recordPatch(null)).toEqual({ annotations: { [RECORD_ANNOTATION]: null } });
  });
});
