import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseScenario } from '../../../src/config/scenario/scenario-file.ts';
import { WORKLOAD } from '../../support/a-scenario.ts';

const KEYS = [
  ...['workload', 'hpa', 'load', 'pushes', 'points', 'surges', 'demand', 'curve', 'recurring', 'nodeGroup'],
  ...['metrics', 'behavior', 'at', 'times', 'replicas', 'minReplicas', 'startAt', 'endAt', 'durationSeconds'],
];
const scalar = fc.oneof(
  fc.constantFrom<unknown>(0, -1, 1e300, 60, null, true, 'cpu', '2026-01-01T00:10:00Z', Number.NaN, ''),
  fc.string(),
  fc.double(),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    scalar,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('tree'), { maxKeys: 5 }),
  ),
}));

const PIECES = [
  'a: ',
  '- ',
  '\n',
  '  ',
  '\t',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '|',
  '&x ',
  '*x',
  '!t ',
  '---\n',
  '#',
  '? ',
  ': ',
];

function judge(text: string): void {
  const result = parseScenario('s.yaml', text);
  if (result.ok) {
    expect(result.scenario.duration).toBeGreaterThan(0);
    return;
  }
  const lines = text.split(/\r\n|\n|\r/).length;
  expect(result.problems.length).toBeGreaterThan(0);
  for (const { line, message } of result.problems) {
    expect(message).not.toMatch(/undefined|\[object|Invalid input/);
    if (line !== undefined) expect(line).toBeLessThanOrEqual(lines);
  }
}

test('never throws on any text', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.string({ unit: 'binary-ascii', maxLength: 200 }),
      ),
      judge,
    ),
  );
});

test('never throws on pieces of YAML', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom(...KEYS)), { maxLength: 40 }),
      (pieces) => {
        judge(pieces.join(''));
      },
    ),
  );
});

test('never throws on blocks of known keys, and always says what it expected', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...KEYS.slice(0, 10)), tree, { maxKeys: 4 }), (blocks) => {
      const { workload: _, ...others } = blocks;
      const text = Object.entries(others).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
      judge(WORKLOAD + text.join(''));
    }),
  );
});
