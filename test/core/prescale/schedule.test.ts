import { describe, expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import { formatInstant, minutes, plus } from '../../../src/core/model/time.ts';
import type { ScheduleAction } from '../../../src/core/prescale/schedule.ts';
import { aRecurrence } from '../../support/a-recurrence.ts';
import { aSchedule, carriedOut, owning, plan } from '../../support/a-schedule.ts';
import { aStatus, at, withStatus } from '../../support/a-surge.ts';

/** Six in Berlin, in November. */
const [NOON, RAISE, START] = [at(12), at(16, 56), at(17)];
const idsOf = (actions: readonly ScheduleAction[], kind: ScheduleAction['kind']): readonly string[] =>
  actions
    .filter((action) => action.kind === kind)
    .map((action) => (action.kind === 'DeleteSurge' ? action.surge : action.surge.id));
const made = (schedule = aSchedule(), now = NOON) => carriedOut([], plan(schedule, [], now).actions);
const stamp = (day: number) => `news/evening-202611${day}t170000z`;
const DEARER = aSchedule({
  template: { ...aSchedule().template, demand: { kind: 'replicas', replicas: 80 } },
});
const changeOf = (owned: ReturnType<typeof made>, id: string, over: Partial<Surge>) =>
  owned.map((one) => (one.surge.id === id ? { ...one, surge: { ...one.surge, ...over } } : one));

describe('a schedule', () => {
  test('has its surges a week ahead', () => {
    const { actions } = plan(aSchedule(), [], NOON);
    expect(idsOf(actions, 'CreateSurge')).toEqual([22, 23, 24, 25, 26, 27, 28].map(stamp));
    expect(actions[0]).toMatchObject({ surge: { start: START, end: at(17, 20), demand: { replicas: 40 } } });
  });

  test('has each of them once', () => {
    expect(plan(aSchedule(), made(), NOON).actions).toEqual([]);
    expect(idsOf(plan(aSchedule(), made(), plus(NOON, minutes(24 * 60))).actions, 'CreateSurge')).toEqual([
      stamp(29),
    ]);
  });

  test('has fifty at most', () => {
    const often = aSchedule({
      recurrence: aRecurrence({
        cron: '* * * * *',
        zone: 'UTC',
        durationSeconds: 30,
      }),
    });
    expect(plan(often, [], NOON).actions).toHaveLength(50);
  });

  test('has the one that goes on, late', () => {
    expect(idsOf(plan(aSchedule(), [], at(17, 10)).actions, 'CreateSurge')[0]).toBe(stamp(22));
    expect(idsOf(plan(aSchedule(), [], at(17, 20)).actions, 'CreateSurge')[0]).toBe(stamp(23));
  });

  test('has them as early as nodes have to be asked for', () => {
    const { template } = aSchedule();
    const early = aSchedule({ template: { ...template, nodeLead: minutes(10 * 24 * 60) } });
    expect(plan(early, [], NOON).actions).toHaveLength(11);
  });
});

describe('a template that changes', () => {
  test('changes the surges that have not begun', () => {
    const { actions } = plan(DEARER, made(), RAISE);
    expect(idsOf(actions, 'ReplaceSurge')).toEqual([23, 24, 25, 26, 27, 28].map(stamp));
    expect(actions.filter(({ kind }) => kind === 'ReplaceSurge')[0]).toMatchObject({
      surge: { demand: { replicas: 80 }, cancelled: false },
      resourceVersion: '1',
    });
  });

  test('does not change one for which nodes are asked already', () => {
    const [first, ...rest] = made();
    const told = [...owning(withStatus(first?.surge as Surge, aStatus())), ...rest];
    expect(idsOf(plan(DEARER, told, NOON).actions, 'ReplaceSurge')).not.toContain(stamp(22));
  });

  test('takes away those that are in no window any more', () => {
    const later = aSchedule({ recurrence: { ...aSchedule().recurrence, cron: '0 19 * * *' } });
    const { actions } = plan(later, made(), NOON);
    expect(idsOf(actions, 'DeleteSurge')).toEqual([22, 23, 24, 25, 26, 27, 28].map(stamp));
    expect(idsOf(actions, 'CreateSurge')[0]).toBe('news/evening-20261122t180000z');
    expect(idsOf(plan(later, made(), RAISE).actions, 'DeleteSurge')).not.toContain(stamp(22));
  });
});

describe('a surge that somebody has called off', () => {
  const cancelled = changeOf(made(), stamp(22), { cancelled: true });

  test('stays so', () => {
    expect(idsOf(plan(DEARER, cancelled, NOON).actions, 'ReplaceSurge')).not.toContain(stamp(22));
    const suspended = plan(aSchedule({ suspended: true }), cancelled, NOON);
    expect(idsOf(suspended.actions, 'DeleteSurge')).not.toContain(stamp(22));
  });

  test('is not shown as the next', () => {
    expect(formatInstant(plan(aSchedule(), cancelled, NOON).nextStart ?? NOON)).toBe(
      '2026-11-23T17:00:00.000Z',
    );
  });

  test('is none that started', () => {
    expect(plan(aSchedule(), cancelled, at(18)).lastStart).toBeUndefined();
  });
});

test('a schedule that is suspended keeps what has begun', () => {
  const { actions, nextStart, lastStart } = plan(aSchedule({ suspended: true }), made(), START);
  expect(idsOf(actions, 'DeleteSurge')).toEqual([23, 24, 25, 26, 27, 28].map(stamp));
  expect(idsOf(actions, 'CreateSurge')).toEqual([]);
  expect([nextStart, lastStart]).toEqual([undefined, START]);
});

describe('surges that are over', () => {
  const past = made(aSchedule(), plus(NOON, minutes(-5 * 24 * 60)));
  const gone = (now: Parameters<typeof plan>[2]) =>
    idsOf(plan(aSchedule(), past, now).actions, 'DeleteSurge');

  test('are kept, the last three', () => {
    expect(gone(at(18, 20))).toEqual([stamp(19), stamp(18), stamp(17)]);
  });

  test('are left alone while their targets walk back', () => {
    expect(gone(at(18, 19))).toEqual([stamp(18), stamp(17)]);
  });

  test('are not made again', () => {
    const pruned = carriedOut(past, plan(aSchedule(), past, at(18, 20)).actions);
    expect(plan(aSchedule(), pruned, at(18, 20)).actions).toEqual([]);
  });
});

describe('the next start', () => {
  test.each([
    ['is that of the next window', '0 18 * * *', NOON, '2026-11-22T17:00:00.000Z'],
    ['moves when it comes', '0 18 * * *', START, '2026-11-23T17:00:00.000Z'],
    ['is found in years', '0 18 29 2 *', NOON, '2028-02-29T17:00:00.000Z'],
  ])('%s', (_name, cron, now, want) => {
    const { nextStart } = plan(aSchedule({ recurrence: { ...aSchedule().recurrence, cron } }), [], now);
    expect(nextStart === undefined ? undefined : formatInstant(nextStart)).toBe(want);
  });

  test('is looked at when it has come, and every hour', () => {
    expect(plan(aSchedule(), [], at(16, 30)).nextLook).toBe(START + 1);
    expect(plan(aSchedule(), [], NOON).nextLook).toBe(at(13));
  });
});
