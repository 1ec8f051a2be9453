import { expect, test } from 'vitest';
import { shape } from '../../../../src/sim/http/custom/shape.ts';

const SCHEMA = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    pin: { type: 'boolean', default: false },
    list: { type: 'array', items: { type: 'object', properties: { a: { type: 'number' } } } },
    map: {
      type: 'object',
      additionalProperties: { type: 'object', properties: { b: { type: 'number', default: 1 } } },
    },
    free: { type: 'object' },
  },
};

test('defaults are filled in, what is there stays', () => {
  expect(shape({ name: 'x' }, SCHEMA)).toEqual({ value: { name: 'x', pin: false }, unknown: [] });
  expect(shape({ pin: true }, SCHEMA).value).toEqual({ pin: true });
});

test('unknown fields are taken out and told with their paths', () => {
  const value = { nope: 1, list: [{ a: 1 }, { a: 2, c: 3 }], map: { k: { d: 1 } }, free: { any: 1 } };
  expect(shape(value, SCHEMA)).toEqual({
    value: { pin: false, list: [{ a: 1 }, { a: 2 }], map: { k: { b: 1 } }, free: { any: 1 } },
    unknown: ['nope', 'list[1].c', 'map.k.d'],
  });
});

test('a value of another type is left for validation to refuse', () => {
  expect(shape({ list: 'text', map: 5 }, SCHEMA)).toEqual({
    value: { pin: false, list: 'text', map: 5 },
    unknown: [],
  });
});
