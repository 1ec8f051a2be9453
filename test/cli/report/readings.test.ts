import { describe, expect, test } from 'vitest';
import { LOAD } from '../../../src/cli/report/measures.ts';
import { collectReadings, renderReadings } from '../../../src/cli/report/readings.ts';
import { spanTime } from '../../../src/cli/report/time-axis.ts';
import { aComparison, aStrategy, aTimelinePoint } from '../../support/a-comparison.ts';

const axis = spanTime(aComparison());

describe('readings', () => {
  test('tell when and what, at most 240 times', () => {
    const timeline = Array.from({ length: 1_501 }, (_, index) =>
      aTimelinePoint({ secondsFromPush: index - 300, servedRps: index + 0.4 }),
    );
    const { when, share, values } = collectReadings(axis, aStrategy({ timeline }));
    expect([when.length, share.length, values['servedRps']?.length]).toEqual([240, 240, 240]);
    expect([when[0], share[0], values['servedRps']?.[0]]).toEqual(['-5 min', 0, 0]);
    expect([when[239], share[239], values['servedRps']?.[239]]).toEqual(['20 min', 1, 1_500]);
  });

  test('stand in a table with a row per instant', () => {
    const timeline = [-60, 60].map((secondsFromPush) =>
      aTimelinePoint({ secondsFromPush, offeredRps: 20_000 }),
    );
    const table = renderReadings(LOAD, axis, aStrategy({ timeline }));
    expect(table.match(/<tr>.*?<\/tr>/g)).toEqual([
      '<tr><th scope="col">time</th><th scope="col">offered</th><th scope="col">served</th></tr>',
      '<tr><th scope="row">-1 min</th><td>20,000</td><td>1,000</td></tr>',
      '<tr><th scope="row">1 min</th><td>20,000</td><td>1,000</td></tr>',
    ]);
  });
});
