import { expect, test } from 'vitest';
import { type Instant, plus, seconds } from '../../../src/core/model/time.ts';
import { WarmthWatch } from '../../../src/sim/play/warmth.ts';
import { NOON } from '../../support/an-api.ts';

const at = (second: number): Instant => plus(NOON, seconds(second));
const EVENT = { at: at(100), end: at(200), needed: 10 };

/** Seconds, and the ready pods from then on. */
type Course = readonly (readonly [number, number])[];

function watch(course: Course, events = [EVENT]): readonly (number | null)[] {
  const warmth = new WarmthWatch(events);
  for (const [second, ready] of course) warmth.readyChanged(at(second), ready);
  return warmth.results();
}

const courses: Readonly<Record<string, readonly [Course, number | null]>> = {
  'well before': [[[10, 12]], 90],
  'the moment the count is reached': [
    [
      [10, 4],
      [40, 9],
      [60, 10],
      [80, 11],
    ],
    40,
  ],
  'on the spot': [[[100, 10]], 0],
  late: [
    [
      [10, 4],
      [130, 10],
    ],
    -30,
  ],
  'in the last moment': [[[199, 10]], -99],
  'too late: it is over': [[[200, 10]], null],
  never: [
    [
      [10, 9],
      [150, 9],
    ],
    null,
  ],
  'without a word': [[], null],
  'lost before the event: from when it was warm again': [
    [
      [10, 10],
      [50, 9],
      [70, 10],
    ],
    30,
  ],
  'lost before the event, back after its start': [
    [
      [10, 10],
      [90, 9],
      [110, 10],
    ],
    -10,
  ],
  'lost before the event for good': [
    [
      [10, 10],
      [90, 9],
    ],
    null,
  ],
  'lost after the start: it was warm': [
    [
      [10, 10],
      [110, 2],
      [150, 10],
    ],
    90,
  ],
  'lost at the start: it was warm': [
    [
      [10, 10],
      [100, 2],
    ],
    90,
  ],
  'lost and back in the same moment': [
    [
      [10, 10],
      [50, 9],
      [50, 10],
    ],
    50,
  ],
  'late, and lost after that': [
    [
      [130, 10],
      [140, 2],
      [150, 10],
    ],
    -30,
  ],
};
test.each(Object.entries(courses))('%s', (_, [course, expected]) => {
  expect(watch(course)).toEqual([expected]);
});

test('each event by its own need and time, those that overlap too', () => {
  const events = [
    EVENT,
    { at: at(150), end: at(250), needed: 20 },
    { at: at(400), end: at(500), needed: 5 },
    { at: at(600), end: at(700), needed: 30 },
  ];
  const course: Course = [
    [50, 12],
    [140, 20],
    [260, 3],
    [390, 25],
    [510, 3],
  ];
  expect(watch(course, events)).toEqual([50, 10, 10, null]);
});

test('an event that is still to come is warm since it is', () => {
  const warmth = new WarmthWatch([EVENT]);
  warmth.readyChanged(at(40), 10);
  expect(warmth.results()).toEqual([60]);
  warmth.readyChanged(at(50), 9);
  expect(warmth.results()).toEqual([null]);
});
