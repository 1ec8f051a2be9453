import { describe, expect, test } from 'vitest';
import type { ArrivalCurve, Demand, Surge } from '../../../src/core/model/surge.ts';
import { type Instant, minus, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { demandOn, replicasNeeded } from '../../../src/core/prescale/demand.ts';
import { A_PUSH, aSurge, at } from '../../support/a-surge.ts';
import { A_DEPLOYMENT, AN_HPA } from '../../support/a-target.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const BOX: ArrivalCurve = { kind: 'box' };
const rps = (peak: number, curve: ArrivalCurve = BOX): Demand => ({ kind: 'rps', rps: peak, curve });
const multiplier = (times: number, curve: ArrivalCurve = BOX): Demand => ({
  kind: 'multiplier',
  multiplier: times,
  curve,
});
const audience = (recipients: number, curve: ArrivalCurve): Demand => ({
  kind: 'audience',
  recipients,
  openRate: 0.05,
  requestsPerOpen: 10,
  curve,
});

const CONTEXT = { target: AN_HPA, baselineMin: 10, profile: { rpsPerReplica: 100 }, config: DEFAULTS };
const STEADY = { ...CONTEXT, profile: { rpsPerReplica: 100, steadyRps: 500 } };
const UNKNOWN = { ...CONTEXT, profile: undefined };

const needed = (
  surges: readonly Surge[],
  now: Instant,
  context: Parameters<typeof replicasNeeded>[1] = CONTEXT,
) => replicasNeeded(surges, context, now, now, seconds(0));

describe('one surge, at its start', () => {
  test.each<[string, Demand, Parameters<typeof replicasNeeded>[1], number]>([
    ['replicas are what they are', { kind: 'replicas', replicas: 40 }, CONTEXT, 40],
    ['a multiplier is of the baseline', multiplier(2.5), CONTEXT, 25],
    ['a multiplier rounds up', multiplier(1.01), CONTEXT, 11],
    ['a multiplier of a baseline of zero is of one', multiplier(4), { ...CONTEXT, baselineMin: 0 }, 4],
    ['a crowd comes on top of the baseline', rps(1_000), CONTEXT, 10 + 11],
    ['a crowd comes on top of the steady load', rps(1_000), STEADY, 17],
    ['headroom leaves no odd replica', rps(2_000), CONTEXT, 10 + 22],
    ['an audience is spread over its curve', audience(120_000, BOX), CONTEXT, 10 + 1],
    ['a crowd without a profile is not counted', rps(1_000), UNKNOWN, 0],
    ['no crowd, no replicas', rps(0), STEADY, 0],
  ])('%s', (_name, demand, context, want) => {
    expect(needed([aSurge({ demand })], at(18), context)).toBe(want);
  });

  test('an audience that comes at once needs more than one spread evenly', () => {
    const push = aSurge({ demand: audience(1_000_000, A_PUSH) });
    // 500,000 requests under a curve of 5 + 300 * (1 - exp(-1190/300)) seconds.
    const peak = 500_000 / (5 + 300 * (1 - Math.exp(-1190 / 300)));
    expect(needed([push], at(18))).toBe(10 + Math.ceil((peak * 1.1) / 100));
  });
});

describe('several surges', () => {
  const early = aSurge({ id: 'news/early', demand: rps(1_000) });
  const late = aSurge({ id: 'news/late', start: at(18, 10), end: at(18, 30), demand: rps(2_000) });

  test.each<[string, readonly Surge[], Instant, number]>([
    ['crowds add up while they overlap', [early, late], at(18, 10), 10 + 33],
    ['and not before the later one is in sight', [early, late], at(18, 5), 10 + 11],
    ['and not after the earlier one', [early, late], at(18, 20), 10 + 22],
    [
      'replicas and multipliers compose by maximum',
      [
        aSurge({ demand: { kind: 'replicas', replicas: 30 } }),
        aSurge({ id: 'news/two', demand: multiplier(2) }),
      ],
      at(18),
      30,
    ],
    ['a crowd and replicas compose by maximum', [early, aSurge({ id: 'news/two' })], at(18), 40],
    ['a cancelled one counts for nothing', [early, aSurge({ cancelled: true })], at(18), 10 + 11],
    ['a past one counts for nothing', [early], at(18, 20), 0],
  ])('%s', (_name, surges, now, want) => {
    expect(needed(surges, now)).toBe(want);
    expect(needed(surges.toReversed(), now)).toBe(want);
  });

  test('the sum is raised with the lead of whoever completes it, not of whoever was there first', () => {
    const quick = { ...early, lead: minutes(1), end: at(19) };
    const slow = { ...late, lead: minutes(9) };
    expect(needed([quick, slow], minus(late.start, minutes(9)))).toBe(10 + 33);
  });
});

describe('the lead', () => {
  const raise = at(17, 56);

  test('nothing is needed before it, all of it from then on', () => {
    expect(needed([aSurge()], minus(raise, seconds(0.001)))).toBe(0);
    expect(needed([aSurge()], raise)).toBe(40);
  });

  test('the configured lead stands in for a surge that has none', () => {
    const surge = aSurge({ lead: undefined });
    expect(DEFAULTS.lead).toBe(minutes(4));
    expect(needed([surge], raise)).toBe(40);
    expect(needed([surge], minus(raise, seconds(1)))).toBe(0);
  });

  test('a rising curve is seen one lead ahead, a falling one as it is now', () => {
    const hill: ArrivalCurve = {
      kind: 'points',
      points: [
        { offset: minutes(0), share: 0 },
        { offset: minutes(10), share: 1 },
        { offset: minutes(20), share: 0 },
      ],
    };
    const surge = aSurge({ demand: rps(1_000, hill) });
    expect(needed([surge], at(18))).toBe(10 + Math.ceil(4.4));
    expect(needed([surge], at(18, 8))).toBe(10 + 11);
    expect(needed([surge], at(18, 15))).toBe(10 + Math.ceil(5.5));
  });
});

test('a target may have a demand of its own', () => {
  const own: Demand = { kind: 'replicas', replicas: 3 };
  const surge = aSurge({ targets: [{ ref: A_DEPLOYMENT, demand: own }, { ref: AN_HPA }] });
  expect(demandOn(surge, A_DEPLOYMENT)).toBe(own);
  expect(demandOn(surge, AN_HPA)).toBe(surge.demand);
  expect(replicasNeeded([surge], { ...CONTEXT, target: A_DEPLOYMENT }, at(18), at(18), seconds(0))).toBe(3);
});

test('looking further ahead finds the next surge', () => {
  const now = minus(at(17, 56), minutes(3));
  expect(replicasNeeded([aSurge()], CONTEXT, now, now, minutes(3))).toBe(40);
  expect(replicasNeeded([aSurge()], CONTEXT, now, plus(now, seconds(-1)), minutes(3))).toBe(0);
});
