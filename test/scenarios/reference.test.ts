/** The simulator tells the truth: docs/simulator.md says how the comparison is made, and has its tables. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { compareFleet, comparePush, type PushComparison } from './reference-comparisons.ts';
import { CPU_RUN, FLEET_RUNS, REQUESTS_RUN } from './reference-runs.ts';
import { offBy, type Row } from './reference-table.ts';

const GUIDE = readFileSync(new URL('../../docs/simulator.md', import.meta.url), 'utf8');
const PLAYING = 120_000;

const compared = new Map<string, PushComparison>();
beforeAll(async () => {
  for (const run of [CPU_RUN, REQUESTS_RUN]) compared.set(run.metric, await comparePush(run));
}, PLAYING);

function comparisonOf(metric: string): PushComparison {
  const comparison = compared.get(metric);
  if (comparison === undefined) throw new RangeError(`expected a metric of the real runs, got "${metric}"`);
  return comparison;
}

/** Rows whose median is more than a fifth away from the real run. */
const strayed = (rows: readonly Row[]) => rows.filter((row) => !(Math.abs(offBy(row)) <= 0.2));

describe.each(['cpu', 'requests'])('twenty seeds of the push, HPA on %s', (metric) => {
  test('every figure is within 20 % of the real run', () => {
    const { rows } = comparisonOf(metric);

    expect(rows.length).toBeGreaterThan(10);
    expect(strayed(rows)).toEqual([]);
  });

  test('the real run began to step up when seeds do', () => {
    const { real, simulated } = comparisonOf(metric).byChance;

    expect(real).toBeGreaterThanOrEqual(simulated.min);
    expect(real).toBeLessThanOrEqual(simulated.max);
  });

  test('the guide shows these figures', () => {
    expectShown(comparisonOf(metric).table);
  });
});

describe('the steps on the way up, seed by seed', () => {
  const stepsOf = (metric: string) => comparisonOf(metric).replays.map(({ stepsUp }) => stepsUp);

  test('HPA on requests: doubled at every sync until it is what the crowd takes', () => {
    for (const steps of stepsOf('requests')) {
      expect(steps.map(({ replicas }) => replicas).slice(0, -1)).toEqual([20, 40, 80, 160]);
      const [first, last] = [steps[0], steps.at(-1)];
      expect((last?.seconds ?? 0) - (first?.seconds ?? 0)).toBe(4 * 15);
    }
  });

  test('HPA on CPU: 17 first, then never more than 100/60 of what there was', () => {
    for (const steps of stepsOf('cpu')) {
      const counts = steps.map(({ replicas }) => replicas);
      expect(counts[0]).toBe(17);
      for (const [index, count] of counts.entries())
        expect(count).toBeLessThanOrEqual(Math.ceil((counts[index - 1] ?? 10) / 0.6));
    }
  });
});

describe('a thousand HPAs raised at once', () => {
  test.each(FLEET_RUNS)(
    'by $lever: every figure is within 20 % of the real runs, and in the guide',
    async (run) => {
      const { rows, table } = await compareFleet(run);

      expect(rows.length).toBeGreaterThan(1);
      expect(strayed(rows)).toEqual([]);
      expectShown(table);
    },
    PLAYING,
  );
});

/** Real figures and medians: a change that moves a median by less than a tenth need not be written down. */
function expectShown(table: string): void {
  const [heading = '', , ...wanted] = table.split('\n');
  const [shown = ''] = GUIDE.slice(GUIDE.indexOf(heading)).split('\n\n');
  const stale = wanted.filter((row) => !shown.split('\n').some((line) => saysTheSame(line, row)));
  expect(stale, 'rows that `npm run compare-reference -- --write` brings up to date').toEqual([]);
}

function saysTheSame(line: string, row: string): boolean {
  const [shown, wanted] = [line, row].map((text) => text.split('|').map((cell) => cell.trim()));
  const [median, other] = [shown, wanted].map((cells) => Number(cells?.[3]?.replaceAll(',', '')));
  const isNear = shown?.[3] === wanted?.[3] || Math.abs((median ?? 0) - (other ?? 0)) <= 0.1 * (other ?? 0);
  return shown?.[1] === wanted?.[1] && shown?.[2] === wanted?.[2] && isNear;
}
