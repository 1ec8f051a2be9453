/** What was lost, torn, cut short or made anew: the target still ends as its owner wants it. */
import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../src/core/model/target.ts';
import { minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { decide } from '../../../src/core/prescale/decide.ts';
import { A_PUSH, aSurge, at } from '../../support/a-surge.ts';
import { AN_HPA, aTarget } from '../../support/a-target.ts';
import {
  applyAction,
  DEFAULTS,
  edited,
  floorsOf,
  lastOf,
  passOver,
  runUntil,
  settle,
  type World,
} from '../../support/a-world.ts';

const statusOf = (world: World) => world.surges[0]?.status[keyOf(AN_HPA)];
const held = (surge = aSurge(), target = aTarget()): World =>
  settle({ target, surges: [surge] }, at(18)).world;
const after = (world: World, from = at(18, 1)) => lastOf(runUntil(world, from, at(20)));
/** The record taken out, by whoever: our floor stays. */
const stripped = (world: World): World => edited(world, { record: { kind: 'none' } });

describe('a crash after any number of writes', () => {
  const asleep = aTarget({ replicas: 0, readyReplicas: 0 });
  const start: World = { target: asleep, surges: [aSurge()] };

  test.each([0, 1, 2, 3])('%i writes of the raise', (count) => {
    let world = start;
    for (const action of decide(world, DEFAULTS, at(18)).actions.slice(0, count))
      world = applyAction(world, action) ?? world;
    const { world: raised } = settle(world, at(18, 0, 5));
    expect(raised.target).toMatchObject({ min: 40, replicas: 40 });
    expect(statusOf(raised)?.reasserts).toBe(0);
    expect(after(raised).target).toMatchObject({ min: 10, replicas: 0, record: { kind: 'none' } });
  });

  test.each([0, 1, 2])('%i writes of the end', (count) => {
    let world = settle(start, at(18)).world;
    world = lastOf(runUntil(world, at(18, 20), at(18, 23, 59)));
    expect(world.target.min).toBe(11);
    for (const action of decide(world, DEFAULTS, at(18, 24, 15)).actions.slice(0, count))
      world = applyAction(world, action) ?? world;
    expect(after(world, at(18, 25)).target).toMatchObject({ min: 10, replicas: 0, record: { kind: 'none' } });
  });

  test('a wake-up that was under way when its surge ended is undone', () => {
    const small = aSurge({ demand: { kind: 'replicas', replicas: 5 } });
    let world: World = { target: asleep, surges: [small] };
    for (const action of decide(world, DEFAULTS, at(18, 19, 50)).actions.slice(0, 2))
      world = applyAction(world, action) ?? world;
    const late = decide(world, DEFAULTS, at(18, 19, 58)).actions.find(({ kind }) => kind === 'ScaleTarget');
    world = settle(world, at(18, 20)).world;
    if (late !== undefined) world = applyAction(world, late) ?? world;
    expect(world.target.replicas).toBe(10);
    expect(after(world, at(18, 20, 5)).target).toMatchObject({ replicas: 0, record: { kind: 'none' } });
  });
});

describe('a lost record', () => {
  test('the surge remembers the baseline', () => {
    const { world, plan } = passOver(stripped(held()), at(18, 1));
    expect(world.target).toMatchObject({ min: 40, record: { record: { baseline: { min: 10 } } } });
    expect(plan.reasons.map(({ code }) => code)).toContain('BaselineRecovered');
    expect(after(world).target).toMatchObject({ min: 10, max: 50 });
  });

  test('also when the surge is over by then, and the next pass crashes', () => {
    const lost = stripped(held());
    const [first] = decide(lost, DEFAULTS, at(18, 30)).actions;
    const world = first === undefined ? lost : (applyAction(lost, first) ?? lost);
    expect(after(world, at(18, 31)).target).toMatchObject({ min: 10, record: { kind: 'none' } });
    expect(statusOf(after(world, at(18, 31)))?.phase).toBe('Ended');
  });

  test('a torn one is as good as lost', () => {
    const torn = edited(held(), { record: { kind: 'torn', text: '{"version":' } });
    expect(decide(torn, DEFAULTS, at(18, 1)).reasons.map(({ code }) => code)).toContain('RecordTorn');
    expect(after(torn).target).toMatchObject({ min: 10, record: { kind: 'none' } });
  });

  test('a torn one that nobody remembers is removed, and what stands is the owner s', () => {
    const torn = aTarget({ record: { kind: 'torn', text: 'x' }, min: 40 });
    const { target } = settle({ target: torn, surges: [] }, at(18)).world;
    expect(target).toMatchObject({ min: 40, record: { kind: 'none' } });
  });

  test('a behavior that the owner gave the HPA meanwhile is not taken along', () => {
    const surge = aSurge({ demand: { kind: 'rps', rps: 3_000, curve: A_PUSH } });
    const world = held(surge, aTarget({ profile: { rpsPerReplica: 100 } }));
    const his = { kind: 'present', seconds: 30, onlyOurs: false } as const;
    const lost = edited(stripped(world), { scaleDownWindow: his });
    expect(after(lost).target.scaleDownWindow).toEqual({ ...his, seconds: undefined });
  });

  test('a woken target that was replaced in the hold still goes back to zero', () => {
    const woken = held(aSurge(), aTarget({ replicas: 0, readyReplicas: 0 }));
    expect(woken.target.replicas).toBe(40);
    const replaced = edited(stripped(woken), { min: 10 });
    expect(after(replaced).target).toMatchObject({ min: 10, replicas: 0, record: { kind: 'none' } });
  });

  test('a replaced target is raised again, and that counts', () => {
    const replaced = edited(stripped(held()), { min: 10 }, 'argocd');
    const { world } = settle(replaced, at(18, 1));
    expect(world.target.min).toBe(40);
    expect(statusOf(world)?.reasserts).toBe(1);
  });

  test('what the owner sets after an orderly return is his, though a surge remembers', () => {
    const returned = after(held());
    expect(returned.target.minManager).toBe('forescale');
    expect(decide(edited(returned, { max: 20 }), DEFAULTS, at(20)).actions).toEqual([]);
    expect(decide(edited(returned, { min: 7 }), DEFAULTS, at(20)).actions).toEqual([]);
  });
});

describe('an object made anew', () => {
  test('is raised afresh from its own baseline', () => {
    const anew = edited(held(), { uid: 'uid-2', record: { kind: 'none' }, min: 4, max: 60 });
    const { world } = settle(anew, at(18, 1));
    expect(world.target.min).toBe(40);
    expect(statusOf(world)).toMatchObject({ uid: 'uid-2', reasserts: 0, baseline: { min: 4, max: 60 } });
    expect(after(world).target).toMatchObject({ min: 4, max: 60 });
  });
});

describe('a surge that changes', () => {
  test('cancelled in the hold, it is walked back', () => {
    const world = held();
    const cancelled = { ...world, surges: world.surges.map((surge) => ({ ...surge, cancelled: true })) };
    const steps = runUntil(cancelled, at(18, 1), at(19));
    expect(floorsOf(steps).slice(0, 3)).toEqual([36, 33, 30]);
    expect(lastOf(steps).target).toMatchObject({ min: 10, record: { kind: 'none' } });
  });

  test('deleted in the hold, it is walked back', () => {
    const steps = runUntil({ ...held(), surges: [] }, at(18, 1), at(19));
    expect(floorsOf(steps).slice(0, 3)).toEqual([36, 33, 30]);
    expect(lastOf(steps).target).toMatchObject({ min: 10, record: { kind: 'none' } });
  });

  test('put off, it is not warm for its second time', () => {
    const warm = lastOf(runUntil(held(), at(18), plus(at(18), seconds(30))));
    expect(statusOf(warm)?.phase).toBe('Warm');
    const later = { start: at(19), end: at(19, 20) };
    const put = { ...warm, surges: warm.surges.map((surge) => ({ ...surge, ...later })) };
    const { world } = settle(put, at(18, 1));
    expect(statusOf(world)?.phase).toBe('Warming');
    const { world: again } = passOver(lastOf(runUntil(world, at(18, 2), at(18, 55))), at(18, 56));
    expect(statusOf(again)).toMatchObject({ phase: 'Warming', late: false });
    expect(again.target.min).toBe(40);
  });

  test('made longer in the hold, it goes on', () => {
    const longer = { ...held(), surges: held().surges.map((surge) => ({ ...surge, end: at(19) })) };
    const steps = runUntil(longer, at(18, 10), at(18, 59));
    expect(lastOf(steps).target.min).toBe(40);
    expect(decide(lastOf(steps), DEFAULTS, plus(at(18, 10), minutes(20))).actions).toEqual([]);
  });
});
