import { InvalidArgumentError } from 'commander';
import { describe, expect, test } from 'vitest';
import {
  parseCpu,
  parseDemand,
  parseDuration,
  parseFileName,
  parseLead,
  parseMemory,
  parsePodCount,
  parseRate,
  parseSeed,
  parseTimes,
} from '../../src/cli/option-values.ts';

describe('values of options', () => {
  test.each([
    { name: 'seed', read: parseSeed('0'), want: 0 },
    { name: 'the last seed', read: parseSeed('2147483647'), want: 2_147_483_647 },
    { name: 'times', read: parseTimes('12.5'), want: 12.5 },
    { name: 'lead', read: parseLead('0'), want: 0 },
    { name: 'duration', read: parseDuration('90'), want: 90_000 },
    { name: 'rate', read: parseRate('0.5'), want: 0.5 },
    { name: 'cpu', read: parseCpu('3920m'), want: '3920m' },
    { name: 'memory', read: parseMemory('15Gi'), want: '15Gi' },
    { name: 'pods', read: parsePodCount('110'), want: '110' },
    {
      name: 'demand',
      read: parseDemand('multiplier=4'),
      want: { kind: 'multiplier', multiplier: 4, curve: { kind: 'box' } },
    },
    { name: 'file', read: parseFileName('a.csv'), want: 'a.csv' },
  ])('reads $name', ({ read, want }) => {
    expect(read).toEqual(want);
  });

  test.each([
    {
      parse: parseSeed,
      bad: ['abc', '', '-1', '1.5', '1e3', '2147483648', '0x10', ' 1'],
      says: /whole number from 0 to 2147483647/,
    },
    { parse: parseTimes, bad: ['0', '0.5', '1001', 'many', 'Infinity', '-3'], says: /number from 1 to 1000/ },
    { parse: parseLead, bad: ['-1', 'soon', '9999999'], says: /seconds from 0 to 604800/ },
    { parse: parseDuration, bad: ['0', '', '1h'], says: /seconds from 1 to 604800/ },
    { parse: parseRate, bad: ['0', '-1', 'NaN'], says: /requests per second above 0/ },
    { parse: parseCpu, bad: ['0', '-1', '4 cores', ''], says: /quantity above 0, such as 3920m/ },
    { parse: parseMemory, bad: ['0', '15GB', '1e999'], says: /quantity above 0, such as 15Gi/ },
    { parse: parsePodCount, bad: ['0', '1.5', 'all'], says: /whole number from 1/ },
    { parse: parseDemand, bad: ['multiplier', 'multiplier=-3', 'crowd=3', ''], says: /[Ee]xpected/ },
    { parse: parseFileName, bad: [''], says: /name of a file/ },
  ])('$parse.name refuses $bad', ({ parse, bad, says }) => {
    for (const text of bad) {
      expect(() => parse(text)).toThrow(InvalidArgumentError);
      expect(() => parse(text)).toThrow(says);
    }
  });
});
