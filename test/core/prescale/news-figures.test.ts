import { expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import { type Instant, minutes } from '../../../src/core/model/time.ts';
import { figuresOf } from '../../../src/core/prescale/news-figures.ts';
import { A_PUSH, aStatus, aSurge, at, withStatus } from '../../support/a-surge.ts';
import { AN_HPA, aTarget, someBounds } from '../../support/a-target.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const PUSH = aSurge();
const OTHER = aSurge({ id: 'news/other', demand: { kind: 'replicas', replicas: 60 } });
interface Look {
  readonly surge?: Surge;
  readonly surges?: readonly Surge[];
  readonly now?: Instant;
}
const look = (
  target: TargetSnapshot | undefined,
  { surge = PUSH, surges = [surge], now = at(18) }: Look = {},
) => figuresOf(AN_HPA, target, { surge, surges, config: DEFAULTS, now });

test('ready against what all surges ask for, and what this one asks for by itself', () => {
  expect(look(aTarget({ min: 10, readyReplicas: 33 }), { surges: [PUSH, OTHER] })).toEqual({
    ref: AN_HPA,
    ready: 33,
    floor: 60,
    most: 40,
  });
});

test('the maximum of the target is no ceiling: what is missing shows', () => {
  expect(look(aTarget({ min: 10, max: 20, readyReplicas: 20 }))).toMatchObject({ ready: 20, floor: 40 });
});

test('a crowd that goes asks for less now than at its most', () => {
  const surge = aSurge({ demand: { kind: 'multiplier', multiplier: 4, curve: A_PUSH }, lead: minutes(1) });
  const figures = look(aTarget({ min: 10 }), { surge, now: at(18, 15) });
  expect(figures.most).toBe(40);
  expect(figures.floor).toBeLessThan(15);
});

test('after the end the baseline is asked for, and it is known what was', () => {
  expect(look(aTarget({ min: 10 }), { now: at(18, 21) })).toMatchObject({ floor: 10, most: 40 });
  expect(look(aTarget({ min: 10 }), { surge: { ...PUSH, cancelled: true } })).toMatchObject({
    floor: 10,
    most: 40,
  });
});

test('of a target that is gone nothing is ready, and its owner is remembered', () => {
  const demand = { kind: 'multiplier', multiplier: 3, curve: { kind: 'box' } } as const;
  const surge = withStatus(aSurge({ demand }), aStatus({ baseline: someBounds({ min: 7 }) }));
  expect(look(undefined, { surge })).toMatchObject({ ready: 0, floor: 21, most: 21 });
});
