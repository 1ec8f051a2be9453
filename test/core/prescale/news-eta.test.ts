import { expect, test } from 'vitest';
import type { SurgeTargetStatus } from '../../../src/core/model/surge.ts';
import type { Instant } from '../../../src/core/model/time.ts';
import { expectWarm } from '../../../src/core/prescale/news-eta.ts';
import { subjectOf } from '../../../src/core/prescale/news-subject.ts';
import { aNewsContext } from '../../support/a-news-look.ts';
import { aState, aSurgeOn, named } from '../../support/a-state.ts';
import { at } from '../../support/a-surge.ts';
import { someBounds } from '../../support/a-target.ts';

const WARM = { phase: 'Warm', warmAt: at(17, 58) } as const;
const RAISED = { raisedAt: at(17, 56), baseline: someBounds({ min: 10 }) } as const;

function expected(
  statuses: readonly (Partial<SurgeTargetStatus> | undefined)[],
  now: Instant,
  ready: readonly number[] = [],
) {
  const surge = aSurgeOn(statuses);
  const figures = ready.map((count, index) => ({
    ref: named(`app-${index + 1}`),
    ready: count,
    floor: 40,
    most: 40,
  }));
  const { eta, noEta } = expectWarm(subjectOf(aState(surge), surge, aNewsContext(now, figures)));
  return eta ?? noEta?.reason;
}

test.each<[string, ReturnType<typeof expected>, string]>([
  ['of a raised floor it is a lead later', expected([RAISED], at(17, 57)), '2026-11-22T18:00:00Z'],
  ['of one to be raised now it is a lead from now', expected([undefined], at(18, 1)), '2026-11-22T18:05:00Z'],
  [
    'of one that is ready it is when it was for long enough',
    expected([{ ...RAISED, readySince: at(17, 57, 55) }], at(17, 58)),
    '2026-11-22T17:58:05Z',
  ],
  [
    'of one that was ready for long enough it is now',
    expected([{ ...RAISED, readySince: at(17, 57) }], at(17, 58)),
    '2026-11-22T17:58:00Z',
  ],
  [
    'of several it is that of the last',
    expected([WARM, RAISED, { ...RAISED, raisedAt: at(17, 58) }], at(17, 59)),
    '2026-11-22T18:02:00Z',
  ],
  // 20 of 30 pods came in six minutes.
  ['after the lead it is by how pods came', expected([RAISED], at(18, 2), [30]), '2026-11-22T18:05:00Z'],
  ['after the lead without a pod more there is none', expected([RAISED], at(18, 2), [10]), 'NoProgress'],
  ['after the lead, when nobody looked, there is none', expected([RAISED], at(18, 2)), 'NoProgress'],
  [
    'there is none while somebody stands in the way',
    expected([RAISED, { ...RAISED, conditions: [{ type: 'Paused', message: 'paused' }] }], at(17, 57)),
    'Paused',
  ],
  [
    'at the maximum it is when what there may be is there',
    expected([{ ...RAISED, conditions: [{ type: 'Capped', message: 'full' }] }], at(17, 57)),
    '2026-11-22T18:00:00Z',
  ],
  ['there is none when all are warm', expected([WARM], at(18)), 'AllWarm'],
])('%s', (_name, found, want) => {
  expect(found).toBe(want);
});
