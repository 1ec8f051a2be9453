import { describe, expect, it } from 'vitest';
import { matchesPattern } from '../../package/support/event-pattern.ts';

const EVENT = {
  source: 'acme.push',
  'detail-type': 'push.scheduled',
  resources: ['arn:one', 'arn:two'],
  detail: { name: 'Half Time', count: 5, nothing: null, none: [], targets: [{ kind: 'a', size: 2 }] },
};

const CASES: readonly (readonly [what: string, pattern: unknown, matches: boolean])[] = [
  ['no field at all', {}, true],
  ['a value', { source: ['acme.push'] }, true],
  ['another value', { source: ['acme.pull'] }, false],
  ['one of the values', { source: ['acme.pull', 'acme.push'] }, true],
  ['every field', { source: ['acme.push'], 'detail-type': ['push.changed'] }, false],
  ['a field inside', { detail: { count: [5] } }, true],
  ['a number as text', { detail: { count: ['5'] } }, false],
  ['null', { detail: { nothing: [null] } }, true],
  ['a field that is not there', { detail: { other: ['a'] } }, false],
  ['a list by one of its values', { resources: ['arn:two'] }, true],
  ['a list of documents by one of them', { detail: { targets: { size: [2] } } }, true],
  ['a prefix', { source: [{ prefix: 'acme.' }] }, true],
  ['another prefix', { source: [{ prefix: 'aws.' }] }, false],
  ['a prefix in any case', { detail: { name: [{ prefix: { 'equals-ignore-case': 'half' } }] } }, true],
  ['a suffix', { 'detail-type': [{ suffix: '.scheduled' }] }, true],
  ['a suffix in any case', { detail: { name: [{ suffix: { 'equals-ignore-case': 'TIME' } }] } }, true],
  ['any case', { detail: { name: [{ 'equals-ignore-case': 'HALF TIME' }] } }, true],
  ['a wildcard', { 'detail-type': [{ wildcard: 'push.*' }] }, true],
  ['a wildcard that reads a dot as a dot', { 'detail-type': [{ wildcard: 'push-*' }] }, false],
  ['anything but another', { source: [{ 'anything-but': 'forescale' }] }, true],
  ['anything but this', { source: [{ 'anything-but': 'acme.push' }] }, false],
  ['anything but one of these', { source: [{ 'anything-but': ['forescale', 'acme.push'] }] }, false],
  ['anything but this prefix', { source: [{ 'anything-but': { prefix: 'acme' } }] }, false],
  ['anything but, of what is not there', { detail: { other: [{ 'anything-but': 'a' }] } }, false],
  ['what is there', { detail: { count: [{ exists: true }] } }, true],
  ['what is not there', { detail: { other: [{ exists: false }] } }, true],
  ['an empty list is not there', { detail: { none: [{ exists: false }] } }, true],
  ['a document is no leaf', { detail: [{ exists: true }] }, false],
  ['numbers between', { detail: { count: [{ numeric: ['>', 0, '<=', 5] }] } }, true],
  ['numbers above', { detail: { count: [{ numeric: ['>', 5] }] } }, false],
  ['either', { $or: [{ source: ['x'] }, { detail: { count: [5] } }] }, true],
  ['neither', { $or: [{ source: ['x'] }, { detail: { count: [6] } }] }, false],
];

const REFUSED: readonly (readonly [what: string, pattern: unknown])[] = [
  ['an operator of nobody', { source: [{ like: 'acme' }] }],
  ['an operator that is not played here', { source: [{ cidr: '10.0.0.0/8' }] }],
  ['a field without alternatives', { source: [] }],
  ['a value that is no list', { source: 'acme.push' }],
  ['two operators at once', { source: [{ prefix: 'a', suffix: 'h' }] }],
  ['a comparison of nobody', { detail: { count: [{ numeric: ['!=', 5] }] } }],
];

describe('a pattern of EventBridge', () => {
  it.each(CASES)('%s', (_, pattern, matches) => {
    expect(matchesPattern(EVENT, pattern)).toBe(matches);
  });

  it.each(REFUSED)('refuses %s', (_, pattern) => {
    expect(() => matchesPattern(EVENT, pattern)).toThrow(/.+/);
  });
});
