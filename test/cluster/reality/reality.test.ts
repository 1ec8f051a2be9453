/** The simulator against real components: docs/reality.md says how they are compared, and has the table. */
import { beforeAll, expect, test } from 'vitest';
import { agrees, type Row } from './behaviour.ts';
import { BEHAVIOURS } from './behaviours/all.ts';
import { compareReality } from './comparison.ts';
import { DIFFERENCES, differenceOf } from './differences.ts';
import { readGuide } from './guide.ts';

const PLAYING = 900_000;

let rows: readonly Row[] = [];
beforeAll(async () => {
  rows = await compareReality();
  // The real figure is one draw on a machine that others may use: what is off its rule is drawn once more.
  const off = new Set(rows.filter(isOff).map(({ behaviour }) => behaviour));
  if (off.size === 0) return;
  const again = await compareReality({ isWanted: ({ name }) => off.has(name) });
  rows = [...rows.filter(({ behaviour }) => !off.has(behaviour)), ...again];
}, PLAYING);

const isOff = (row: Row): boolean => differenceOf(row) === undefined && !agrees(row);

test.each(BEHAVIOURS.map(({ name }) => name))('%s: the simulator does as the real components do', (name) => {
  const own = rows.filter(({ behaviour }) => behaviour === name);

  expect(own.length).toBeGreaterThan(0);
  expect(own.filter(isOff)).toEqual([]);
});

test('a difference that has a name is still one, and the guide gives its reason', () => {
  const guide = readGuide();
  const gone = rows.filter((row) => differenceOf(row) !== undefined && agrees(row));

  expect(gone).toEqual([]);
  for (const { name } of DIFFERENCES) expect(guide).toContain(`**${name}**`);
});

test('the guide shows what the real components did', () => {
  const guide = readGuide();
  const stale = rows.filter(({ behaviour, real }) => {
    const shown = 'value' in real ? [behaviour, real.what, real.value] : [behaviour, real.what];
    return !shown.every((text) => guide.includes(text.replaceAll('|', '\\|')));
  });

  expect(stale, 'rows that `npm run compare-reality -- --write` brings up to date').toEqual([]);
});
