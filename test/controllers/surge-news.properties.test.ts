/** News through the life of a surge, with looks left out, buses that take a part, and crashes between send and write. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SurgeTargetStatus } from '../../src/core/model/surge.ts';
import type { SurgeNewsType } from '../../src/core/model/surge-news.ts';
import { type Instant, minutes, plus } from '../../src/core/model/time.ts';
import { NewsDesk } from '../support/a-news-desk.ts';
import { summed } from '../support/a-news-look.ts';
import { aState, aSurgeOn } from '../support/a-state.ts';
import { at } from '../support/a-surge.ts';

type Said = Partial<SurgeTargetStatus> | undefined;

const RAISED: Said = { raisedAt: at(17, 56), at: at(17, 56) };
const CAPPED: Said = { ...RAISED, conditions: [{ type: 'Capped', message: 'full' }] };
const warm = (raised: Said): Said => ({ ...raised, phase: 'Warm', warmAt: at(18, 2), at: at(18, 2) });
const ended = (said: Said): Said => ({ ...said, phase: 'Ended', conditions: [], at: at(18, 20) });

interface Life {
  readonly isCapped: boolean;
  readonly isWarm: boolean;
  readonly isSlept: boolean;
}

/** What the targets of a surge say from one minute to the next. */
function saidAt({ isCapped, isWarm, isSlept }: Life, now: Instant): Said {
  const raised = isCapped ? CAPPED : RAISED;
  if (now < at(17, 56) || isSlept) return undefined;
  const risen = isWarm && now >= at(18, 2) ? warm(raised) : raised;
  return now < at(18, 20) ? risen : ended(risen);
}

type Outcome = 'told' | 'nobody looks' | 'crash' | 'bus takes one' | 'bus down';

async function live(life: Life, outcomes: readonly Outcome[]) {
  const desk = new NewsDesk(aState(aSurgeOn([undefined])), at(17, 50));
  const standing = (now: Instant) => {
    const said = saidAt(life, now);
    return aSurgeOn([said, said], { createdAt: at(17) });
  };
  const step = async (now: Instant, outcome: Outcome): Promise<void> => {
    const { announced = {} } = desk.state ?? {};
    desk.state = summed(standing(now), now, { announced });
    Object.assign(desk, { now, crashes: outcome === 'crash', bus: BUS[outcome] ?? Number.POSITIVE_INFINITY });
    if (outcome !== 'nobody looks') await desk.look().catch(() => undefined);
  };
  for (const [minute, outcome] of outcomes.entries()) await step(plus(at(17, 50), minutes(minute)), outcome);
  await step(at(18, 40), 'told');
  return desk.sent;
}

const BUS: Partial<Record<Outcome, number | 'down'>> = { 'bus takes one': 1, 'bus down': 'down' };

const arbLife = fc.record({ isCapped: fc.boolean(), isWarm: fc.boolean(), isSlept: fc.boolean() });
const arbOutcomes = (...of: readonly Outcome[]) =>
  fc.array(fc.constantFrom(...of), { minLength: 45, maxLength: 45 });
const ANY = arbOutcomes('told', 'nobody looks', 'crash', 'bus takes one', 'bus down');
const NO_CRASH = arbOutcomes('told', 'nobody looks', 'bus takes one', 'bus down');

/** Its milestones: those stay, and are told however late the look comes. */
function gone({ isWarm, isSlept }: Life): readonly SurgeNewsType[] {
  if (isSlept) return ['surge.ended'];
  return isWarm ? ['surge.warming', 'surge.ready', 'surge.ended'] : ['surge.warming', 'surge.ended'];
}

test('every phase that a surge went through is told, always under one id', async () => {
  await fc.assert(
    fc.asyncProperty(arbLife, ANY, async (life, outcomes) => {
      const sent = await live(life, outcomes);
      for (const type of gone(life)) {
        const ids = new Set(sent.filter((one) => one.type === type).map(({ id }) => id));
        expect([type, ids.size]).toEqual([type, 1]);
      }
      expect(new Set(sent.map(({ id }) => id)).size).toBe(new Set(sent.map(({ key }) => key)).size);
    }),
    { numRuns: 200 },
  );
});

test('without a crash nothing is told twice, and nothing that did not happen', async () => {
  await fc.assert(
    fc.asyncProperty(arbLife, NO_CRASH, async (life, outcomes) => {
      const sent = await live(life, outcomes);
      expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length);
      const milestones = sent.filter(({ type }) => type !== 'surge.degraded').map(({ type }) => type);
      expect(milestones).toEqual(gone(life));
    }),
    { numRuns: 200 },
  );
});

test('a surge that is looked at every minute tells that it was not warm in time, and why', async () => {
  await fc.assert(
    fc.asyncProperty(arbLife, async (life) => {
      const sent = await live(
        life,
        Array.from({ length: 45 }, () => 'told' as const),
      );
      const degraded = sent.filter(({ type }) => type === 'surge.degraded').map(({ key }) => key);
      const start = '2026-11-22T18:00:00Z/degraded';
      if (life.isSlept || !life.isCapped) expect(degraded).toEqual([`${start}/NotWarm`]);
      else expect(degraded).toEqual([`${start}/Capped`, `${start}/Capped/NotWarm`]);
    }),
  );
});
