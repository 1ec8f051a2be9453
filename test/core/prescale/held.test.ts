import { expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import { heldTargets, mayBeOver } from '../../../src/core/prescale/held.ts';
import { named } from '../../support/a-state.ts';
import { aSurge, at } from '../../support/a-surge.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const [ONE, TWO, OTHER] = [named('one'), named('two'), named('other')];
const OVER = aSurge({ targets: [{ ref: ONE }, { ref: TWO }] });
const next = (over: Partial<Surge>): Surge =>
  aSurge({ id: 'news/next', targets: [{ ref: TWO }], start: at(18, 20), end: at(19), ...over });

test.each<[string, readonly Surge[], readonly unknown[]]>([
  ['its own targets, no others', [], [ONE, TWO]],
  ['not those that another surge is on', [next({})], [ONE]],
  ['those that another comes to later', [next({ start: at(20), end: at(21) })], [ONE, TWO]],
  ['not by itself', [OVER], [ONE, TWO]],
])('holds %s', (_name, others, want) => {
  expect(heldTargets(OVER, [ONE, TWO, OTHER], others, DEFAULTS, at(18, 20))).toEqual(want);
});

test('may be over by any clock', () => {
  expect(mayBeOver(OVER, DEFAULTS, at(18, 18, 59))).toBe(false);
  expect(mayBeOver(OVER, DEFAULTS, at(18, 19))).toBe(true);
  expect(mayBeOver({ ...OVER, cancelled: true }, DEFAULTS, at(12))).toBe(true);
});
