/** Somebody else writes while we hold: the owner is heard, a fight is bounded. */
import { describe, expect, test } from 'vitest';
import { keyOf, type TargetSnapshot } from '../../../src/core/model/target.ts';
import { plus, seconds } from '../../../src/core/model/time.ts';
import { A_PUSH, aSurge, at } from '../../support/a-surge.ts';
import { AN_HPA, aTarget } from '../../support/a-target.ts';
import { edited, floorsOf, lastOf, passOver, runUntil, settle, type World } from '../../support/a-world.ts';

const statusOf = (world: World) => world.surges[0]?.status[keyOf(AN_HPA)];
const held = (over: Partial<TargetSnapshot> = {}, surge = aSurge()): World =>
  settle({ target: aTarget(over), surges: [surge] }, at(18)).world;
const after = (world: World, from = at(18, 1)) => lastOf(runUntil(world, from, at(19, 30))).target;

describe('the owner speaks during the hold', () => {
  test.each<[string, Partial<TargetSnapshot>, Partial<TargetSnapshot>]>([
    ['raises min above the floor', { min: 45 }, { min: 45, max: 50 }],
    ['raises min under the floor', { min: 20 }, { min: 20, max: 50 }],
    ['lowers min', { min: 5 }, { min: 5, max: 50 }],
    ['raises max', { max: 90 }, { min: 10, max: 90 }],
    ['lowers max', { max: 45 }, { min: 10, max: 45 }],
    ['replaces both', { min: 3, max: 30 }, { min: 3, max: 30 }],
    [
      'sets a window',
      { scaleDownWindow: { kind: 'present', seconds: 120, onlyOurs: false } },
      { min: 10, scaleDownWindow: { kind: 'present', seconds: 120, onlyOurs: false } },
    ],
  ])('%s', (_name, edit, want) => {
    expect(after(edited(held(), edit))).toMatchObject({ ...want, record: { kind: 'none' } });
  });

  test('a floor that he put under what the surge needs is written again, once', () => {
    const { world, plan } = settle(edited(held(), { min: 5 }), at(18, 1));
    expect(world.target.min).toBe(40);
    expect(statusOf(world)).toMatchObject({ reasserts: 1, baseline: { min: 5 } });
    expect(plan.reasons.map(({ code }) => code)).not.toContain('Reasserted');
  });

  test('a behavior that he gives the HPA during a falling curve stays, without our window', () => {
    const target = { profile: { rpsPerReplica: 100 } };
    const world = held(target, aSurge({ demand: { kind: 'rps', rps: 3_000, curve: A_PUSH } }));
    expect(world.target.scaleDownWindow).toMatchObject({ seconds: 30, onlyOurs: true });
    const his = edited(world, { scaleDownWindow: { kind: 'present', seconds: 30, onlyOurs: false } });
    expect(after(his).scaleDownWindow).toEqual({ kind: 'present', seconds: undefined, onlyOurs: false });
  });
});

describe('the owner speaks during the return', () => {
  const returning = (): World => {
    const walk = runUntil(held(), at(18, 20), plus(at(18, 20), seconds(30)));
    expect(floorsOf(walk)).toEqual([36, 33, 30]);
    return lastOf(walk);
  };
  const SOON = at(18, 20, 45);

  test('a max of his does not make a cliff of the walk', () => {
    const { world } = passOver(edited(returning(), { max: 60 }), SOON);
    expect(world.target).toMatchObject({ min: 27, max: 60 });
  });

  test('a min of his ends it', () => {
    const { world } = settle(edited(returning(), { min: 12 }), SOON);
    expect(world.target).toMatchObject({ min: 12, record: { kind: 'none' } });
  });
});

describe('a fight', () => {
  /** Argo CD without the ignore rule: everything back to Git, every minute, for as long as the surge is on. */
  function fight(world: World, git: Partial<TargetSnapshot>) {
    let now = world;
    const seen: World[] = [];
    for (let minute = 1; minute < 20; minute += 1) {
      now = passOver(edited(now, git, 'argocd'), at(18, minute)).world;
      now = settle(now, at(18, minute, 20)).world;
      seen.push(now);
    }
    return seen;
  }

  test('over min is given up after so many rounds, and says with whom', () => {
    const seen = fight(held(), { min: 10 });
    expect(seen.map(({ target }) => target.min).filter((min) => min === 40)).toHaveLength(5);
    const last = seen.at(-1);
    expect(last && statusOf(last)?.conditions.map(({ type }) => type)).toEqual(['Contended']);
    expect(last && statusOf(last)?.conditions[0]?.message).toContain('argocd');
    expect(last && after(last, at(18, 20))).toMatchObject({ min: 10, max: 50, record: { kind: 'none' } });
  });

  test('over a pinned max is given up as well', () => {
    const pin = aSurge({ override: { owner: 'ann', reason: 'test', pin: true } });
    const seen = fight(held({}, pin), { max: 50 });
    expect(seen.map(({ target }) => target.max).filter((max) => max === 40)).toHaveLength(5);
  });

  test('over the scale-down window is given up without giving up the floor', () => {
    const target = { profile: { rpsPerReplica: 100 } };
    const world = held(target, aSurge({ demand: { kind: 'rps', rps: 3_000, curve: A_PUSH } }));
    const seen = fight(world, { scaleDownWindow: { kind: 'absent' } });
    const ours = seen.filter((each) => each.target.scaleDownWindow.kind === 'present');
    expect(ours).toHaveLength(5);
    const last = seen.at(-1);
    expect(last && statusOf(last)?.conditions).toEqual([]);
    expect(last?.target.min).toBeLessThan(15);
  });

  test('the message of a fight over moving figures does not move', () => {
    let world = held();
    for (let round = 0; round < 6; round += 1)
      world = passOver(edited(world, { min: 10 }, 'argocd'), at(18, 2 + round)).world;
    const message = statusOf(world)?.conditions[0]?.message;
    expect(message).toBeDefined();
    const moved = passOver(edited(world, { min: 12 }, 'argocd'), at(18, 9));
    expect(statusOf(moved.world)?.conditions[0]?.message).toBe(message);
    expect(moved.plan.reasons[0]?.code).toBe('Contended');
  });
});

test('two humps of one curve are no fight', () => {
  const humps = [0, 1, 0, 0, 1, 0].map((share, index) => ({ offset: seconds(240 * index), share }));
  const surge = aSurge({
    end: at(18, 30),
    demand: { kind: 'rps', rps: 3_000, curve: { kind: 'points', points: humps } },
  });
  const window = { kind: 'present', seconds: 0, onlyOurs: false } as const;
  const target = aTarget({ profile: { rpsPerReplica: 100 }, scaleDownWindow: window });
  const steps = runUntil({ target, surges: [surge] }, at(17), at(18, 29));
  expect(floorsOf(steps)).toContain(43);
  expect(statusOf(lastOf(steps))?.reasserts).toBe(0);
});

test('a max of the owner while the curve rises is no fight', () => {
  const surge = aSurge({
    demand: {
      kind: 'rps',
      rps: 3_000,
      curve: {
        kind: 'points',
        points: [
          { offset: seconds(0), share: 0 },
          { offset: seconds(1_200), share: 1 },
        ],
      },
    },
  });
  const world = held({ profile: { rpsPerReplica: 100 } }, surge);
  const { world: next } = settle(edited(world, { max: 70 }), at(18, 5));
  expect(next.target.min).toBeGreaterThan(world.target.min ?? 1);
  expect(statusOf(next)?.reasserts).toBe(0);
});
