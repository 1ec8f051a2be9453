/** Laws of pre-scaling over any history of one target: what the owner wants stands, whatever crashed or came late. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Action } from '../../src/core/model/plan.ts';
import type { Surge } from '../../src/core/model/surge.ts';
import { keyOf, type TargetSnapshot } from '../../src/core/model/target.ts';
import { plus } from '../../src/core/model/time.ts';
import { decide } from '../../src/core/prescale/decide.ts';
import { replicasAsked } from '../../src/core/prescale/live-load.ts';
import { aTarget } from '../support/a-target.ts';
import { DEFAULTS, type World } from '../support/a-world.ts';
import { arbHistory } from '../support/arbitrary-history.ts';
import { arbSurges, EVENING } from '../support/arbitrary-surge.ts';
import { arbTarget } from '../support/arbitrary-target.ts';
import { begin, calmDown, type Event, type History, happen, SKEWS } from '../support/prescale-history.ts';

const arbScene = arbTarget.chain((target) =>
  fc.record({ target: fc.constant(target), surges: arbSurges(target.ref), events: arbHistory }),
);

interface Scene {
  readonly target: TargetSnapshot;
  readonly surges: readonly Surge[];
  readonly events: readonly Event[];
}

const runs = Number(process.env['PROPERTY_RUNS'] ?? 300);

function replay({ target, surges, events }: Scene, check: Check = () => {}): History {
  let history = begin(target, surges, EVENING);
  for (const event of events) {
    const before = history;
    history = happen(history, event);
    check(history, before, event);
  }
  return history;
}

type Check = (history: History, before: History, event: Event) => void;

test('at all times: never under the owner, never over the maximum, the same plan for the same snapshot', () => {
  fc.assert(
    fc.property(arbScene, (scene) => {
      replay(scene, ({ world, intent, now }) => {
        expect(world.target.min ?? 1).toBeGreaterThanOrEqual(intent.min ?? 1);
        expect(world.target.min ?? 1).toBeLessThanOrEqual(world.target.max ?? Number.POSITIVE_INFINITY);
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

/** What one of our writes took from the floor. */
function dropOf(after: History, before: History, event: Event) {
  const { min: from = 1, metrics, readyReplicas } = before.world.target;
  const { min: to = 1 } = after.world.target;
  const ours = event.kind === 'act' || event.kind === 'finish';
  const asked = replicasAsked(aTarget({ metrics, readyReplicas })) ?? 0;
  return ours && to < from ? { from, to, asked } : undefined;
}

test('every lowering is a step, unless the load alone holds the floor, and never under what it asks for', () => {
  const { share, loadMargin } = DEFAULTS.lowering;
  fc.assert(
    fc.property(arbScene, (scene) => {
      replay(scene, (history, before, event) => {
        const drop = dropOf(history, before, event);
        if (drop === undefined) return;
        const { from, to, asked } = drop;
        if (Math.ceil(asked * (1 + loadMargin)) >= from) return;
        expect(from - to).toBeLessThanOrEqual(Math.max(1, Math.floor(from * share)));
        expect(to).toBeGreaterThanOrEqual(asked);
      });
    }),
    { numRuns: runs },
  );
}, 600_000);

test('when the last surge is over the target is as its owner wants it, and there is nothing left to do', () => {
  fc.assert(
    fc.property(arbScene, (scene) => {
      const { world, intent, now } = calmDown(replay(scene));
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
