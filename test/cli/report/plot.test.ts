import { describe, expect, test } from 'vitest';
import { MEASURES } from '../../../src/cli/report/measures.ts';
import { framePlot, renderFrame } from '../../../src/cli/report/plot.ts';
import { spanTime } from '../../../src/cli/report/time-axis.ts';
import { aComparison, aStrategy, aTimelinePoint } from '../../support/a-comparison.ts';

const frameAll = (comparison = aComparison()) =>
  MEASURES.map((measure) => framePlot(measure, spanTime(comparison), comparison));

describe('the frame', () => {
  test('holds the highest value of any strategy', () => {
    const [load, replicas, nodes] = frameAll().map(({ y }) => y.domain()[1]);
    expect([load, replicas, nodes]).toEqual([20_000, 150, 20]);
  });

  test('has whole numbers on the left, whatever the height', () => {
    const timeline = [0, 60].map((secondsFromPush) =>
      aTimelinePoint({ secondsFromPush, nodes: 1, readyNodes: 1 }),
    );
    const [, , nodes] = frameAll(aComparison({ strategies: [aStrategy({ timeline })] }));
    const labels = [...(nodes === undefined ? '' : renderFrame(nodes)).matchAll(/"end">([^<]+)</g)];
    expect(labels.map(([, label]) => label)).toEqual(['0', '1']);
  });

  test('takes the whole page for a long run', () => {
    const timeline = [0, 86_400].map((secondsFromPush) => aTimelinePoint({ secondsFromPush }));
    const long = frameAll(aComparison({ strategies: [aStrategy({ timeline })] }));
    expect([frameAll()[0]?.width, long[0]?.width]).toEqual([440, 1_240]);
  });
});
