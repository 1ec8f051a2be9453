import { describe, expect, test } from 'vitest';
import type { SurgeTargetStatus } from '../../../src/core/model/surge.ts';
import { newsId, type SurgeNewsType } from '../../../src/core/model/surge-news.ts';
import type { StoredSurgeState } from '../../../src/core/model/surge-summary.ts';
import { formatInstant, type Instant, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { lookForNews, summed, told, typesOf } from '../../support/a-news-look.ts';
import { aState, aSurgeOn, named, summaryOf } from '../../support/a-state.ts';
import { at } from '../../support/a-surge.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const RAISED: Partial<SurgeTargetStatus> = { raisedAt: at(17, 56), at: at(17, 56) };
const WARM = { ...RAISED, phase: 'Warm', warmAt: at(17, 58), at: at(17, 58) } as const;
const ENDED = { ...WARM, phase: 'Ended', at: at(18, 20) } as const;
const LATER = { start: at(20), end: at(20, 20) };
const CAPPED = [{ type: 'Capped', message: 'at its maximum' }] as const;

describe('what is due', () => {
  test.each<[string, StoredSurgeState, Instant, readonly SurgeNewsType[]]>([
    ['before the floor goes up', summed(aSurgeOn([undefined]), at(17)), at(17), []],
    ['when it should be up, and no target was looked at', aState(aSurgeOn([undefined])), at(17, 57), []],
    ['a floor has gone up', aState(aSurgeOn([RAISED, undefined])), at(17, 57), ['surge.warming']],
    [
      'all is warm before anybody looked',
      aState(aSurgeOn([WARM, WARM])),
      at(17, 59),
      ['surge.warming', 'surge.ready'],
    ],
    [
      'warm without a floor of its own: the baseline is enough',
      aState(aSurgeOn([{ ...WARM, raisedAt: undefined }])),
      at(17, 59),
      ['surge.ready'],
    ],
    [
      'one target is not warm in time',
      aState(aSurgeOn([WARM, {}])),
      at(18),
      ['surge.warming', 'surge.degraded'],
    ],
    [
      'warm, and held down',
      aState(aSurgeOn([{ ...WARM, conditions: CAPPED }])),
      at(17, 59),
      ['surge.warming', 'surge.ready', 'surge.degraded'],
    ],
    [
      'over, and still being handed back',
      aState(aSurgeOn([ENDED]), { summary: held() }),
      at(18, 21),
      ['surge.warming', 'surge.ready'],
    ],
    [
      'over on all targets',
      summed(aSurgeOn([ENDED]), at(18, 24)),
      at(18, 24),
      ['surge.warming', 'surge.ready', 'surge.ended'],
    ],
    [
      'over, never warm',
      summed(aSurgeOn([{ ...ENDED, warmAt: undefined }]), at(18, 24)),
      at(18, 24),
      ['surge.warming', 'surge.ended'],
    ],
    [
      'over, slept through, though it was there in time',
      summed(aSurgeOn([undefined], { createdAt: at(17) }), at(18, 24)),
      at(18, 24),
      ['surge.ended'],
    ],
    [
      'made when it was over',
      summed(aSurgeOn([undefined], { createdAt: at(18, 21) }), at(18, 24)),
      at(18, 24),
      [],
    ],
    [
      'cancelled before anything was done for it',
      summed(aSurgeOn([undefined], { cancelled: true }), at(17)),
      at(17),
      [],
    ],
    [
      'cancelled when warm: nobody is to send for it',
      summed(aSurgeOn([{ ...ENDED, at: at(18, 2) }], { cancelled: true }), at(18, 3)),
      at(18, 3),
      ['surge.warming', 'surge.ended'],
    ],
    [
      'cancelled, its targets taken out, after something was told',
      summed(aSurgeOn([], { cancelled: true }), at(18, 3), { announced: told('surge.warming') }),
      at(18, 3),
      ['surge.ended'],
    ],
    ['refused', aState(aSurgeOn([WARM]), { reading: { kind: 'refused', problems: ['no'] } }), at(18), []],
    ['given a later start before targets were looked at again', aState(aSurgeOn([WARM], LATER)), at(18), []],
    ['ended, then given a later start that has come', aState(aSurgeOn([ENDED], LATER)), at(19, 57), []],
    [
      'given a later start, and cancelled before that',
      summed(aSurgeOn([ENDED], { ...LATER, cancelled: true }), at(19)),
      at(19),
      [],
    ],
    [
      'over for another clock',
      aState(aSurgeOn([{ ...ENDED, warmAt: undefined }]), { summary: held() }),
      at(18, 19),
      ['surge.warming'],
    ],
    [
      'ended more than a day ago',
      summed(aSurgeOn([ENDED]), at(18, 24)),
      plus(at(18, 21), minutes(1_440)),
      [],
    ],
  ])('%s', (_name, state, now, want) => {
    expect(typesOf(lookForNews(state, now))).toEqual(want);
  });

  /** Another process has seen it end, and its targets are not handed back. */
  function held() {
    return summaryOf(aState(aSurgeOn([ENDED])), at(18, 21), [named('app-1')]);
  }
});

describe('what was told', () => {
  test.each<[string, StoredSurgeState, Instant, readonly SurgeNewsType[]]>([
    [
      'is not told again',
      aState(aSurgeOn([WARM]), { announced: told('surge.warming', 'surge.ready') }),
      at(18),
      [],
    ],
    [
      'of another start does not count',
      aState(aSurgeOn([{ ...WARM, at: at(19, 59) }], LATER), {
        announced: told('surge.warming', 'surge.ready'),
      }),
      at(19, 59),
      ['surge.warming', 'surge.ready'],
    ],
    [
      'is told for other reasons',
      aState(aSurgeOn([{ ...RAISED, conditions: CAPPED }]), {
        announced: told('surge.warming', ['surge.degraded', 'NotWarm']),
      }),
      at(18, 1),
      ['surge.degraded'],
    ],
    [
      'is not told for the same ones',
      aState(aSurgeOn([{ ...RAISED, conditions: CAPPED }]), {
        announced: told('surge.warming', ['surge.degraded', 'Capped', 'NotWarm']),
      }),
      at(18, 1),
      [],
    ],
    [
      'is all there is when it was told to have ended',
      summed(aSurgeOn([ENDED]), at(18, 24), { announced: told('surge.ended') }),
      at(18, 24),
      [],
    ],
  ])('%s', (_name, state, now, want) => {
    expect(typesOf(lookForNews(state, now))).toEqual(want);
  });

  test('has an id of the surge, and none of when it is told', () => {
    const state = aState(aSurgeOn([WARM]), { uid: 'u7' });
    const [first] = lookForNews(state, at(17, 59)).due;
    const [again] = lookForNews(state, at(18, 5)).due;
    expect(first?.id).toBe(newsId('u7', first?.key ?? ''));
    expect(again).toEqual(first);
  });

  test('for ever more sets of reasons comes to an end', () => {
    const sets = Array.from({ length: 16 }, (_, count) => ['surge.degraded', `Reason${count}`] as const);
    const announced = told('surge.warming', ...sets);
    expect(typesOf(lookForNews(aState(aSurgeOn([RAISED]), { announced }), at(18)))).toEqual([]);
  });
});

describe('what is forgotten', () => {
  const stamped = (count: number, day: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `2026-11-${day}T18:00:00Z/degraded/Reason${index}`,
        formatInstant(plus(at(0), seconds(day * 100 + index))),
      ]),
    );
  const forget = (announced: Readonly<Record<string, string>>) =>
    lookForNews(aState(aSurgeOn([WARM]), { announced }), at(17, 59)).forget;

  test('nothing while there is room', () => {
    expect(forget(stamped(20, 20))).toEqual([]);
  });

  test('the oldest of earlier starts, never of this one', () => {
    const announced = { ...stamped(20, 21), ...stamped(11, 20), ...told(['surge.degraded', 'Capped']) };
    expect(forget(announced)).toEqual([
      '2026-11-20T18:00:00Z/degraded/Reason0',
      '2026-11-20T18:00:00Z/degraded/Reason1',
    ]);
  });
});

