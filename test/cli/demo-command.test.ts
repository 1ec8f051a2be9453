import { describe, expect, test } from 'vitest';
import type { DemoChoices } from '../../src/cli/deps.ts';
import { runCli } from '../../src/cli/program.ts';
import { newsAppScenario } from '../../src/sim/news-app.ts';
import { cliDeps, fakeWorld } from '../support/cli-deps.ts';

async function run(line: string) {
  const world = fakeWorld();
  const chosen: DemoChoices[] = [];
  const demoScenario = (choices: DemoChoices) => {
    chosen.push(choices);
    return newsAppScenario(choices);
  };
  const code = await runCli(['demo', ...line.split(' ').filter(Boolean)], cliDeps(world, { demoScenario }));
  return { code, chosen, world, wrote: [...world.files.keys()] };
}

describe('forescale demo', () => {
  test.each([
    { line: '', want: { seed: 1, times: 20, metric: 'cpu' } },
    { line: '--seed 7 --times 30 --metric requests', want: { seed: 7, times: 30, metric: 'requests' } },
  ])('$line plays $want', async ({ line, want }) => {
    const { code, chosen } = await run(line);
    expect({ code, chosen }).toEqual({ code: 0, chosen: [want] });
  });

  test.each([
    { line: '', want: ['forescale-report.html'] },
    { line: '--no-report', want: [] },
    { line: '--report here.html', want: ['here.html'] },
    { line: '--json', want: [] },
    { line: '--json --report here.html', want: ['here.html'] },
    { line: '--no-report --timeline t.csv', want: ['t.reactive.csv', 't.forescale.csv', 't.peak.csv'] },
  ])('$line writes $want', async ({ line, want }) => {
    expect((await run(line)).wrote).toEqual(want);
  });

  test.each([
    [
      '--seed abc',
      "option '--seed <n>' argument 'abc' is invalid. Expected a whole number from 0 to 2147483647.",
    ],
    [
      '--seed -1',
      "option '--seed <n>' argument '-1' is invalid. Expected a whole number from 0 to 2147483647.",
    ],
    ['--times 0', "option '--times <n>' argument '0' is invalid. Expected a number from 1 to 1000."],
    [
      '--metric foo',
      "option '--metric <metric>' argument 'foo' is invalid. Allowed choices are cpu, requests.",
    ],
  ])('%s is refused', async (line, message) => {
    const { code, world } = await run(line);
    expect([code, world.stdout, world.stderr]).toEqual([2, '', `error: ${message}\n`]);
  });
});
