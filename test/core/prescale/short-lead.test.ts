import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../src/core/model/time.ts';
import { summarize } from '../../../src/core/prescale/summary.ts';
import { aState, aSurgeOn, summaryOf } from '../../support/a-state.ts';
import { at } from '../../support/a-surge.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const WARM = { phase: 'Warm' } as const;
const WARMING = { phase: 'Warming' } as const;
const ENDED = { phase: 'Ended' } as const;

describe('LeadShort', () => {
  const THOUSANDS = { targets: 1_000, pods: 9_000 };
  const told = (state: ReturnType<typeof aState>, now: Instant, rise: typeof THOUSANDS | undefined) => {
    const { summary } = summarize(state, { held: [], rise, config: DEFAULTS, now });
    return { ...state, summary: summary ?? state.summary };
  };
  const holds = ({ summary }: ReturnType<typeof aState>) =>
    summary?.conditions.some(({ type }) => type === 'LeadShort');
  const COMING = aState(aSurgeOn([undefined]));
  const SHORT = told(COMING, at(12), THOUSANDS);

  test('is said of a fleet that rises slower', () => {
    expect(holds(SHORT)).toBe(true);
    expect(holds(told(COMING, at(12), { targets: 1, pods: 30 }))).toBe(false);
  });

  test('goes when the lead is enough', () => {
    expect(holds(told(SHORT, at(13), { targets: 1, pods: 30 }))).toBe(false);
  });

  describe('of a surge that was announced too late', () => {
    const short = (surge: ReturnType<typeof aSurgeOn>, now = at(17, 58)) =>
      summaryOf(aState(surge), now).conditions.find(({ type }) => type === 'LeadShort');

    test.each([
      [at(17, 59), 'made 60 s before its start, with a lead of 240 s: warm at about 2026-11-22T18:03:00Z'],
      [at(18), 'made as it starts, with a lead of 240 s: warm at about 2026-11-22T18:04:00Z'],
      [at(18, 1), 'made 60 s after its start, with a lead of 240 s: warm at about 2026-11-22T18:05:00Z'],
    ])('says what can be counted on', (createdAt, message) => {
      const found = { status: 'True', reason: 'AnnouncedLate', message };
      expect(short(aSurgeOn([WARMING], { createdAt }))).toMatchObject(found);
      expect(short(aSurgeOn([undefined], { createdAt }))).toMatchObject(found);
    });

    test('is not said of one that was known in time, nor after the end', () => {
      expect(short(aSurgeOn([WARMING], { createdAt: at(17, 56, 29) }))).toBeUndefined();
      expect(short(aSurgeOn([WARMING], { createdAt: at(17, 56, 30) }))).toBeDefined();
      expect(short(aSurgeOn([ENDED], { createdAt: at(17, 59) }), at(18, 20))).toBeUndefined();
    });

    test('goes when the surge is moved to later', () => {
      const said = summaryOf(aState(aSurgeOn([WARMING], { createdAt: at(17, 59) })), at(18));
      const moved = aSurgeOn([WARMING], { createdAt: at(17, 59), start: at(18, 4), end: at(18, 20) });
      const { conditions } = summaryOf(aState(moved, { generation: 2, summary: said }), at(18, 1));
      expect(conditions.map(({ type }) => type)).toEqual(['Accepted', 'Warm']);
    });
  });

  test('stands while nobody looks, and once it is too late', () => {
    expect(holds(told(SHORT, at(13), undefined))).toBe(true);
    const warm = { ...SHORT, reading: aState(aSurgeOn([WARM])).reading };
    expect(holds(told(warm, at(18), { targets: 1, pods: 30 }))).toBe(true);
    expect(holds(told(warm, at(18, 20), undefined))).toBe(false);
  });
});
