import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/sim/random.ts';

/** How many of `draws` fall into each quarter of [0, 1). */
const quarters = (draws: readonly number[]): number[] =>
  [0, 1, 2, 3].map((quarter) => draws.filter((draw) => Math.floor(draw * 4) === quarter).length);
const numbers = Array.from({ length: 400 }, (_, index) => index);

describe('draws spread evenly', () => {
  const sources: Readonly<Record<string, readonly number[]>> = {
    'of one stream': ((random) => numbers.map(() => random.unit()))(seededRandom(7)),
    'first ones of seeds in a row': numbers.map((seed) => seededRandom(seed).unit()),
    'first ones of forks with names in a row': numbers.map((index) =>
      seededRandom(7).fork(`pod-${index}`).unit(),
    ),
    'first ones of one fork over seeds in a row': numbers.map((seed) =>
      seededRandom(seed).fork('scrape').unit(),
    ),
  };
  test.each(Object.entries(sources))('%s', (_, draws) => {
    for (const count of quarters(draws)) expect(Math.abs(count - 100)).toBeLessThan(30);
  });
});

test('the same seed and name draw the same, whatever was drawn before', () => {
  const drawn = seededRandom(7);
  drawn.unit();
  expect(drawn.fork('boot').unit()).toBe(seededRandom(7).fork('boot').unit());
  expect(drawn.fork('boot').unit()).not.toBe(drawn.fork('start').unit());
});
