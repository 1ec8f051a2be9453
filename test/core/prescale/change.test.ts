import { describe, expect, test } from 'vitest';
import type { Bounds } from '../../../src/core/model/floor-record.ts';
import type { TargetChange } from '../../../src/core/model/plan.ts';
import { changeTo, sameBounds, sameRecord } from '../../../src/core/prescale/change.ts';
import { at } from '../../support/a-surge.ts';
import { aRecord, someBounds } from '../../support/a-target.ts';

describe('changeTo', () => {
  test.each<[string, Partial<Bounds>, TargetChange]>([
    ['nothing', {}, {}],
    ['a minimum', { min: 40 }, { min: 40 }],
    ['an omitted minimum', { min: undefined }, { min: null }],
    ['a maximum', { max: 80 }, { max: 80 }],
    ['an omitted maximum', { max: undefined }, { max: null }],
    ['a window', { scaleDownSeconds: 30 }, { scaleDownSeconds: 30 }],
    ['only the window out', { scaleDownSeconds: undefined }, { scaleDownSeconds: null }],
  ])('carries %s', (_name, wanted, want) => {
    expect(changeTo(someBounds(), someBounds(wanted))).toEqual(want);
  });

  test('takes a whole behavior out', () => {
    expect(changeTo(someBounds({ scaleDownSeconds: 30 }), someBounds())).toEqual({
      scaleDownSeconds: 'absent',
    });
  });
});

test('bounds are the same when every field is', () => {
  expect(sameBounds(someBounds(), someBounds())).toBe(true);
  expect(sameBounds(someBounds(), someBounds({ min: 11 }))).toBe(false);
  expect(sameBounds(someBounds(), someBounds({ max: 51 }))).toBe(false);
  expect(sameBounds(someBounds(), someBounds({ scaleDownSeconds: undefined }))).toBe(false);
});

test('records are the same whenever they were written', () => {
  expect(sameRecord(aRecord(), aRecord({ at: at(3) }))).toBe(true);
  expect(sameRecord(undefined, undefined)).toBe(true);
  expect(sameRecord(aRecord(), undefined)).toBe(false);
  expect(sameRecord(aRecord(), aRecord({ wokenFrom: 0 }))).toBe(false);
  expect(sameRecord(aRecord(), aRecord({ baseline: someBounds({ min: 9 }) }))).toBe(false);
  expect(sameRecord(aRecord(), aRecord({ wrote: someBounds() }))).toBe(false);
});
