import { describe, expect, test } from 'vitest';
import type { SurgeCondition, SurgeTargetStatus } from '../../../src/core/model/surge.ts';
import type { Instant } from '../../../src/core/model/time.ts';
import { degradingReasons } from '../../../src/core/prescale/news-reasons.ts';
import { subjectOf } from '../../../src/core/prescale/news-subject.ts';
import { aNewsContext } from '../../support/a-news-look.ts';
import { aState, aSurgeOn } from '../../support/a-state.ts';
import { at } from '../../support/a-surge.ts';

const WARM = { phase: 'Warm', warmAt: at(17, 58) } as const;
const SHORT = {
  type: 'LeadShort',
  status: 'True',
  reason: 'AnnouncedLate',
  message: 'made late',
  observedGeneration: 1,
  lastTransitionTime: at(17, 56),
} as const;

function reasonsOf(
  statuses: readonly (Partial<SurgeTargetStatus> | undefined)[],
  now: Instant,
  { short = false, generation = 1, cancelled = false } = {},
) {
  const surge = aSurgeOn(statuses, { cancelled });
  const summary = { observedGeneration: 1, phase: 'Warming', conditions: short ? [SHORT] : [] } as const;
  const state = aState(surge, { summary, generation });
  return degradingReasons(subjectOf(state, surge, aNewsContext(now)));
}
const words = (...args: Parameters<typeof reasonsOf>) => reasonsOf(...args).map(({ reason }) => reason);
const having = (type: SurgeCondition['type'], message = 'told') => ({ conditions: [{ type, message }] });

test.each<[string, readonly string[], readonly string[]]>([
  ['before floors go up there is none', words([having('Paused')], at(17, 55)), []],
  ['on the way up not to be warm is none', words([{}, undefined], at(17, 59, 59)), []],
  ['from the start on it is one', words([WARM, undefined], at(18)), ['NotWarm']],
  ['what holds a target back is one at once', words([having('Paused'), WARM], at(17, 57)), ['Paused']],
  ['what holds a warm target down is one', words([{ ...WARM, ...having('Capped') }], at(18)), ['Capped']],
  ['a lead that is too short is one', words([{}], at(17, 57), { short: true }), ['LeadShort']],
  ['a lead that was long enough after all is none', words([WARM], at(18), { short: true }), []],
  ['a lead of the spec before is none', words([{}], at(17, 57), { short: true, generation: 2 }), []],
  ['a floor that went up late is one while it shows', words([{ late: true }], at(17, 57)), ['RaisedLate']],
  ['a floor that went up late, and is warm, is none', words([{ ...WARM, late: true }], at(18)), []],
  ['at the end there is none', words([having('Paused')], at(18, 20)), []],
  ['of what is called off there is none', words([having('Paused')], at(18), { cancelled: true }), []],
  [
    'they are sorted, each there once',
    words([having('Paused'), having('Capped'), having('Paused')], at(18), { short: true }),
    ['Capped', 'LeadShort', 'NotWarm', 'Paused'],
  ],
])('%s', (_name, found, want) => {
  expect(found).toEqual(want);
});

describe('to a person', () => {
  test('targets with the same trouble are told together', () => {
    const [capped] = reasonsOf([having('Capped', 'a is full'), having('Capped', 'b is full')], at(17, 57));
    expect(capped?.message).toBe('a is full; b is full');
  });

  test('it is said how many are warm', () => {
    expect(reasonsOf([WARM, {}, undefined], at(18))[0]?.message).toBe(
      '1 of 3 targets warm though the surge has begun',
    );
  });

  test('it is said whose floor went up late', () => {
    expect(reasonsOf([WARM, { late: true }], at(17, 57))[0]?.message).toBe(
      'raised late: HorizontalPodAutoscaler/news/app-2',
    );
  });
});
