import { expect, test } from 'vitest';
import { isOpen, opensAt } from '../../../src/core/capacity/window.ts';
import { seconds } from '../../../src/core/model/time.ts';
import { aSurge, at } from '../../support/a-surge.ts';

const raise = { surge: aSurge({ nodeLead: seconds(180) }), at: at(17, 56), floor: 40 };

test('opens the lead of the nodes before the raise', () => {
  expect(opensAt(raise)).toBe(at(17, 53));
});

test.each([
  [at(17, 52, 59), 0, false],
  [at(17, 53), 0, true],
  [at(17, 55, 59), 0, true],
  [at(17, 56), 40, false],
  [at(17, 56), 39, true],
])('at %i, with a floor of %i: %s', (now, standing, open) => {
  expect(isOpen(raise, standing, now)).toBe(open);
});

test('of a surge that wants no nodes first opens with the raise', () => {
  expect(opensAt({ ...raise, surge: aSurge() })).toBe(at(17, 56));
});
