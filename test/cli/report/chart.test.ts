import { describe, expect, test } from 'vitest';
import { phrasePeaks, renderChart } from '../../../src/cli/report/chart.ts';
import { LOAD, MEASURES } from '../../../src/cli/report/measures.ts';
import { framePlot } from '../../../src/cli/report/plot.ts';
import { spanTime } from '../../../src/cli/report/time-axis.ts';
import type { StrategyResult } from '../../../src/sim/comparison.ts';
import { aComparison, aStrategy, aTimeline, aTimelinePoint } from '../../support/a-comparison.ts';

function drawAll(strategy: StrategyResult, events = aComparison().events) {
  const comparison = aComparison({ strategies: [strategy], events });
  const axis = spanTime(comparison);
  return MEASURES.map((measure) => renderChart(framePlot(measure, axis, comparison), strategy));
}
const reactive = aStrategy({ name: 'reactive', timeline: aTimeline('reactive') });

describe('a chart', () => {
  test('draws every series of its measure, in order', () => {
    const drawn = drawAll(reactive).map((svg) =>
      [...svg.matchAll(/class="(?:band|line|steps) (\w+)" d="M[^"]+"/g)].map(([, column]) => column),
    );
    expect(drawn).toEqual(MEASURES.map(({ series }) => series.map(({ column }) => column)));
  });

  test('has a title and a description of its own', () => {
    const ids = drawAll(reactive).flatMap((svg) => [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    expect(new Set(ids).size).toBe(2 * MEASURES.length);
    expect(drawAll(reactive)[0]).toContain('aria-labelledby="load-reactive-title load-reactive-desc"');
  });

  test('marks a loss where there is one, and only there', () => {
    expect(drawAll(reactive)[0]).toMatch(/class="loss" d="M/);
    expect(drawAll(aStrategy())[0]).not.toContain('class="loss"');
  });

  test('draws no desired replicas before the first sync', () => {
    const timeline = [0, 0, 10, 20].map((desiredReplicas, index) =>
      aTimelinePoint({ desiredReplicas, secondsFromPush: index * 60 }),
    );
    const [, replicas = ''] = drawAll(aStrategy({ timeline }));
    expect(replicas).toMatch(/class="steps desiredReplicas" d="M300(\.\d)? /);
  });

  test('names few events, and only ticks many', () => {
    const many = Array.from({ length: 48 }, (_, index) => ({
      name: `match ${index}`,
      secondsFromStart: index * 30,
    }));
    const [few = '', ticked = ''] = [drawAll(reactive)[0], drawAll(reactive, many)[0]];
    expect(few).toContain('>push</text>');
    expect(ticked).not.toContain('match');
    expect(ticked.match(/v-6"/g)).toHaveLength(48);
  });

  test('names no two events on top of each other', () => {
    const close = [100, 101, 900].map((secondsFromStart, index) => ({
      name: `a long name ${index}`,
      secondsFromStart,
    }));
    expect(drawAll(reactive, close)[0]?.match(/a long name \d/g)).toEqual(['a long name 0', 'a long name 2']);
  });

  test('says the highest values', () => {
    expect(phrasePeaks(LOAD, [aTimelinePoint({ offeredRps: 20_000 }), aTimelinePoint()])).toBe(
      'Most: offered 20,000, served 1,000.',
    );
  });
});
