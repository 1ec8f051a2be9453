import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asInstant, formatInstant, seconds } from '../../../src/core/model/time.ts';
import { asWallTime, openZone, type Zone } from '../../../src/core/prescale/zone.ts';
import { anInstant } from '../../support/an-instant.ts';

function zoneOf(name: string): Zone {
  const zone = openZone(name);
  if (zone === undefined) throw new RangeError(`expected a zone, got "${name}"`);
  return zone;
}

const wallOf = (local: string) => asWallTime(anInstant(`${local}Z`));

describe('openZone', () => {
  test.each(['Europe/Berlin', 'Asia/Seoul', 'UTC', 'Etc/GMT+2', 'America/Argentina/Buenos_Aires'])(
    'knows %s',
    (name) => {
      expect(openZone(name)).toBeDefined();
    },
  );

  test.each(['Europe/Berln', '', '+02:00', '-05', 'Local', 'GMT+2', ' Europe/Berlin'])(
    'refuses %j',
    (name) => {
      expect(openZone(name)).toBeUndefined();
    },
  );
});

describe('offsetAt', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29T00:59:59Z', 3_600],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', 7_200],
    ['America/New_York', '2026-07-01T00:00:00Z', -14_400],
    ['Asia/Kathmandu', '2026-07-01T00:00:00Z', 20_700],
    ['Africa/Monrovia', '1970-01-01T00:00:00Z', -2_670],
    ['UTC', '2026-07-01T00:00:00Z', 0],
  ])('%s at %s', (name, at, want) => {
    expect(zoneOf(name).offsetAt(anInstant(at))).toBe(seconds(want));
  });
});

describe('instantOf', () => {
  test.each([
    ['plain winter', 'Europe/Berlin', '2026-01-15T18:00:00', '2026-01-15T17:00:00.000Z'],
    ['plain summer', 'Europe/Berlin', '2026-07-15T18:00:00', '2026-07-15T16:00:00.000Z'],
    ['before the gap', 'Europe/Berlin', '2026-03-29T01:59:59', '2026-03-29T00:59:59.000Z'],
    ['first of the gap', 'Europe/Berlin', '2026-03-29T02:00:00', '2026-03-29T01:00:00.000Z'],
    ['in the gap', 'Europe/Berlin', '2026-03-29T02:30:00', '2026-03-29T01:00:00.000Z'],
    ['after the gap', 'Europe/Berlin', '2026-03-29T03:00:01', '2026-03-29T01:00:01.000Z'],
    ['first of the fold', 'Europe/Berlin', '2026-10-25T02:00:00', '2026-10-25T00:00:00.000Z'],
    ['in the fold', 'Europe/Berlin', '2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
    ['after the fold', 'Europe/Berlin', '2026-10-25T03:00:00', '2026-10-25T02:00:00.000Z'],
    ['gap west of UTC', 'America/New_York', '2026-03-08T02:30:00', '2026-03-08T07:00:00.000Z'],
    ['fold west of UTC', 'America/New_York', '2026-11-01T01:30:00', '2026-11-01T05:30:00.000Z'],
    ['no changes at all', 'Asia/Seoul', '2026-03-29T02:30:00', '2026-03-28T17:30:00.000Z'],
    ['gap of half an hour', 'Australia/Lord_Howe', '2025-10-05T02:15:00', '2025-10-04T15:30:00.000Z'],
    ['fold of half an hour', 'Australia/Lord_Howe', '2025-04-06T01:45:00', '2025-04-05T14:45:00.000Z'],
    ['no such midnight, Cairo', 'Africa/Cairo', '2025-04-25T00:00:00', '2025-04-24T22:00:00.000Z'],
    ['no such midnight, Santiago', 'America/Santiago', '2025-09-07T00:30:00', '2025-09-07T04:00:00.000Z'],
    ['no such midnight, Beirut', 'Asia/Beirut', '2025-03-30T00:15:00', '2025-03-29T22:00:00.000Z'],
    ['no such midnight, Sao Paulo', 'America/Sao_Paulo', '2018-11-04T00:00:00', '2018-11-04T03:00:00.000Z'],
    ['late evening twice', 'America/Sao_Paulo', '2019-02-16T23:30:00', '2019-02-17T01:30:00.000Z'],
    ['no such day', 'Pacific/Apia', '2011-12-30T12:00:00', '2011-12-30T10:00:00.000Z'],
    ['the day after it', 'Pacific/Apia', '2011-12-31T12:00:00', '2011-12-30T22:00:00.000Z'],
    ['offset with seconds', 'Africa/Monrovia', '1970-06-01T12:00:00', '1970-06-01T12:44:30.000Z'],
  ])('%s: %s %s', (_, name, local, want) => {
    expect(formatInstant(zoneOf(name).instantOf(wallOf(local)))).toBe(want);
  });

  test('never goes back', () => {
    const span = { min: anInstant('2011-01-01T00:00:00Z'), max: anInstant('2030-01-01T00:00:00Z') };
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'Pacific/Apia',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
    );
    fc.assert(
      fc.property(zones, fc.integer(span), fc.integer({ min: 0, max: 7_200_000 }), (name, wall, step) => {
        const zone = zoneOf(name);
        const first = zone.instantOf(asWallTime(wall));
        expect(zone.instantOf(asWallTime(wall + step))).toBeGreaterThanOrEqual(first);
      }),
    );
  });

  test('is the earliest instant whose clocks show the time or have gone past it', () => {
    const span = { min: anInstant('2011-01-01T00:00:00Z'), max: anInstant('2030-01-01T00:00:00Z') };
    const zones = fc.constantFrom('Europe/Berlin', 'Pacific/Apia', 'America/Santiago', 'Africa/Casablanca');
    fc.assert(
      fc.property(zones, fc.integer(span), (name, wall) => {
        const zone = zoneOf(name);
        const at = zone.instantOf(asWallTime(wall));
        const just = asInstant(at - 1);
        expect(at + zone.offsetAt(at)).toBeGreaterThanOrEqual(wall);
        expect(just + zone.offsetAt(just)).toBeLessThan(wall);
      }),
    );
  });
});
