import { expect, test } from 'vitest';
import { type LabelSelector, selects } from '../../src/resources/label-selector.ts';

const LABELS = { app: 'news', tier: 'web' };
const expression = (key: string, operator: string, ...values: readonly string[]): LabelSelector => ({
  matchExpressions: [{ key, operator, values }],
});

test.each<[string, LabelSelector, boolean]>([
  ['nothing said', {}, true],
  ['labels that are there', { matchLabels: { app: 'news' } }, true],
  ['a label of another value', { matchLabels: { app: 'news', tier: 'db' } }, false],
  ['In', expression('tier', 'In', 'web', 'db'), true],
  ['In, without the label', expression('zone', 'In', 'a'), false],
  ['NotIn', expression('tier', 'NotIn', 'web'), false],
  ['NotIn, without the label', expression('zone', 'NotIn', 'a'), true],
  ['Exists', expression('app', 'Exists'), true],
  ['Exists, of what every object inherits', expression('constructor', 'Exists'), false],
  ['DoesNotExist', expression('zone', 'DoesNotExist'), true],
  ['an operator that is not known', expression('app', 'Like', 'n'), false],
  [
    'labels and an expression',
    { matchLabels: { app: 'news' }, ...expression('tier', 'NotIn', 'web') },
    false,
  ],
])('%s', (_, selector, expected) => {
  expect(selects(selector, LABELS)).toBe(expected);
});
