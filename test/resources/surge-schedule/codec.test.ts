import { expect, test } from 'vitest';
import { minutes, seconds } from '../../../src/core/model/time.ts';
import { expandWindows, surgesOf } from '../../../src/core/prescale/occurrences.ts';
import { readSurgeSchedule } from '../../../src/resources/surge-schedule/codec.ts';
import { anInstant } from '../../support/an-instant.ts';

const EVENING_NEWS = {
  cron: '0 20 * * *',
  zone: 'Europe/Berlin',
  endTime: '20:15',
  excludeDates: ['2026-12-24'],
  surge: {
    targets: [{ kind: 'HorizontalPodAutoscaler', name: 'app' }],
    demand: { rps: 500 },
    leadSeconds: 300,
    nodes: { leadSeconds: 60 },
  },
};
const METADATA = { namespace: 'news', name: 'evening' };

test('a schedule is when and what', () => {
  expect(readSurgeSchedule({ metadata: METADATA, spec: EVENING_NEWS })).toEqual({
    kind: 'schedule',
    schedule: {
      id: 'news/evening',
      recurrence: {
        cron: '0 20 * * *',
        zone: 'Europe/Berlin',
        end: { kind: 'at', sinceMidnight: minutes(20 * 60 + 15) },
        excludedDates: ['2026-12-24'],
        notBefore: undefined,
        notAfter: undefined,
      },
      suspended: false,
      template: {
        id: 'news/evening',
        targets: [{ ref: { kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'app' } }],
        demand: { kind: 'rps', rps: 500, curve: { kind: 'box' } },
        ceiling: { kind: 'cap' },
        lead: seconds(300),
        nodeLead: seconds(60),
        cancelled: false,
      },
    },
  });
});

test('its surges are named by their start', () => {
  const reading = readSurgeSchedule({ metadata: METADATA, spec: EVENING_NEWS });
  if (reading.kind === 'refused') throw new RangeError(reading.problems.join('; '));
  const { template, recurrence } = reading.schedule;
  const windows = expandWindows(
    recurrence,
    anInstant('2026-12-23T00:00:00Z'),
    anInstant('2026-12-26T00:00:00Z'),
  );

  expect(surgesOf(template, windows).map(({ id }) => id)).toEqual([
    'news/evening-20261223t190000z',
    'news/evening-20261225t190000z',
  ]);
});
