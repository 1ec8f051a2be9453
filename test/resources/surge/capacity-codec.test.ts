import { describe, expect, test } from 'vitest';
import type { SurgeTargetCapacity } from '../../../src/core/model/surge-capacity.ts';
import { keyOf } from '../../../src/core/model/target.ts';
import { capacityPatch, readCapacities } from '../../../src/resources/surge/capacity-codec.ts';
import { surgeManifest } from '../../../src/resources/surge/codec.ts';
import { aCapacity } from '../../support/a-capacity.ts';
import { aSurge } from '../../support/a-surge.ts';
import { A_DEPLOYMENT, AN_HPA } from '../../support/a-target.ts';
import { anApi, BY_OWNER } from '../../support/an-api.ts';

const KEY = keyOf(AN_HPA);
const TAKEN = { type: 'Provisioning', status: 'True', reason: 'FakePodsInjected', message: 'ok' };

function aStore() {
  const { api } = anApi();
  api.create('Surge', surgeManifest(aSurge()), BY_OWNER);
  return (key: string, capacity: SurgeTargetCapacity) =>
    api.patchStatus('Surge', 'news', 'push', capacityPatch(key, capacity), BY_OWNER).status;
}

test('is stored with texts for instants', () => {
  expect(aStore()(KEY, aCapacity({ conditions: [TAKEN] }))).toStrictEqual({
    capacity: {
      [KEY]: {
        ...aCapacity({ conditions: [TAKEN] }),
        since: '2026-11-22T17:50:00.000Z',
        at: '2026-11-22T17:50:00.000Z',
      },
    },
  });
});

test('comes back as it was, of one target after the other', () => {
  const write = aStore();
  write(KEY, aCapacity({ conditions: [TAKEN] }));
  write(keyOf(A_DEPLOYMENT), aCapacity({ buffer: 'other' }));
  expect(readCapacities(write(KEY, aCapacity({ phase: 'Released', nodes: undefined })))).toEqual({
    [KEY]: aCapacity({ phase: 'Released', nodes: undefined }),
    [keyOf(A_DEPLOYMENT)]: aCapacity({ buffer: 'other' }),
  });
});

describe('reading', () => {
  test('finds node groups in the place of a buffer', () => {
    const groups = [{ region: 'eu-central-1', name: 'web', min: 2, size: 8 }];
    const said = aCapacity({ buffer: undefined, groups });
    expect(readCapacities({ capacity: { [KEY]: { ...stored, buffer: undefined, groups } } })).toEqual({
      [KEY]: said,
    });
  });

  test.each([undefined, null, 'x', {}, { capacity: [] }])('%j finds nothing', (status) => {
    expect(readCapacities(status)).toBeUndefined();
  });

  const stored = { ...aCapacity(), since: '2026-11-22T17:50:00Z', at: '2026-11-22T17:50:00Z' };

  test.each<[string, object]>([
    ['an unknown phase', { ...stored, phase: 'Dreaming' }],
    ['an instant that is none', { ...stored, at: 'soon' }],
    ['a start that is none', { ...stored, since: 'soon' }],
    ['no message', { ...stored, message: undefined }],
    ['a group without a size', { ...stored, groups: [{ region: 'eu-central-1', name: 'web', min: 2 }] }],
  ])('passes over an entry with %s', (_, entry) => {
    expect(readCapacities({ capacity: { [KEY]: entry, other: stored } })).toEqual({ other: aCapacity() });
  });
});
