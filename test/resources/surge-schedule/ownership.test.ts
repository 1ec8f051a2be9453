import { expect, test } from 'vitest';
import {
  scheduleIdOf,
  scheduleReference,
  scheduleUidOf,
} from '../../../src/resources/surge-schedule/ownership.ts';

const OURS = scheduleReference('news/evening', 'uid-7');

test('the owner that is written is found again', () => {
  const metadata = { namespace: 'news', ownerReferences: [{ ...OURS, kind: 'App', uid: 'uid-1' }, OURS] };
  expect([scheduleUidOf(metadata), scheduleIdOf(metadata)]).toEqual(['uid-7', 'news/evening']);
});

test.each([[{}], [{ ownerReferences: [] }], [{ ownerReferences: [{ ...OURS, controller: false }] }]])(
  '%j belongs to no schedule',
  (metadata) => expect([scheduleUidOf(metadata), scheduleIdOf(metadata)]).toEqual([undefined, undefined]),
);
