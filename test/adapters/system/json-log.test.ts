import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonLog, type LogLevel } from '../../../src/adapters/system/json-log.ts';
import type { LogFields } from '../../../src/ports/log.ts';
import { anInstant } from '../../support/an-instant.ts';

function aLog(level: LogLevel = 'info') {
  const lines: string[] = [];
  const clock = { now: () => anInstant('2026-11-22T18:00:00.250Z') };
  return { lines, log: jsonLog({ level, clock, write: (line) => lines.push(line) }) };
}

test('an entry is one line: time, level, message, then its fields', () => {
  const { lines, log } = aLog();
  log.warn('reconcile failed', { key: 'a', retryMillis: 250, error: undefined });
  expect(lines).toEqual([
    '{"time":"2026-11-22T18:00:00.250Z","level":"warn","message":"reconcile failed","key":"a","retryMillis":250}\n',
  ]);
});

test.each([
  ['info', ['info', 'warn']],
  ['warn', ['warn']],
  ['off', []],
] as const)('from level %s', (level, written) => {
  const { lines, log } = aLog(level);
  log.info('a', {});
  log.warn('b', {});
  expect(lines.map((line) => /"level":"(\w+)"/.exec(line)?.[1])).toEqual(written);
});

test('whatever is said, it stays one line that can be read back, and no field passes for the head', () => {
  const fields = fc.dictionary(
    fc.oneof(fc.string(), fc.constantFrom('time', 'level', 'message')),
    fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean()),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fields, (message, given: LogFields) => {
      const { lines, log } = aLog();
      log.info(message, given);
      const [line = ''] = lines;
      expect(line.trimEnd()).not.toMatch(/[\n\r]/);
      expect(JSON.parse(line)).toEqual({
        ...given,
        time: '2026-11-22T18:00:00.250Z',
        level: 'info',
        message: message.toWellFormed(),
      });
    }),
  );
});
