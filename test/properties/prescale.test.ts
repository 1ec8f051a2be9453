/** Laws of pre-scaling over any history of one target: what the owner wants stands, whatever crashed or came late. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxOf, minOf } from '../../src/core/model/lever.ts';
import type { Action } from '../../src/core/model/plan.ts';
import type { Surge } from '../../src/core/model/surge.ts';
import { keyOf, type TargetSnapshot } from '../../src/core/model/target.ts';
import { between, type Millis, plus, seconds } from '../../src/core/model/time.ts';
import { decide } from '../../src/core/prescale/decide.ts';
import { replicasAsked } from '../../src/core/prescale/live-load.ts';
import { aTarget } from '../support/a-target.ts';
import { DEFAULTS, type World } from '../support/a-world.ts';
import { arbHistory } from '../support/arbitrary-history.ts';
import { arbSurges, EVENING } from '../support/arbitrary-surge.ts';
import { arbTarget } from '../support/arbitrary-target.ts';
import {
  begin,
  type Check,
  calmDown,
  type Event,
  type History,
  replay,
  SKEWS,
} from '../support/prescale-history.ts';

const arbScene = arbTarget.chain((target) =>
  fc.record({ target: fc.constant(target), surges: arbSurges(target.ref), events: arbHistory }),
);

interface Scene {
  readonly target: TargetSnapshot;
  readonly surges: readonly Surge[];
  readonly events: readonly Event[];
}

const runs = Number(process.env['PROPERTY_RUNS'] ?? 100);

const play = ({ target, surges, events }: Scene, check: Check = () => {}): History =>
  calmDown(replay(begin(target, surges, EVENING), events, check), check);

/** What one of our writes took from the floor. */
interface Drop {
  readonly from: number;
  readonly to: number;
  /** What live load asks for. */
  readonly asked: number;
  /** Since the write before. */
  readonly waited: Millis;
}

function dropOf(after: History, before: History, event: Event): Drop | undefined {
  const { metrics, readyReplicas, record } = before.world.target;
  const [from, to] = [floorOn(before), floorOn(after)];
  const ours = event.kind === 'act' || event.kind === 'finish';
  if (!ours || to >= from) return undefined;
  const asked = replicasAsked(aTarget({ metrics, readyReplicas })) ?? 0;
  return {
    from,
    to,
    asked,
    waited: between(record.kind === 'record' ? record.record.at : after.now, after.now),
  };
}

const floorOn = ({ world: { target } }: History): number => minOf(target, target.min);

/** A step of at most a share, not under what live load asks for; anything goes once the load has held it for long. */
function isAllowed({ from, to, asked, waited }: Drop): boolean {
  const { share, loadMargin, patience } = DEFAULTS.lowering;
  if (from - to <= Math.max(1, Math.floor(from * share)) && to >= asked) return true;
  return Math.ceil(asked * (1 + loadMargin)) >= from && waited >= patience - CLOCKS_DIFFER;
}

const CLOCKS_DIFFER = seconds(40);

test('never under the owner, never over the maximum, down in steps', () => {
  fc.assert(
    fc.property(arbScene, (scene) => {
      const breaches: string[] = [];
      play(scene, (history, before, event) => {
        const { target } = history.world;
        const [min, wanted] = [minOf(target, target.min), minOf(target, history.intent.min)];
        const max = maxOf(target, target.max) ?? Number.POSITIVE_INFINITY;
        if (min < wanted) breaches.push(`floor ${min} under ${wanted}`);
        if (min > max) breaches.push(`floor ${min} over ${max}`);
        const drop = dropOf(history, before, event);
        if (drop !== undefined && !isAllowed(drop)) breaches.push(`a drop: ${JSON.stringify(drop)}`);
      });
      expect(breaches).toEqual([]);
    }),
    { numRuns: runs },
  );
}, 600_000);

test('the same plan for the same snapshot, for the target and its surges alone, with a look ahead', () => {
  fc.assert(
    fc.property(arbScene, ({ target, surges, events }) => {
      replay(begin(target, surges, EVENING), events, ({ world, now }) => {
        const plan = decide(world, DEFAULTS, now);
        const again = structuredClone({ ...world, surges: world.surges.toReversed() });
        expect(JSON.stringify(decide(again, DEFAULTS, now))).toBe(JSON.stringify(plan));
        expect(plan.nextLook ?? Number.POSITIVE_INFINITY).toBeGreaterThan(now);
        for (const action of plan.actions) expect(writtenBy(action)).toBeOneOf(writable(world));
      });
    }),
    { numRuns: runs },
  );
}, 600_000);

const writtenBy = (action: Action): string =>
  action.kind === 'PatchSurgeStatus' ? action.surge : keyOf(action.target);
const writable = ({ target, surges }: World): string[] => [keyOf(target.ref), ...surges.map(({ id }) => id)];

test('when the last surge is over the target is as its owner wants it, and there is nothing left to do', () => {
  fc.assert(
    fc.property(arbScene, (scene) => {
      const { world, intent, now } = play(scene);
      const { min, max, scaleDownWindow, replicas, record } = world.target;
      expect(record).toEqual({ kind: 'none' });
      const { asleep, ...bounds } = intent;
      expect({ min, max, window: scaleDownWindow }).toEqual(bounds);
      if (asleep) expect(replicas).toBe(0);
      const ended = world.surges.flatMap(({ status }) => Object.values(status));
      expect(ended.map(({ phase }) => phase).filter((phase) => phase !== 'Ended')).toEqual([]);
      for (const skew of SKEWS) expect(decide(world, DEFAULTS, plus(now, skew)).actions).toEqual([]);
    }),
    { numRuns: runs },
  );
}, 600_000);
