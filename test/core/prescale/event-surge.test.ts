import { describe, expect, test } from 'vitest';
import { eventSurgeName } from '../../../src/core/prescale/event-surge.ts';

describe('the name of the surge of an event', () => {
  test('can be read, as far as the id can', () => {
    expect(eventSurgeName('push', 'Derby Tonight #4711')).toMatch(/^push-derby-tonight-4711-[0-9a-f]{13}$/);
    expect(eventSurgeName('alarm', '123/eu/high', 'high')).toMatch(/^alarm-high-[0-9a-f]{13}$/);
    expect(eventSurgeName('spike', '夜')).toMatch(/^spike-[0-9a-f]{13}$/);
  });

  test('is a label of its own for every id, however long and alike', () => {
    const ids = Array.from({ length: 2_000 }, (_, index) => `${'push '.repeat(50)}${index}`);
    const names = ids.map((id) => eventSurgeName('push', id));
    expect(new Set(names).size).toBe(ids.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])$/);
  });

  test('tells a push from a spike of the same id', () => {
    expect(eventSurgeName('push', 'x')).not.toBe(eventSurgeName('spike', 'x'));
  });
});
