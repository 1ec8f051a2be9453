import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/resources/json.ts';
import { mergePatch } from '../../../src/sim/api/merge-patch.ts';

/** The cases of RFC 7386, appendix A, in which target and patch are objects. */
const RFC_CASES: readonly (readonly [target: string, patch: string, result: string])[] = [
  ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
  ['{"a":"b"}', '{"a":null}', '{}'],
  ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
  ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
  ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
  ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
  ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
  ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
];

test.each(RFC_CASES)('%s patched with %s is %s', (target, patch, result) => {
  expect(mergePatch(JSON.parse(target) as Json, JSON.parse(patch) as JsonObject)).toEqual(JSON.parse(result));
});

test.each<readonly [string, Json]>([
  ['an array', ['b']],
  ['a text', 'b'],
  ['null', null],
])('%s patched with an object is that object', (_, target) => {
  expect(mergePatch(target, { a: 1, gone: null })).toEqual({ a: 1 });
});

test('a field that is undefined in a patch is not in it', () => {
  expect(mergePatch({ a: 1, b: { c: 2 } }, { a: undefined, b: { c: undefined } })).toEqual({
    a: 1,
    b: { c: 2 },
  });
});

test('a field may be named as what every object inherits', () => {
  const patch = JSON.parse('{"__proto__":{"a":1},"constructor":{"b":2}}') as JsonObject;
  expect(JSON.stringify(mergePatch({}, patch))).toBe('{"__proto__":{"a":1},"constructor":{"b":2}}');
});

/** MergePatch of RFC 7386, section 2, line by line, on a copy that it changes in place. */
function mergeByTheRfc(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged: Map<string, unknown> = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergeByTheRfc(merged.get(name), value));
  }
  return Object.fromEntries(merged);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => JSON.stringify(value);

describe('always', () => {
  /** Few names, so that patches meet what is there. */
  const { object } = fc.letrec<{ readonly object: JsonObject; readonly value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<Json>(null, 1, 'text', true, ['item'], [{ a: null }], []),
      tie('object'),
    ),
    object: fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), tie('value'), { maxKeys: 4 }),
  }));
  const patches = fc.array(object, { maxLength: 6 });

  test('a sequence of patches ends where the RFC says, field by field in its order', () => {
    fc.assert(
      fc.property(object, patches, (target, all) => {
        const merged = all.reduce<JsonObject>(mergePatch, target);
        expect(textOf(merged)).toBe(textOf(all.reduce<unknown>(mergeByTheRfc, target)));
      }),
    );
  });

  test('neither target nor patch is touched', () => {
    fc.assert(
      fc.property(object, object, (target, patch) => {
        const before = textOf([target, patch]);
        mergePatch(target, patch);
        expect(textOf([target, patch])).toBe(before);
      }),
    );
  });

  test('the same patch again changes nothing', () => {
    fc.assert(
      fc.property(object, object, (target, patch) => {
        const once = mergePatch(target, patch);
        expect(mergePatch(once, patch)).toEqual(once);
      }),
    );
  });
});
