/** What always and never holds of a group, whatever its surges, its owner, crashes and other processes do. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideNodeGroups } from '../../../src/core/capacity/node-group-decide.ts';
import type { NodeGroupsSnapshot } from '../../../src/core/capacity/node-group-snapshot.ts';
import type { GroupAction } from '../../../src/core/model/node-group-plan.ts';
import type { Surge } from '../../../src/core/model/surge.ts';
import { Conflict } from '../../../src/ports/faults.ts';
import { aNodeSurge } from '../../support/a-capacity.ts';
import {
  aBusyNode,
  actionsOf,
  afterSaying,
  aGroupsSnapshot,
  aNeed,
  anIdleNode,
  anotherTarget,
  aSighting,
  carryOut,
} from '../../support/a-node-group.ts';
import { aRoom } from '../../support/a-room.ts';
import { at } from '../../support/a-surge.ts';
import { aGroup, type FakeNodeGroups, fakeNodeGroups, WEB } from '../../support/fake-node-groups.ts';

type Step =
  | { readonly kind: 'ask'; readonly target: number; readonly floor: number }
  | { readonly kind: 'end'; readonly target: number }
  | { readonly kind: 'nodes'; readonly busy: number; readonly idle: number }
  | { readonly kind: 'owner'; readonly min: number }
  | { readonly kind: 'tagLost' }
  /** Of each pass that many of the actions are done, then it dies. */
  | { readonly kind: 'pass'; readonly upTo: number }
  /** Two passes that saw the same, action by action. */
  | { readonly kind: 'twoPasses'; readonly turns: readonly boolean[] };

const target = fc.nat({ max: 1 });
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('ask'), target, floor: fc.nat({ max: 120 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end'), target }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('nodes'), busy: fc.nat({ max: 8 }), idle: fc.nat({ max: 4 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('owner'), min: fc.nat({ max: 20 }) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('pass'), upTo: fc.nat({ max: 5 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('twoPasses'),
      turns: fc.array(fc.boolean(), { maxLength: 8 }),
    }),
  },
);

/** A group, its nodes and two targets, with the minimum that the owner set last. */
class Stage {
  readonly groups: FakeNodeGroups = fakeNodeGroups([aGroup()]);
  readonly seen: { min: number; desired: number; max: number }[] = [];
  owner = 2;
  #surges: readonly Surge[] = [aNodeSurge({ id: 'news/a' }), aNodeSurge({ id: 'news/b' })];
  #floors = [0, 0];
  #busy = 3;
  #idle = 0;

  snapshot(): NodeGroupsSnapshot {
    const nodes = [
      ...Array.from({ length: this.#busy }, (_, index) => aBusyNode(`busy-${index}`)),
      ...Array.from({ length: this.#idle }, (_, index) => anIdleNode(`idle-${index}`)),
    ];
    const needs = this.#surges.map((surge, index) => {
      const floor = this.#floors[index] ?? 0;
      const raises = floor === 0 ? [] : [{ surge, at: at(17, 56), floor }];
      return aNeed({
        target: anotherTarget(`app-${index}`),
        surges: [surge],
        raises,
        room: raises.length === 0 ? undefined : aRoom({ nodes, bound: 10 }),
      });
    });
    return aGroupsSnapshot({ groups: [aSighting(this.groups.of(WEB))], needs });
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'ask':
        this.#floors[step.target] = step.floor;
        return;
      case 'end':
        this.#floors[step.target] = 0;
        return;
      case 'nodes':
        this.#busy = step.busy;
        this.#idle = step.idle;
        return;
      case 'owner':
        return this.#ownerSays(step.min);
      case 'tagLost':
        return this.groups.change(WEB, { record: { kind: 'none' } });
      case 'pass':
        return this.pass(step.upTo);
      case 'twoPasses':
        return this.#twoPasses(step.turns);
    }
  }

  /** What the owner sets to a figure that is ours at the moment nobody can tell from ours. */
  #ownerSays(min: number): void {
    const { record, desired } = this.groups.of(WEB);
    if (record.kind === 'record' && [record.record.wrote, ...record.record.was].includes(min)) return;
    this.owner = min;
    this.groups.change(WEB, { min, desired: Math.max(desired, min) });
  }

