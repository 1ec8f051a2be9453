/** The record is lost: field by field, what is ours goes back, what is the owner's stays. */
import { expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import { A_PUSH, aSurge, at } from '../../support/a-surge.ts';
import { aTarget } from '../../support/a-target.ts';
import { edited, lastOf, replaceSurge, runUntil, settle, type World } from '../../support/a-world.ts';

const target = aTarget({ profile: { rpsPerReplica: 100 } });
const held = (surge: Surge): World => settle({ target, surges: [surge] }, at(18)).world;
const stripped = (world: World): World => edited(world, { record: { kind: 'none' } });
const after = (world: World) => lastOf(runUntil(world, at(18, 1), at(20))).target;

const AT_BASELINE = { kind: 'replicas', replicas: 10 } as const;
const PINNED = aSurge({ demand: AT_BASELINE, override: { owner: 'ann', reason: 'test', pin: true } });
/** Needs no more than the baseline: the window is all that is written. */
const SMALL = aSurge({ demand: { kind: 'rps', rps: 0, curve: A_PUSH } });

test('a maximum that was pinned comes back though the minimum had not moved', () => {
  const world = held(PINNED);
  expect(world.target).toMatchObject({ min: 10, max: 10, minManager: 'kubectl', maxManager: 'forescale' });
  expect(after(stripped(world))).toMatchObject({ min: 10, max: 50, record: { kind: 'none' } });
});

test('a window goes though neither bound had moved', () => {
  const world = held(SMALL);
  expect(world.target).toMatchObject({ min: 10, max: 50, scaleDownWindow: { seconds: 30 } });
  expect(after(stripped(world)).scaleDownWindow).toEqual({ kind: 'absent' });
});

test('a maximum that the owner sets with it is his', () => {
  const world = held(
    aSurge({ demand: { kind: 'replicas', replicas: 60 }, ceiling: { kind: 'raise', to: 80 } }),
  );
  expect(world.target.max).toBe(80);
  const his = edited(stripped(world), { max: 70 });
  expect(after(his)).toMatchObject({ min: 10, max: 70, record: { kind: 'none' } });
});

test('a surge that was put off does not remember what the owner wanted before', () => {
  const postponed = aSurge({ start: at(23), end: at(23, 20) });
  let world = settle(replaceSurge(held(aSurge()), postponed), at(18, 1)).world;
  world = lastOf(runUntil(world, at(18, 2), at(18, 30)));
  expect(world.target).toMatchObject({ min: 10, record: { kind: 'none' } });
  world = {
    ...edited(world, { min: 15, max: 60 }),
    surges: [...world.surges, aSurge({ id: 'news/second', start: at(19), end: at(19, 20) })],
  };
  expect(lastOf(runUntil(world, at(18, 31), at(20))).target).toMatchObject({
    min: 15,
    max: 60,
    record: { kind: 'none' },
  });
});
