import { expect, test } from 'vitest';
import { announcedPatch, readAnnounced } from '../../../src/resources/surge/announced-codec.ts';

const KEY = '2026-11-22T18:00:00Z/degraded/Capped/NotWarm';
const AT = '2026-11-22T17:56:00.000Z';

test('what was written is read', () => {
  expect(readAnnounced(announcedPatch({ [KEY]: AT })['status'])).toEqual({ [KEY]: AT });
});

test('what is to be forgotten is null, which a merge patch takes out', () => {
  expect(announcedPatch({ [KEY]: null })).toEqual({ status: { announced: { [KEY]: null } } });
});

test.each<[string, unknown]>([
  ['without a status', undefined],
  ['in a status without it', { targets: {} }],
  ['in one that is no map', { announced: [AT] }],
  ['in entries that are no text', { announced: { [KEY]: 7, other: null } }],
])('nothing was told %s', (_name, status) => {
  expect(readAnnounced(status)).toEqual({});
});
