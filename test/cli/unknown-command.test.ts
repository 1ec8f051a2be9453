import { expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { cliDeps, fakeWorld } from '../support/cli-deps.ts';

test.each([
  [['surge', 'delete', 'x'], "'delete'. Expected apply, list, get or cancel."],
  [['config', 'show'], "'show'. Expected explain."],
  [['raise'], "'raise'. Expected demo, simulate, "],
])('%j: what there is instead is said', async (line, said) => {
  const world = fakeWorld();
  expect(await runCli(line, cliDeps(world))).toBe(2);
  expect(world.stderr).toContain(`error: unknown command ${said}`);
});
