import { describe, expect, test } from 'vitest';
import type { SurgeTargetStatus } from '../../../src/core/model/surge.ts';
import type { SurgeNewsType } from '../../../src/core/model/surge-news.ts';
import type { Instant } from '../../../src/core/model/time.ts';
import { decideNews } from '../../../src/core/prescale/news.ts';
import { aNewsContext, summed, told } from '../../support/a-news-look.ts';
import { aState, aSurgeOn, named } from '../../support/a-state.ts';
import { at } from '../../support/a-surge.ts';

const RAISED: Partial<SurgeTargetStatus> = { raisedAt: at(17, 56, 1), at: at(17, 56) };
const WARM = { ...RAISED, phase: 'Warm', warmAt: at(17, 58), at: at(17, 58) } as const;
const ENDED = { ...WARM, phase: 'Ended', at: at(18, 20), reasserts: 2 } as const;
const figures = [
  { ref: named('app-1'), ready: 50, floor: 40, most: 40 },
  { ref: named('app-2'), ready: 5, floor: 20, most: 20 },
];

function found(type: SurgeNewsType, state: ReturnType<typeof aState>, now: Instant) {
  const { due } = decideNews({ ...state, eventId: 'lunch' }, aNewsContext(now, figures, 'eu'));
  const news = due.find((one) => one.type === type);
  if (news === undefined) throw new Error(`expected ${type}, got ${due.map((one) => one.type).join(', ')}`);
  return news;
}

test('all of them say of whom they speak', () => {
  const news = found('surge.warming', aState(aSurgeOn([RAISED]), { uid: 'u1' }), at(17, 57));
  expect(news).toMatchObject({ surge: 'news/push', cluster: 'eu', eventId: 'lunch' });
  expect(news.detail).toMatchObject({
    schema: 1,
    id: news.id,
    cluster: 'eu',
    surge: 'news/push',
    uid: 'u1',
    eventId: 'lunch',
    start: '2026-11-22T18:00:00.000Z',
    end: '2026-11-22T18:20:00.000Z',
  });
});

test('of a surge that no event made, in a cluster without a name, neither is said', () => {
  const [news] = decideNews(aState(aSurgeOn([RAISED])), aNewsContext(at(17, 57))).due;
  expect(news?.detail).not.toHaveProperty('eventId');
  expect(news?.detail).not.toHaveProperty('cluster');
});

test('warming: since when, how many, and until when', () => {
  const news = found('surge.warming', aState(aSurgeOn([RAISED, undefined])), at(17, 57));
  expect(news.at).toBe(at(17, 56, 1));
  expect(news.detail).toMatchObject({
    raisedAt: '2026-11-22T17:56:01.000Z',
    targets: { total: 2, raised: 1 },
    eta: '2026-11-22T18:01:00Z',
  });
});

test('warming: a floor that stood before counts from when it is wanted', () => {
  const news = found('surge.warming', aState(aSurgeOn([{ ...RAISED, raisedAt: at(15) }])), at(17, 57));
  expect(news.detail).toMatchObject({ raisedAt: '2026-11-22T17:56:00.000Z' });
});

test('ready: since when, and what stands', () => {
  const news = found('surge.ready', aState(aSurgeOn([WARM, { ...WARM, warmAt: at(17, 59) }])), at(18, 2));
  expect(news.at).toBe(at(17, 59));
  expect(news.detail).toMatchObject({
    warmAt: '2026-11-22T17:59:00.000Z',
    targets: { total: 2, warm: 2 },
    replicas: { ready: 45, asked: 60 },
  });
});

test('degraded: how far it is, what is missing, and until when', () => {
  const news = found('surge.degraded', aState(aSurgeOn([WARM, RAISED])), at(18));
  expect(news.at).toBe(at(18));
  expect(news.detail).toMatchObject({
    percentWarm: 75,
    targets: { total: 2, warm: 1 },
    replicas: { ready: 45, asked: 60 },
    eta: '2026-11-22T18:00:01Z',
    reasons: [{ reason: 'NotWarm' }],
  });
});

describe('ended', () => {
  const over = { announced: told(['surge.degraded', 'Capped', 'NotWarm'], ['surge.degraded', 'Paused']) };

  test('planned against actual, whole and one by one', () => {
    const surge = aSurgeOn([ENDED, { ...ENDED, warmAt: at(18, 5), late: true, reasserts: 1 }]);
    expect(found('surge.ended', summed(surge, at(18, 24), over), at(18, 24)).detail).toMatchObject({
      outcome: 'Completed',
      planned: { raiseAt: '2026-11-22T17:56:00.000Z', floor: 60 },
      actual: {
        raisedAt: '2026-11-22T17:56:01.000Z',
        warmAt: '2026-11-22T18:05:00.000Z',
        endedAt: '2026-11-22T18:20:00.000Z',
        late: 1,
        reasserts: 3,
        conditions: ['Capped', 'NotWarm', 'Paused'],
      },
      targets: { total: 2, raised: 2, warm: 2 },
      byTarget: [
        { target: 'HorizontalPodAutoscaler/news/app-1', floor: 40, late: false, reasserts: 2 },
        { target: 'HorizontalPodAutoscaler/news/app-2', floor: 20, late: true, reasserts: 1 },
      ],
      targetsLeftOut: 0,
    });
  });

  test('what never came to be is left out', () => {
    const surge = aSurgeOn([ENDED, undefined]);
    const { detail } = found('surge.ended', summed(surge, at(18, 24)), at(18, 24));
    expect(detail).toMatchObject({ targets: { total: 2, raised: 1, warm: 1 } });
    expect(detail).not.toHaveProperty('actual.warmAt');
    expect(detail).not.toHaveProperty(['byTarget', 1, 'raisedAt']);
  });

  test('called off', () => {
    const surge = aSurgeOn([{ ...ENDED, at: at(18, 2) }], { cancelled: true });
    expect(found('surge.ended', summed(surge, at(18, 3)), at(18, 3)).detail).toMatchObject({
      outcome: 'Cancelled',
      actual: { endedAt: '2026-11-22T18:02:00.000Z' },
    });
  });

  test('of a thousand targets it has room in an event', () => {
    const surge = aSurgeOn(Array.from({ length: 1_000 }, () => ENDED));
    const { detail } = found('surge.ended', summed(surge, at(18, 24)), at(18, 24));
    expect(detail).toMatchObject({ targets: { total: 1_000 }, targetsLeftOut: 900 });
    expect(JSON.stringify(detail).length).toBeLessThan(100_000);
  });
});
