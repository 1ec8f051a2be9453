import { describe, expect, test } from 'vitest';
import { parseLabelSelector } from '../../../src/sim/http/label-selector.ts';

const LABELS = { app: 'web', tier: 'front', 'example.com/team': 'a' };

describe('chooses', () => {
  test.each([
    ['', true],
    ['app=web', true],
    ['app==web', true],
    ['app=web,tier=front', true],
    ['app=web,tier=back', false],
    ['app!=web', false],
    ['other!=web', true],
    ['app in (web, cache)', true],
    ['app in (cache)', false],
    ['app notin (web)', false],
    ['other notin (web)', true],
    ['other in (web)', false],
    ['app', true],
    ['other', false],
    ['!other', true],
    ['!app', false],
    ['example.com/team=a,app in (web,cache),!other', true],
    ['app=', false],
  ])('%j: %s', (selector, chosen) => {
    expect(parseLabelSelector(selector)(LABELS)).toBe(chosen);
  });
});

test.each(['=web', 'app=web=x', 'app in web', 'app=a b', ',', 'a!'])('%j is none', (selector) => {
  expect(() => parseLabelSelector(selector)).toThrow('unable to parse requirement');
});
