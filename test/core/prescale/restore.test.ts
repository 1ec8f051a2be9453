import { describe, expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import { decide } from '../../../src/core/prescale/decide.ts';
import { decideRestore } from '../../../src/core/prescale/restore.ts';
import { aSurge, at } from '../../support/a-surge.ts';
import {
  A_DEPLOYMENT,
  A_SCALED_OBJECT,
  aDeployment,
  aHeldTarget,
  aLoadOf,
  aScaledObject,
  aTarget,
  recorded,
  someBounds,
} from '../../support/a-target.ts';
import { applyAction, DEFAULTS, edited, passOver, settle, type World } from '../../support/a-world.ts';

const held = (target: TargetSnapshot, surge = aSurge({ targets: [{ ref: target.ref }] })): World =>
  settle({ target, surges: [surge] }, at(18)).world;
const restored = (world: World): World =>
  decideRestore(world).actions.reduce((after, action) => applyAction(after, action) ?? after, world);

describe('what is held', () => {
  test.each<[string, TargetSnapshot]>([
    ['an HPA', aTarget()],
    ['an HPA whose maximum was lifted', aTarget({ max: 20 })],
    ['a ScaledObject that leaves all out', aScaledObject({ min: undefined })],
    ['a Deployment', aDeployment(3)],
  ])('%s is handed back in one go', (_name, target) => {
    const surge: Surge = aSurge({ targets: [{ ref: target.ref }], ceiling: { kind: 'raise', to: 60 } });
    const world = held(target, surge);
    expect(world.target.min).toBe(40);
    const { min, max, record, scaleDownWindow } = restored(world).target;
    expect({ min, max, record, scaleDownWindow }).toEqual({
      min: target.min,
      max: target.max,
      record: { kind: 'none' },
      scaleDownWindow: target.scaleDownWindow,
    });
  });

  test('is handed back though its record is lost', () => {
    const world = edited(held(aTarget()), { record: { kind: 'none' } }, 'forescale');
    expect(decideRestore(world).outcome).toBe('HandedBack');
    expect(restored(world).target.min).toBe(10);
  });

  test('goes to what its owner has said meanwhile', () => {
    expect(restored(edited(held(aTarget()), { min: 12 })).target.min).toBe(12);
  });

  test('is done once', () => {
    expect(decideRestore(restored(held(aTarget())))).toMatchObject({ outcome: 'AsItWas', actions: [] });
  });

  test('is raised again by a controller that still runs, from the same baseline', () => {
    const { world } = passOver(restored(held(aTarget())), at(18, 1));
    expect(world.target).toMatchObject({ min: 40, record: { record: { baseline: { min: 10 } } } });
  });

  test('is left alone when somebody else was first', () => {
    const world = held(aTarget());
    const [patch] = decideRestore(world).actions;
    expect(patch && applyAction(edited(world, { min: 30 }), patch)).toBeUndefined();
  });
});

describe('what was woken', () => {
  const woken = (over: Partial<TargetSnapshot> = {}) =>
    aHeldTarget({ wokenFrom: 0, wrote: someBounds({ min: 40 }) }, over);

  test('goes back to zero before its record goes', () => {
    const { actions, detail } = decideRestore({ target: woken(), surges: [] });
    expect(actions).toMatchObject([
      { kind: 'ScaleTarget', from: 40, replicas: 0 },
      { kind: 'PatchTarget', change: { min: 10 }, record: null },
    ]);
    expect(detail).toContain('40 replicas go to zero');
  });

  test('stays up while it serves somebody, and that is said', () => {
    const { actions, detail } = decideRestore({ target: woken({ metrics: aLoadOf(30, 40) }), surges: [] });
    expect(actions.map(({ kind }) => kind)).toEqual(['PatchTarget']);
    expect(detail).toContain('its owner had left it at zero, but live load asks for 30');
  });
});

test('a paused target is not written', () => {
  const { target } = held(aTarget());
  expect(decideRestore({ target: { ...target, paused: true }, surges: [] })).toMatchObject({
    outcome: 'Paused',
    actions: [],
    detail: 'paused by annotation: left at minReplicas 40, maxReplicas 50',
  });
});

test('what somebody else scales by now loses its record alone', () => {
  const target = aHeldTarget({}, { controlledBy: A_SCALED_OBJECT });
  expect(decideRestore({ target, surges: [] })).toMatchObject({
    actions: [{ kind: 'PatchTarget', change: {}, record: null }],
    detail: expect.stringContaining('stays at minReplicas 40') as string,
  });
});

test('a torn record goes, what stands stays', () => {
  const target = aTarget({ record: { kind: 'torn', text: '?' } });
  expect(restored({ target, surges: [] }).target).toMatchObject({ min: 10, record: { kind: 'none' } });
});

describe('the person who restores is told', () => {
  test.each<[string, TargetSnapshot, string]>([
    [
      'what drops',
      aHeldTarget({}, { metrics: aLoadOf(25, 40) }),
      'minReplicas 40, maxReplicas 50 to minReplicas 10, maxReplicas 50; 40 replicas may drop to 25 at once: live load asks for 25',
    ],
    [
      'that nobody knows the load',
      aHeldTarget(),
      'minReplicas 40, maxReplicas 50 to minReplicas 10, maxReplicas 50; 40 replicas may drop to 10 at once: no load is measured',
    ],
    [
      'nothing more where nothing drops',
      aHeldTarget({}, { replicas: 10 }),
      'minReplicas 40, maxReplicas 50 to minReplicas 10, maxReplicas 50',
    ],
    [
      'the figures of a workload',
      aDeployment(40, {
        ref: A_DEPLOYMENT,
        record: recorded({
          baseline: { min: 3, max: undefined, scaleDownSeconds: 'absent' },
          wrote: { min: 40, max: undefined, scaleDownSeconds: 'absent' },
        }),
      }),
      'replicas 40 to replicas 3; 40 replicas may drop to 3 at once: no load is measured',
    ],
  ])('%s', (_name, target, want) => {
    expect(decideRestore({ target, surges: [] }).detail).toBe(want);
  });
});

test('a target that a controller would not touch is not touched either', () => {
  const target = aTarget();
  expect(decide({ target, surges: [] }, DEFAULTS, at(18)).actions).toEqual([]);
  expect(decideRestore({ target, surges: [] }).actions).toEqual([]);
});