describe('the next look', () => {
  const POLL = DEFAULTS.poll;
  const ready = { announced: told('surge.warming', 'surge.ready') };
  test.each<[string, StoredSurgeState, Instant, Instant | undefined]>([
    ['when floors will have gone up', aState(aSurgeOn([undefined])), at(12), plus(at(17, 56), POLL)],
    ['soon while warming', aState(aSurgeOn([RAISED])), at(17, 57), plus(at(17, 57), POLL)],
    ['at the start, which tells who is late', aState(aSurgeOn([RAISED])), at(17, 59, 58), at(18)],
    ['after a minute when warm', aState(aSurgeOn([WARM]), ready), at(18), at(18, 1)],
    ['at the end', aState(aSurgeOn([WARM]), ready), at(18, 19, 30), at(18, 20)],
    ['soon while it is handed back', aState(aSurgeOn([ENDED])), at(18, 21), plus(at(18, 21), POLL)],
    ['never after all was told', summed(aSurgeOn([ENDED]), at(18, 24)), at(18, 24), undefined],
    ['never of a tombstone', summed(aSurgeOn([], { cancelled: true }), at(17)), at(17), undefined],
    [
      'never of what is refused',
      aState(aSurgeOn([]), { reading: { kind: 'refused', problems: [] } }),
      at(17),
      undefined,
    ],
  ])('is %s', (_name, state, now, want) => {
    expect(lookForNews(state, now).nextLook).toBe(want);
  });
});
