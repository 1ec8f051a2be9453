import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SurgeTargetStatus } from '../../../src/core/model/surge.ts';
import { keyOf } from '../../../src/core/model/target.ts';
import { surgeManifest } from '../../../src/resources/surge/codec.ts';
import { readStatuses, statusPatch } from '../../../src/resources/surge/status-codec.ts';
import { aStatus, aSurge, at } from '../../support/a-surge.ts';
import { A_DEPLOYMENT, AN_HPA } from '../../support/a-target.ts';
import { anApi, BY_OWNER } from '../../support/an-api.ts';
import { arbStatus } from '../../support/arbitrary-status.ts';

const KEYS = [keyOf(AN_HPA), keyOf(A_DEPLOYMENT)];
const KEY = keyOf(AN_HPA);

function aStore() {
  const { api } = anApi();
  const stored = api.create('Surge', surgeManifest(aSurge()), BY_OWNER);
  const write = (key: string, status: SurgeTargetStatus) =>
    api.patchStatus('Surge', 'news', 'push', statusPatch(key, status), BY_OWNER);
  return { stored, write };
}

/** The statuses of a surge after they were patched in one after the other. */
function storeAll(writes: readonly (readonly [string, SurgeTargetStatus])[]) {
  const { write } = aStore();
  return readStatuses(writes.map(([key, status]) => write(key, status)).at(-1)?.status);
}

describe('the status of one target', () => {
  test('is stored with texts for instants, without what is not known', () => {
    const { write } = aStore();
    expect(write(KEY, aStatus({ raisedAt: at(17, 56) })).status).toStrictEqual({
      targets: {
        [KEY]: {
          phase: 'Warming',
          uid: 'uid-1',
          baseline: { min: 10, max: 50, scaleDownSeconds: 'absent' },
          raisedAt: '2026-11-22T17:56:00.000Z',
          late: false,
          reasserts: 0,
          conditions: [],
        },
      },
    });
  });

  test('what is undefined now does not linger, of no field', () => {
    const full = aStatus({
      woken: true,
      raisedAt: at(17),
      readySince: at(17, 1),
      warmAt: at(18),
      at: at(18, 1),
    });
    const bare = aStatus({ baseline: { min: undefined, max: undefined, scaleDownSeconds: undefined } });
    expect(storeAll([[KEY, full]])).toEqual({ [KEY]: full });
    expect(
      storeAll([
        [KEY, full],
        [KEY, bare],
      ]),
    ).toEqual({ [KEY]: bare });
  });

  test('is the last one written there, whatever was written before and beside it', () => {
    const writes = fc.array(fc.tuple(fc.constantFrom(...KEYS), arbStatus), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(writes, (all) => {
        expect(storeAll(all)).toEqual(Object.fromEntries(all));
      }),
    );
  });

  test('leaves the surge itself alone', () => {
    const { stored, write } = aStore();
    const patched = write('k', aStatus());
    expect(patched.spec).toBe(stored.spec);
    expect(patched.metadata.generation).toBe(1);
  });
});

describe('a status of somebody else’s making', () => {
  const sound = { phase: 'Warm', uid: 'u', baseline: {}, late: false, reasserts: 1, conditions: [] };

  test.each<[string, unknown, readonly string[]]>([
    ['none at all', undefined, []],
    ['a text', 'warm', []],
    ['without targets', { phase: 'Warm' }, []],
    [
      'an entry that is none is left out, the others are read',
      { targets: { a: sound, b: { phase: 'Hot' } } },
      ['a'],
    ],
    ['a field that is not known yet is passed over', { targets: { a: { ...sound, mood: 'good' } } }, ['a']],
  ])('%s', (_, status, keys) => {
    expect(Object.keys(readStatuses(status))).toEqual(keys);
  });
});
