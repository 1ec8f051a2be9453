import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../../src/config/scenario/problem.ts';
import { parseEvents } from '../../../src/config/trace/events.ts';
import { anInstant } from '../../support/an-instant.ts';

const problemsOf = (text: string) => {
  const result = parseEvents('e.csv', text);
  return result.ok ? [] : result.problems.map(formatProblem);
};

describe('parseEvents', () => {
  test('reads instants and labels, two of them at the same instant', () => {
    const text =
      'kickoff_utc,home,away\n1998-06-26T19:00:00Z,England,Colombia\n1998-06-26T19:00:00Z,"Romania, A",\n';
    const at = anInstant('1998-06-26T19:00:00Z');

    expect(parseEvents('e.csv', text)).toEqual({
      ok: true,
      calendar: {
        file: 'e.csv',
        events: [
          { at, name: 'England Colombia', labels: { home: 'England', away: 'Colombia' } },
          { at, name: 'Romania, A', labels: { home: 'Romania, A', away: '' } },
        ],
      },
    });
  });

  test('names an event without labels by its instant', () => {
    expect(parseEvents('e.csv', 'at\n2026-01-01T00:00:00Z\n')).toMatchObject({
      calendar: { events: [{ name: '2026-01-01T00:00:00.000Z', labels: {} }] },
    });
  });

  const refused: Readonly<Record<string, readonly [text: string, want: readonly string[]]>> = {
    'an empty file': [
      '',
      ['e.csv:1: expected a header and rows of an instant and its labels, got an empty file'],
    ],
    'a header alone': [
      'at,name\n',
      ['e.csv:1: expected rows of an instant and its labels below the header, got none'],
    ],
    'no header': [
      '2026-01-01T00:00:00Z\n',
      ['e.csv:1: expected a header in the first row, got "2026-01-01T00:00:00Z"'],
    ],
    'a torn row': [
      'at,name\n2026-01-01T00:00:00Z\n',
      ['e.csv:2: expected 2 cells as in the header, got "2026-01-01T00:00:00Z"'],
    ],
    'a label too many': [
      'at\n2026-01-01T00:00:00Z,x\n',
      ['e.csv:2: expected one cell as in the header, got "2026-01-01T00:00:00Z,x"'],
    ],
    'what is no instant, each': [
      'at,name\nnoon,a\n2026-01-01T00:00:00Z,b\n2026-01-01 10:00,c\n',
      [
        'e.csv:2: at: expected an RFC 3339 instant such as 2026-01-01T18:00:00Z, got "noon"',
        'e.csv:4: at: expected an RFC 3339 instant such as 2026-01-01T18:00:00Z, got "2026-01-01 10:00"',
      ],
    ],
    'events out of order': [
      'at,name\n2026-01-02T00:00:00Z,a\n2026-01-01T00:00:00Z,b\n2026-01-03T00:00:00Z,c\n',
      [
        'e.csv:3: at: expected an instant not before 2026-01-02T00:00:00.000Z of the row before, got "2026-01-01T00:00:00Z"',
      ],
    ],
  };
  test.each(Object.entries(refused))('refuses %s', (_, [text, want]) => {
    expect(problemsOf(text)).toEqual(want);
  });
});
