import { expect, test } from 'vitest';
import type { ScheduleStatus } from '../../../src/core/prescale/schedule-status.ts';
import {
  readScheduleStatus,
  scheduleStatusPatch,
} from '../../../src/resources/surge-schedule/status-codec.ts';
import { at } from '../../support/a-surge.ts';

const STATUS: ScheduleStatus = {
  observedGeneration: 2,
  conditions: [
    {
      type: 'Accepted',
      status: 'True',
      reason: 'Valid',
      message: 'the schedule is understood',
      observedGeneration: 2,
      lastTransitionTime: at(12),
    },
  ],
  nextStart: at(17),
  lastStart: undefined,
};

test('what was written is read', () => {
  const { status } = scheduleStatusPatch(STATUS) as { status: Record<string, unknown> };
  expect(status).toMatchObject({ nextStart: '2026-11-22T17:00:00Z', lastStart: null });
  const { lastStart: _, ...stored } = status;
  expect(readScheduleStatus(stored)).toEqual(STATUS);
});

test.each([
  undefined,
  {},
  { observedGeneration: 1 },
  { observedGeneration: 1, conditions: [], nextStart: 'soon' },
])('%j is none', (status) => expect(readScheduleStatus(status)).toBeUndefined());
