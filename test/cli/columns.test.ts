import { expect, test } from 'vitest';
import { renderColumns } from '../../src/cli/columns.ts';

test('columns are as wide as they need, and no line ends in blanks', () => {
  const rows = [
    ['push', '40'],
    ['a-long-name', ''],
  ];
  expect(renderColumns(['NAME', 'FLOOR'], rows)).toEqual([
    'NAME         FLOOR',
    'push         40',
    'a-long-name',
  ]);
});

test('no rows: the header alone', () => {
  expect(renderColumns(['NAME', 'FLOOR'], [])).toEqual(['NAME  FLOOR']);
});
