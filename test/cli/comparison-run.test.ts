import { describe, expect, test } from 'vitest';
import { runComparison } from '../../src/cli/comparison-run.ts';
import type { Outputs } from '../../src/cli/output-options.ts';
import { newsAppScenario } from '../../src/sim/news-app.ts';
import { aComparison } from '../support/a-comparison.ts';
import { cliDeps, type FakeWorld, fakeWorld } from '../support/cli-deps.ts';

const scenario = newsAppScenario({ seed: 7, times: 20, metric: 'cpu' });
const TABLE: Outputs = { isJson: false, report: undefined, timeline: undefined };

const run = (world: FakeWorld, outputs: Partial<Outputs>, over: Parameters<typeof cliDeps>[1] = {}) =>
  runComparison(
    { scenario, outputs: { ...TABLE, ...outputs }, notes: ['seen on the way'] },
    cliDeps(world, over),
  );

describe('a run', () => {
  test('prints the table with all notes, then where the files are', async () => {
    const world = fakeWorld();
    await run(world, { report: 'r.html', timeline: 't.csv' });
    expect(world.stdout).toContain('\nPre-flight:\n  - seen on the way\n');
    expect(world.stdout.slice(-150)).toMatch(
      /\n\nTimeline: \/here\/t\.reactive\.csv\nTimeline: .*\nTimeline: .*\nReport: \/here\/r\.html\n$/,
    );
    expect([...world.files.keys()]).toEqual(['t.reactive.csv', 't.forescale.csv', 't.peak.csv', 'r.html']);
    expect(world.stderr).toBe('');
  });

  test('as JSON prints one document and nothing else, on a terminal too', async () => {
    const world = fakeWorld({ screen: { columns: 80, hasColor: true } });
    await run(world, { isJson: true, report: 'r.html' });
    expect(JSON.parse(world.stdout)).toHaveProperty('seed', 7);
    expect(world.stdout.endsWith('}\n')).toBe(true);
    expect(world.stderr).toBe('');
    expect(world.files.has('r.html')).toBe(true);
  });

  test('does not play in vain: a file that cannot be written is found before', async () => {
    const world = fakeWorld({ broken: new Set(['t.peak.csv']) });
    const compare = async () => expect.unreachable('played in vain');
    await expect(run(world, { timeline: 't.csv' }, { compare })).rejects.toThrow(
      't.peak.csv: permission denied',
    );
    expect(world.files.size).toBe(0);
  });

  test('keeps the table when a file fails afterwards', async () => {
    const world = fakeWorld();
    const compare = async () => {
      world.broken.add('r.html');
      return aComparison();
    };
    await expect(run(world, { report: 'r.html' }, { compare })).rejects.toThrow('r.html: permission denied');
    expect(world.stdout).toContain('Unserved requests');
    expect(world.stdout).not.toContain('Report:');
  });

  test('shows nothing and writes nothing after an interrupt, whatever the simulator made of it', async () => {
    const world = fakeWorld();
    const compare = async () => {
      world.interrupt.abort();
      return aComparison();
    };
    await expect(run(world, { report: 'r.html' }, { compare })).rejects.toThrow(/aborted/);
    expect([world.stdout, world.files.size]).toEqual(['', 0]);
  });
});
