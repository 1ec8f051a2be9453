import { expect, test } from 'vitest';
import { countSurges } from '../../src/controllers/surge-census.ts';
import { aStatus, aSurge, at, withStatus } from '../support/a-surge.ts';
import { AN_HPA } from '../support/a-target.ts';
import { DEFAULTS } from '../support/a-world.ts';

const NONE = { Scheduled: 0, Warming: 0, Warm: 0, Returning: 0, Ended: 0 };
const count = (surge: ReturnType<typeof aSurge>, recorded = [AN_HPA]) =>
  countSurges([surge], recorded, DEFAULTS, at(18, 5));

test.each([
  ['Scheduled', aSurge()],
  ['Warming', withStatus(aSurge(), aStatus())],
  ['Warm', withStatus(aSurge(), aStatus({ phase: 'Warm' }))],
  ['Returning', aSurge({ end: at(18, 4) })],
  ['Returning', aSurge({ cancelled: true })],
])('%s', (phase, surge) => {
  expect(count(surge)).toEqual({ ...NONE, [phase]: 1 });
});

test('Ended when nothing of it stands any more', () => {
  expect(count(aSurge({ end: at(18, 4) }), [])).toEqual({ ...NONE, Ended: 1 });
});
