import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../../src/config/scenario/problem.ts';
import { parseTrace } from '../../../src/config/trace/trace.ts';
import { anInstant } from '../../support/an-instant.ts';

const problemsOf = (text: string) => {
  const result = parseTrace('t.csv', text);
  return result.ok ? [] : result.problems.map(formatProblem);
};
const trace = (...rows: readonly string[]) => `minute_utc,requests\n${rows.join('\n')}\n`;

describe('parseTrace', () => {
  test('reads minutes in order', () => {
    const text =
      'minute,requests,note\n2026-01-01T01:59:30+01:00,3726,x\n2026-01-01T01:00:30Z,0.5,\n2026-01-01T01:01:30.000Z,1e3,\n';

    expect(parseTrace('t.csv', text)).toEqual({
      ok: true,
      trace: {
        file: 't.csv',
        start: anInstant('2026-01-01T00:59:30Z'),
        requests: new Float64Array([3_726, 0.5, 1_000]),
      },
    });
  });

  const DUE = '2026-01-01T00:01:00.000Z, a minute after the row before';
  const INSTANT = 'an RFC 3339 instant such as 2026-01-01T18:00:00Z';
  const FIRST = '2026-01-01T00:00:00Z,1';
  const refused: Readonly<Record<string, readonly [text: string, want: readonly string[]]>> = {
    'an empty file': [
      '',
      ['t.csv:1: expected a header and rows of an instant and its requests, got an empty file'],
    ],
    'a header alone': [
      'minute_utc,requests\n',
      ['t.csv:1: expected rows of an instant and its requests below the header, got none'],
    ],
    'a torn last row': [
      trace(FIRST, '2026-01-01T00:0'),
      ['t.csv:3: expected 2 cells as in the header, got "2026-01-01T00:0"'],
    ],
    'what is no instant': [trace(FIRST, 'noon,1'), [`t.csv:3: minute_utc: expected ${INSTANT}, got "noon"`]],
    'no instant': [trace(',1'), [`t.csv:2: minute_utc: expected ${INSTANT}, got ""`]],
    'a minute that comes twice': [
      trace(FIRST, FIRST),
      [
        't.csv:3: minute_utc: expected an instant after 2026-01-01T00:00:00.000Z of the row before, got "2026-01-01T00:00:00Z"',
      ],
    ],
    'minutes out of order': [
      trace(FIRST, '2025-12-31T23:59:00Z,1', '2026-01-01T00:00:00Z,1'),
      [
        't.csv:3: minute_utc: expected an instant after 2026-01-01T00:00:00.000Z of the row before, got "2025-12-31T23:59:00Z"',
      ],
    ],
    'a gap': [
      trace(FIRST, '2026-01-01T00:03:00Z,1', '2026-01-01T00:04:00Z,1'),
      [`t.csv:3: minute_utc: expected ${DUE}, got "2026-01-01T00:03:00Z"`],
    ],
    'half a minute': [
      trace(FIRST, '2026-01-01T00:00:30Z,1'),
      [`t.csv:3: minute_utc: expected ${DUE}, got "2026-01-01T00:00:30Z"`],
    ],
    'what is no number': [
      trace(FIRST, '2026-01-01T00:01:00Z,many'),
      ['t.csv:3: requests: expected a number from 0, got "many"'],
    ],
    'nothing for a number': [
      trace('2026-01-01T00:00:00Z,'),
      ['t.csv:2: requests: expected a number from 0, got ""'],
    ],
    'a negative number': [
      trace('2026-01-01T00:00:00Z,-4'),
      ['t.csv:2: requests: expected a number from 0, got "-4"'],
    ],
    NaN: [trace('2026-01-01T00:00:00Z,NaN'), ['t.csv:2: requests: expected a number from 0, got "NaN"']],
    'a huge number': [
      trace('2026-01-01T00:00:00Z,1e300'),
      ['t.csv:2: requests: expected a number from 0 to 1000000000000, got "1e300"'],
    ],
    'both cells of a row': [
      trace('noon,many'),
      [
        `t.csv:2: minute_utc: expected ${INSTANT}, got "noon"`,
        't.csv:2: requests: expected a number from 0, got "many"',
      ],
    ],
  };
  test.each(Object.entries(refused))('refuses %s', (_, [text, want]) => {
    expect(problemsOf(text)).toEqual(want);
  });

  test('judges the row below a wrong instant by where that should have been', () => {
    expect(problemsOf(trace(FIRST, 'noon,1', '2026-01-01T00:02:00Z,1'))).toHaveLength(1);
  });

  test('does not mistake half a second for a whole one', () => {
    expect(problemsOf(trace('2026-01-01T00:00:00.500Z,1', '2026-01-01T00:01:00Z,1'))).toEqual([
      't.csv:3: minute_utc: expected 2026-01-01T00:01:00.500Z, a minute after the row before, got "2026-01-01T00:01:00Z"',
    ]);
  });

  test('stops after ten problems', () => {
    expect(problemsOf(trace(...Array.from({ length: 50 }, () => 'noon,4')))).toHaveLength(10);
  });
});
