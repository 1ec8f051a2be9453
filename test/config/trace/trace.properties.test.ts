import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseEventDemand } from '../../../src/config/trace/event-demand.ts';
import { parseEvents } from '../../../src/config/trace/events.ts';
import { parseTrace } from '../../../src/config/trace/trace.ts';
import { asInstant, formatInstant, type Instant, minutes, plus } from '../../../src/core/model/time.ts';

const start = fc.integer({ min: 0, max: 4e9 }).map((second) => asInstant(second * 1_000));
const counts = fc.array(fc.oneof(fc.nat({ max: 1e6 }), fc.double({ min: 0, max: 1e6, noNaN: true })), {
  minLength: 1,
  maxLength: 60,
});
const ending = fc.constantFrom('\n', '\r\n', '\r');
const spelling = fc.constantFrom<(at: Instant) => string>(
  formatInstant,
  (at) => formatInstant(at).replace('.000Z', 'Z'),
  (at) => formatInstant(asInstant(at + 2 * 3_600_000)).replace('.000Z', '+02:00'),
);

test('a trace that was written is read again, however it was written', () => {
  fc.assert(
    fc.property(start, counts, ending, spelling, fc.boolean(), (first, requests, end, spell, marked) => {
      const rows = requests.map((count, index) => `${spell(plus(first, minutes(index)))},${count}`);
      const text = `${marked ? '\uFEFF' : ''}${['minute,requests', ...rows].join(end)}${end}`;

      expect(parseTrace('t.csv', text)).toEqual({
        ok: true,
        trace: { file: 't.csv', start: first, requests: new Float64Array(requests) },
      });
    }),
  );
});

test('a trace that lacks a row in the middle is refused at the row below', () => {
  fc.assert(
    fc.property(start, fc.integer({ min: 3, max: 30 }), fc.nat(), (first, length, at) => {
      const missing = 1 + (at % (length - 2));
      const rows = Array.from({ length }, (_, index) => `${formatInstant(plus(first, minutes(index)))},1`);
      const result = parseTrace('t.csv', ['minute,requests', ...rows.toSpliced(missing, 1)].join('\n'));

      expect(result).toMatchObject({ ok: false, problems: [{ line: missing + 2, field: 'minute' }] });
    }),
  );
});

const PIECES = [
  'minute,requests\n',
  '2026-01-01T00:00:00Z',
  '2026-01-01T00:01:00Z',
  ',',
  '\n',
  '\r\n',
  '"',
  '-4',
  '1e999',
  ' ',
];

test('no text makes a reader throw', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.string({ unit: 'binary-ascii', maxLength: 200 }),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(text, (anything) => {
      for (const { ok, ...result } of [parseTrace('t.csv', anything), parseEvents('e.csv', anything)]) {
        expect('problems' in result ? result.problems.length : 0).toBeGreaterThanOrEqual(ok ? 0 : 1);
        if ('problems' in result) expect(result.problems.every(({ line }) => Number(line) >= 1)).toBe(true);
      }
      expect(parseEventDemand(anything)).toHaveProperty('ok');
    }),
  );
});

test('no text of parts makes a demand that is not a positive number', () => {
  const part = fc.tuple(
    fc.constantFrom('replicas', 'multiplier', 'rps', 'audience', 'openRate', 'decaySeconds', 'foo', ''),
    fc.oneof(
      fc.double().map(String),
      fc.integer().map(String),
      fc.constantFrom('', 'x', '1e400', '-0', '0x10'),
    ),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
      const read = parseEventDemand(parts.map((pair) => pair.join('=')).join(','));
      if (!read.ok) {
        expect(read.message).toMatch(/^(\w+: )?expected /);
        return;
      }
      const { kind, ...figures } = read.demand;
      expect(parts.map(([name]) => name)).toContain(kind);
      for (const figure of Object.values(figures))
        if (typeof figure === 'number') expect(figure > 0 && Number.isFinite(figure)).toBe(true);
    }),
  );
});
