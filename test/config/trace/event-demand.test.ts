import { describe, expect, test } from 'vitest';
import { parseEventDemand } from '../../../src/config/trace/event-demand.ts';
import { seconds } from '../../../src/core/model/time.ts';

const PARTS =
  'once each, replicas=, multiplier=, rps=, audience=, openRate=, requestsPerOpen=, rampSeconds=, plateauSeconds=, decaySeconds=';

describe('parseEventDemand', () => {
  test.each([
    ['replicas=40', { kind: 'replicas', replicas: 40 }],
    ['multiplier=4', { kind: 'multiplier', multiplier: 4, curve: { kind: 'box' } }],
    ['multiplier=1.5', { kind: 'multiplier', multiplier: 1.5, curve: { kind: 'box' } }],
    [
      ' rps = 2000 , decaySeconds = 60 ',
      {
        kind: 'rps',
        rps: 2_000,
        curve: { kind: 'decay', ramp: seconds(10), plateau: seconds(0), decay: seconds(60) },
      },
    ],
    [
      'audience=1e6,openRate=0.05,requestsPerOpen=3',
      { kind: 'audience', recipients: 1_000_000, openRate: 0.05, requestsPerOpen: 3, curve: { kind: 'box' } },
    ],
  ])('reads %s', (text, demand) => {
    expect(parseEventDemand(text)).toEqual({ ok: true, demand });
  });

  test.each([
    ['', `expected ${PARTS}, got ""`],
    ['4', `expected ${PARTS}, got "4"`],
    ['factor=4', `expected ${PARTS}, got "factor=4"`],
    ['__proto__=4', `expected ${PARTS}, got "__proto__=4"`],
    ['rps=', `expected ${PARTS}, got "rps="`],
    ['rps=1=2', `expected ${PARTS}, got "rps=1=2"`],
    ['rps=1,rps=2', `expected ${PARTS}, got "rps=2"`],
    ['multiplier=-4', 'multiplier: expected a number above 0, got -4'],
    ['multiplier=lots', 'multiplier: expected a number above 0, got "lots"'],
    ['replicas=2.5', 'replicas: expected a whole number from 1, got 2.5'],
    ['replicas=1e400', 'replicas: expected a whole number up to 100000, got Infinity'],
    ['audience=1000', 'openRate: expected a number above 0, got nothing'],
    ['openRate=0.1', 'audience: expected a whole number from 1, got nothing'],
    ['rps=1,replicas=1', 'expected exactly one of replicas, multiplier, rps, audience, got replicas and rps'],
    ['decaySeconds=9', 'expected exactly one of replicas, multiplier, rps, audience, got none'],
    ['rps=1,decaySeconds=0', 'decaySeconds: expected a number above 0, got 0'],
  ])('refuses %j', (text, message) => {
    expect(parseEventDemand(text)).toEqual({ ok: false, message });
  });
});
