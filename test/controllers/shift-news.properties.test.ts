/** News through a whole push in shifts that overlap, fail at any request and are killed: all of it, always under one id. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SurgeNews } from '../../src/core/model/surge-news.ts';
import type { NewsBus } from '../../src/ports/news.ts';
import type { FaultRates } from '../../src/sim/client/faults.ts';
import { aPush, aShiftWorld, inSeconds } from '../support/a-shift.ts';
import { livePortsOn } from '../support/live-ports.ts';

const rate = (max: number) => fc.double({ min: 0, max, noNaN: true });
const anyFaults: fc.Arbitrary<FaultRates['calls']> = fc.record({
  throttled: rate(0.1),
  unavailable: rate(0.1),
  conflict: rate(0.1),
  timeoutAfterEffect: rate(0.05),
  crashBefore: rate(0.02),
  crashAfter: rate(0.02),
});

/** Raised at half a minute, warm at two when pods come, over at four. */
const PUSH = aPush({ start: inSeconds(90), end: inSeconds(240), demand: { kind: 'replicas', replicas: 4 } });
const SHIFTS = 12;

async function play(calls: FaultRates['calls'], { isWarm, doubled }: { isWarm: boolean; doubled: boolean }) {
  const { start, store, ready, connect, runTo } = aShiftWorld({ calls });
  const sent: SurgeNews[] = [];
  const news: NewsBus = {
    publish: (some) => {
      sent.push(...some);
      return Promise.resolve(some.map(({ id }) => id));
    },
  };
  const keep = () => ({});
  store(PUSH);
  for (let minute = 0; minute < SHIFTS; minute += 1) {
    await runTo(minute * 60);
    if (isWarm && minute === 1) ready(4);
    start(inSeconds(minute * 60 + 58), keep, { news });
    if (!doubled) continue;
    await runTo(minute * 60 + 7);
    start(inSeconds(minute * 60 + 65), keep, { news });
  }
  // Two that nothing happens to.
  for (let minute = SHIFTS; minute < SHIFTS + 2; minute += 1) {
    await runTo(minute * 60);
    start(inSeconds(minute * 60 + 58), keep, { news, ports: livePortsOn(connect({}, minute)) });
  }
  await runTo((SHIFTS + 2) * 60);
  return sent;
}

const idsOf = (sent: readonly SurgeNews[], type: SurgeNews['type']) =>
  new Set(sent.filter((one) => one.type === type).map(({ id }) => id));

test('whatever fails, every milestone is told, and under one id', async () => {
  await fc.assert(
    fc.asyncProperty(anyFaults, fc.boolean(), async (calls, doubled) => {
      const sent = await play(calls, { isWarm: true, doubled });
      const told = (['surge.warming', 'surge.ready', 'surge.ended'] as const).map(
        (type) => idsOf(sent, type).size,
      );
      // Shifts that all fail while it lasts never see it warm; what they raised, or should have, has ended all the same.
      expect(told[2]).toBe(1);
      expect(Math.max(...told)).toBe(1);
      if (told[1] === 1 && sent.some(({ detail }) => 'raisedAt' in detail)) expect(told[0]).toBe(1);
    }),
    { numRuns: 40 },
  );
});

test('when nothing fails each is told once', async () => {
  for (const isWarm of [true, false]) {
    const sent = await play({}, { isWarm, doubled: false });
    expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length);
    const milestones = sent.map(({ type }) => type).filter((type) => type !== 'surge.degraded');
    expect(milestones).toEqual(['surge.warming', ...(isWarm ? ['surge.ready'] : []), 'surge.ended']);
  }
});
