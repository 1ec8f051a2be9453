import { expect, test } from 'vitest';
import {
  type StoredScheduleState,
  scheduleStatus,
  scheduleTime,
} from '../../../src/core/prescale/schedule-status.ts';
import { aSchedule } from '../../support/a-schedule.ts';
import { at } from '../../support/a-surge.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const STATE: StoredScheduleState = {
  id: 'news/evening',
  uid: 'uid-1',
  generation: 3,
  reading: { kind: 'schedule', schedule: aSchedule() },
  status: undefined,
};
const STARTS = { nextStart: at(17), lastStart: undefined };
const refused = (...problems: readonly string[]) =>
  scheduleStatus({ ...STATE, reading: { kind: 'refused', problems } }, STARTS, at(12))?.conditions;

test('says that it is understood, and when its windows are', () => {
  expect(scheduleStatus(STATE, STARTS, at(12))).toMatchObject({
    observedGeneration: 3,
    conditions: [{ type: 'Accepted', status: 'True', reason: 'Valid', lastTransitionTime: at(12) }],
    ...STARTS,
  });
});

test('says that it is suspended', () => {
  const reading = { kind: 'schedule', schedule: aSchedule({ suspended: true }) } as const;
  expect(scheduleStatus({ ...STATE, reading }, STARTS, at(12))?.conditions).toMatchObject([
    { status: 'True', reason: 'Suspended' },
  ]);
});

test('names the zone that there is not', () => {
  const problem = 'spec.zone: expected an IANA time zone such as Europe/Berlin, got "Mars/Base"';
  expect(refused(problem)).toMatchObject([{ status: 'False', reason: 'UnknownZone', message: problem }]);
});

test('names every problem', () => {
  expect(refused('spec.cron: a', 'spec.endTime: b')).toMatchObject([
    { status: 'False', reason: 'Invalid', message: 'spec.cron: a; spec.endTime: b' },
  ]);
});

test('is written when something changed', () => {
  const status = scheduleStatus(STATE, STARTS, at(12));
  const said = { ...STATE, status };
  expect(scheduleStatus(said, STARTS, at(13))).toBeUndefined();
  expect(scheduleStatus(said, { ...STARTS, nextStart: at(18) }, at(13))).toMatchObject({ nextStart: at(18) });
  expect(scheduleStatus({ ...said, generation: 4 }, STARTS, at(13))?.observedGeneration).toBe(4);
});

test('remembers its last start when the surge is gone', () => {
  const status = scheduleStatus(STATE, { ...STARTS, lastStart: at(8) }, at(12));
  const later = scheduleStatus({ ...STATE, status, generation: 4 }, STARTS, at(13));
  expect(later?.lastStart).toBe(at(8));
});

test.each([
  ['its own', undefined, at(12), at(12)],
  ['that of who saw it start', at(12, 0, 20), at(12), at(12, 0, 20)],
  ['not of who is far ahead', at(12, 2), at(12), at(12)],
])('the time is %s', (_name, lastStart, readAt, want) => {
  const status = { observedGeneration: 3, conditions: [], nextStart: undefined, lastStart };
  expect(scheduleTime({ ...STATE, status }, DEFAULTS, readAt)).toBe(want);
});
