import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../../src/config/scenario/problem.ts';
import { readYaml } from '../../../src/config/scenario/yaml-document.ts';

describe('readYaml', () => {
  const refused: Readonly<Record<string, readonly [text: string, want: string]>> = {
    'a tab as indentation': ['a:\n\tb: 1\n', 's.yaml:2: not YAML: Tabs are not allowed as indentation'],
    'two documents': ['a: 1\n---\nb: 1\n', 's.yaml:2: expected one document, got another below ---'],
    'an unknown tag': ['a: 1\nb: !secret 4\n', 's.yaml:2: not YAML: Unresolved tag: !secret'],
    'a duplicate key': [
      'a:\n  b: 10\n  c: 1\n  b: 11\n',
      's.yaml:4: a.b: expected this key once, got it again',
    ],
    'a duplicate key in a list': [
      'a:\n  - b: 2\n  - b: 3\n    b: 4\n',
      's.yaml:4: a[1].b: expected this key once, got it again',
    ],
    'aliases that unfold without end': [
      `a: &a [1]\n${Array.from('bcdefghij', (name, i) => `${name}: &${name} [${`*${'abcdefghi'[i]}, `.repeat(9)}]`).join('\n')}`,
      's.yaml: not YAML: Excessive alias count indicates a resource exhaustion attack',
    ],
  };
  test.each(Object.entries(refused))('refuses %s', (_, [text, want]) => {
    const reading = readYaml('s.yaml', text);

    expect(reading.ok ? [] : reading.problems.map(formatProblem)).toEqual([want]);
  });

  test('names every duplicate, and one fault of a line', () => {
    const reading = readYaml('s.yaml', 'a: 1\na: 2\na: 3\nb: [[[\n');

    expect(reading.ok ? [] : reading.problems.map(({ line }) => line)).toEqual([2, 3, 5]);
  });

  test('refuses nesting that is deeper than the stack', () => {
    expect(readYaml('s.yaml', '['.repeat(5_000)).ok).toBe(false);
  });
});

describe('lineOf', () => {
  const TEXT = [
    '# a comment',
    'workload:',
    '  name: app',
    '  requests: { cpu: 1,',
    '    memory: 2 }',
    'list:',
    '  - at: 1',
    '  -',
    '    at: 2',
    'base: &base { x: 1 }',
    'alias: *base',
    '',
  ].join('\n');
  const lines: Readonly<Record<string, readonly [path: readonly PropertyKey[], want: number]>> = {
    'the file': [[], 2],
    'a block': [['workload'], 2],
    'a field': [['workload', 'name'], 3],
    'a field in braces': [['workload', 'requests', 'memory'], 5],
    'a field that is not there': [['workload', 'replicas'], 2],
    'a block that is not there': [['hpa', 'metrics', 0], 2],
    'a field of the first item': [['list', 0, 'at'], 7],
    'an item': [['list', 1], 9],
    'a field below a name that is an alias': [['alias', 'x'], 10],
  };
  for (const ending of ['\n', '\r\n'])
    test.each(Object.entries(lines))(`of %s, lines ended by ${JSON.stringify(ending)}`, (_, [path, want]) => {
      const reading = readYaml('s.yaml', TEXT.replaceAll('\n', ending));

      expect(reading.ok && reading.lineOf(path)).toBe(want);
    });

  test('counts from the first line below a byte order mark', () => {
    const reading = readYaml('s.yaml', `\uFEFF${TEXT}`);

    expect(reading.ok && reading.lineOf(['workload', 'name'])).toBe(3);
  });
});
