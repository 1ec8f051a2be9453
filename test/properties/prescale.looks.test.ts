/** Laws of pre-scaling over time: looking when told is enough, and many reconcilers write hardly more than one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Surge } from '../../src/core/model/surge.ts';
import type { TargetSnapshot } from '../../src/core/model/target.ts';
import { asInstant, between, type Instant, minutes, plus, seconds } from '../../src/core/model/time.ts';
import { decide } from '../../src/core/prescale/decide.ts';
import { DEFAULTS, followed, passOver, settle, type World } from '../support/a-world.ts';
import { arbSurges, EVENING } from '../support/arbitrary-surge.ts';
import { arbTarget } from '../support/arbitrary-target.ts';
import { begin, finish, type History, happen, SKEWS } from '../support/prescale-history.ts';

const arbScene = arbTarget.chain((target) =>
  fc.record({
    target: fc.constant(target),
    surges: arbSurges(target.ref),
    load: fc.integer({ min: 0, max: 60 }),
  }),
);

interface Scene {
  readonly target: TargetSnapshot;
  readonly surges: readonly Surge[];
  readonly load: number;
}

const runs = Number(process.env['PROPERTY_RUNS'] ?? 100);
const NIGHT = plus(EVENING, minutes(180));
const SAMPLES = [0, 0.25, 0.5, 0.999];

/** The cluster has caught up with what is written, and the plan with the cluster. */
function settled(world: World, load: number, now: Instant): { world: World; nextLook: Instant | undefined } {
  let after = world;
  for (let round = 0; round < 8; round += 1) {
    const { world: next, plan } = settle(after, now);
    after = followed(next, load);
    if (decide(after, DEFAULTS, now).actions.length === 0) return { world: after, nextLook: plan.nextLook };
  }
  throw new Error('expected the cluster and the plan to come to rest in 8 rounds');
}

test('between two looks nothing is due', () => {
  fc.assert(
    fc.property(arbScene, ({ target, surges, load }: Scene) => {
      let world: World = { target, surges };
      let now: Instant | undefined = EVENING;
      for (let look = 0; now !== undefined && look < 1_000; look += 1) {
        const at: Instant = now;
        world = settled(world, load, at).world;
        const { nextLook } = decide(world, DEFAULTS, at);
        const length = between(at, nextLook ?? NIGHT);
        for (const share of SAMPLES) {
          const sample = asInstant(Math.floor(at + length * share));
          expect(decide(world, DEFAULTS, sample).actions, `at ${sample}`).toEqual([]);
        }
        now = nextLook;
      }
      expect(now).toBeUndefined();
    }),
    { numRuns: runs },
  );
}, 600_000);

test('looking every second gives the same floors as looking when told', () => {
  fc.assert(
    fc.property(arbScene, ({ target, surges, load }: Scene) => {
      let told: World = { target, surges };
      let often: World = told;
      let look: Instant | undefined = EVENING;
      for (let now = EVENING; now <= NIGHT; now = plus(now, seconds(1))) {
        often = followed(passOver(often, now).world, load);
        if (look !== undefined && look <= now) {
          told = followed(passOver(told, now).world, load);
          const { actions, nextLook } = decide(told, DEFAULTS, now);
          look = actions.length > 0 ? now : nextLook;
        }
        const most = Math.max(often.target.min ?? 1, told.target.min ?? 1);
        const step = Math.max(1, Math.ceil(most * DEFAULTS.lowering.share));
        expect(Math.abs((often.target.min ?? 1) - (told.target.min ?? 1))).toBeLessThanOrEqual(step);
      }
      expect(told.target.min).toBe(often.target.min);
    }),
    { numRuns: Math.ceil(runs / 10) },
  );
}, 600_000);

/** Everybody looks every five seconds, and again as soon as somebody has written. */
function runTogether(start: History, crew: readonly number[]): History {
  let after = start;
  while (after.now < NIGHT) {
    let before = -1;
    for (let round = 0; before < after.writes; round += 1) {
      if (round > 20) throw new Error(`expected rest within 20 rounds at ${after.now}`);
      before = after.writes;
      for (const who of crew) after = finish(after, who);
      after = happen(after, { kind: 'follow' });
    }
    after = happen(after, { kind: 'advance', by: seconds(5) });
  }
  return after;
}

test('three reconcilers whose clocks differ end where one does, and write hardly more', () => {
  fc.assert(
    fc.property(arbScene, ({ target, surges, load }: Scene) => {
      const start = { ...begin(target, surges, EVENING), load };
      const alone = runTogether(start, [0]);
      const together = runTogether(start, [...SKEWS.keys()]);
      const { resourceVersion: _, ...end } = together.world.target;
      expect(end).toEqual({ ...alone.world.target, resourceVersion: undefined });
      expect(together.writes).toBeLessThanOrEqual(alone.writes * 1.5 + 10);
    }),
    { numRuns: Math.ceil(runs / 10) },
  );
}, 600_000);
