import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../../src/config/scenario/problem.ts';
import { readCsv } from '../../../src/config/trace/csv-rows.ts';

const SHAPE = { columns: 2, rows: 'rows of things' };

const rowsOf = (text: string) => {
  const reading = readCsv('t.csv', text, SHAPE);
  return reading.ok
    ? reading.table.rows.map(({ line, cells }) => [line, ...cells])
    : reading.problems.map(formatProblem);
};

describe('readCsv', () => {
  const read: Readonly<Record<string, readonly [text: string, want: unknown]>> = {
    'lines ended by LF': [
      'a,b\n1,2\n3,4\n',
      [
        [2, '1', '2'],
        [3, '3', '4'],
      ],
    ],
    'lines ended by CRLF': [
      'a,b\r\n1,2\r\n3,4\r\n',
      [
        [2, '1', '2'],
        [3, '3', '4'],
      ],
    ],
    'lines ended by CR': [
      'a,b\r1,2\r3,4',
      [
        [2, '1', '2'],
        [3, '3', '4'],
      ],
    ],
    'mixed endings': [
      'a,b\r\n1,2\n3,4',
      [
        [2, '1', '2'],
        [3, '3', '4'],
      ],
    ],
    'a byte order mark': ['\uFEFFa,b\n1,2\n', [[2, '1', '2']]],
    'empty lines and spaces': ['a,b\n\n 1 ,\t2\n  \n', [[3, '1', '2']]],
    quotes: [
      '\uFEFF"a",b\r\n"1, 2","say ""x"""\r\n\r\n3,4\r\n',
      [
        [2, '1, 2', 'say "x"'],
        [4, '3', '4'],
      ],
    ],
    'quotes and mixed endings': [
      '"a",b\r\n1,2\n3,4',
      [
        [2, '1', '2'],
        [3, '3', '4'],
      ],
    ],
  };
  test.each(Object.entries(read))('reads %s', (_, [text, want]) => {
    expect(rowsOf(text)).toEqual(want);
  });

  const refused: Readonly<Record<string, readonly [text: string, want: string]>> = {
    'an empty file': ['', 't.csv:1: expected a header and rows of things, got an empty file'],
    'empty lines alone': ['\n \n', 't.csv:1: expected a header and rows of things, got an empty file'],
    'a header alone': ['\na,b\n', 't.csv:2: expected rows of things below the header, got none'],
    'no header': [
      '2026-01-01T00:00:00Z,4\n',
      't.csv:1: expected a header in the first row, got "2026-01-01T00:00:00Z,4"',
    ],
    'one column': ['a\n1\n', 't.csv:1: expected a header of at least 2 columns, got "a"'],
    'a torn row': ['a,b\n1,2\n3\n', 't.csv:3: expected 2 cells as in the header, got "3"'],
    'a row that is too wide': ['a,b\n1,2,3\n', 't.csv:2: expected 2 cells as in the header, got "1,2,3"'],
    'a torn row among quotes': ['"a",b\n1,2\n"3"\n', 't.csv:3: expected 2 cells as in the header, got "3"'],
    'a quote that stays open': ['a,b\n1,2\n"3,4\n', 't.csv:3: not CSV: quote not closed'],
    'text behind a quote': ['a,b\n"1"x,2\n', 't.csv:2: not CSV: invalid closing quote'],
    'a quote inside a cell': ['a,b\nx"1",2\n', 't.csv:2: not CSV: invalid opening quote'],
    'packed bytes': [
      '\u001F\u008B\u0008\u0000',
      't.csv:1: expected a header of at least 2 columns, got "\\u001f\u008B\\b\\u0000"',
    ],
  };
  test.each(Object.entries(refused))('refuses %s', (_, [text, want]) => {
    expect(rowsOf(text)).toEqual([want]);
  });

  test('reads quoted cells as it reads plain ones', () => {
    const cell = fc.stringMatching(/^[a-z0-9.:-]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, end) => {
          const plain = [['a', 'b'], ...rows].map((cells) => cells.join(',')).join(end);
          const quoted = [['a', 'b'], ...rows]
            .map((cells) => cells.map((text) => `"${text}"`).join(','))
            .join(end);

          expect(rowsOf(quoted)).toEqual(rowsOf(plain));
          expect(rowsOf(plain)).toEqual(rows.map((cells, index) => [index + 2, ...cells]));
        },
      ),
    );
  });
});