  async pass(upTo = 9): Promise<void> {
    const snapshot = this.snapshot();
    await this.#do(this.#say(snapshot).slice(0, upTo));
  }

  async #twoPasses(turns: readonly boolean[]): Promise<void> {
    const first = [...this.#say(this.snapshot())];
    // The other looks a moment later, when the first has begun.
    await this.#do(first.splice(0, turns.length % 2));
    const second = [...this.#say(this.snapshot())];
    const lost = { first: false, second: false };
    for (const isFirst of [...turns, ...first.map(() => true), ...second.map(() => false)]) {
      const [who, actions] = isFirst ? (['first', first] as const) : (['second', second] as const);
      const next = actions.shift();
      if (next !== undefined && !lost[who]) lost[who] = !(await this.#do([next]));
    }
  }

  #say(snapshot: NodeGroupsSnapshot): readonly GroupAction[] {
    const plan = decideNodeGroups(snapshot, at(17, 50));
    this.#surges = afterSaying(this.#surges, plan);
    return actionsOf(plan);
  }

  /** False when somebody else was first: the rest of a plan is not carried out then. */
  async #do(actions: readonly GroupAction[]): Promise<boolean> {
    for (const action of actions) {
      try {
        await carryOut(action, this.groups);
      } catch (error) {
        if (error instanceof Conflict) return false;
        throw error;
      }
      this.seen.push(this.groups.of(WEB));
    }
    return true;
  }

  async settle(): Promise<void> {
    for (let passes = 0; passes < 4; passes += 1) await this.pass();
  }
}

const histories = fc.array(steps, { maxLength: 25 });

async function play(history: readonly Step[]): Promise<Stage> {
  const stage = new Stage();
  for (const one of history) await stage.take(one);
  return stage;
}

describe('a group', () => {
  test('has its minimum between the owner’s and its maximum, and desired between the two, after every write', () =>
    fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const stage = new Stage();
        for (const one of history) {
          await stage.take(one);
          for (const { min, desired, max } of stage.seen.splice(0)) {
            expect(min).toBeGreaterThanOrEqual(stage.owner);
            expect(desired).toBeGreaterThanOrEqual(min);
            expect(max).toBeGreaterThanOrEqual(desired);
          }
        }
      }),
    ));

  test('is as its owner said last, with no record on it, when nothing is asked for any more', () =>
    fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const stage = await play(history);
        for (const index of [0, 1]) await stage.take({ kind: 'end', target: index });
        await stage.settle();
        expect(stage.groups.of(WEB)).toMatchObject({ min: stage.owner, record: { kind: 'none' } });
      }),
    ));

  test('is written no more once it is as it should be', () =>
    fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const stage = await play(history);
        await stage.settle();
        const plan = decideNodeGroups(stage.snapshot(), at(17, 51));
        expect([plan.groups, plan.targets]).toEqual([[], []]);
      }),
    ));

  test('ends the same whether or not passes died, or ran at once', () =>
    fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const calm = history.map(
          (one): Step => (one.kind === 'twoPasses' || one.kind === 'pass' ? { kind: 'pass', upTo: 9 } : one),
        );
        // What the owner says may be skipped in one of the two: see #ownerSays.
        fc.pre(!history.some(({ kind }) => kind === 'owner'));
        const [rough, smooth] = [await play(history), await play(calm)];
        await rough.settle();
        await smooth.settle();
        expect(rough.groups.of(WEB).min).toBe(smooth.groups.of(WEB).min);
      }),
    ));

  test('gets one plan from one snapshot, however that is ordered', () =>
    fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const snapshot = (await play(history)).snapshot();
        const turned = { ...snapshot, needs: snapshot.needs.toReversed() };
        expect(decideNodeGroups(turned, at(17, 50))).toEqual(decideNodeGroups(snapshot, at(17, 50)));
      }),
    ));
});

test('a group whose tag was taken away is given back by what its surges say', async () => {
  const stage = new Stage();
  await stage.take({ kind: 'ask', target: 0, floor: 60 });
  await stage.pass();
  await stage.take({ kind: 'tagLost' });
  await stage.pass();
  await stage.take({ kind: 'end', target: 0 });
  await stage.settle();
  expect(stage.groups.of(WEB)).toMatchObject({ min: 2, record: { kind: 'none' } });
});
