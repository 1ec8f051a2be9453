/** How an apply goes into what stands: list by list as their items are told apart, and out again. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldsOf } from '../../../src/sim/api/field-set.ts';
import { mergeApplied, withoutFields } from '../../../src/sim/http/merge-applied.ts';

describe('what is applied', () => {
  test.each<[string, object, object, object]>([
    ['a field beside others', { spec: { a: 1, b: 2 } }, { spec: { b: 3 } }, { spec: { a: 1, b: 3 } }],
    [
      'an item by its name',
      { containers: [{ name: 'app', image: 'app:1' }, { name: 'proxy' }] },
      { containers: [{ name: 'app', image: 'app:2' }] },
      { containers: [{ name: 'app', image: 'app:2' }, { name: 'proxy' }] },
    ],
    [
      'an item that is new',
      { targets: [{ kind: 'Deployment', name: 'a' }] },
      { targets: [{ kind: 'StatefulSet', name: 'a' }] },
      {
        targets: [
          { kind: 'Deployment', name: 'a' },
          { kind: 'StatefulSet', name: 'a' },
        ],
      },
    ],
    [
      'a key that is left out, by its default',
      { ports: [{ containerPort: 80, protocol: 'TCP' }] },
      { ports: [{ containerPort: 80, name: 'http' }] },
      { ports: [{ containerPort: 80, protocol: 'TCP', name: 'http' }] },
    ],
    [
      'a value of a set, once',
      { finalizers: ['a', 'b'] },
      { finalizers: ['b', 'c'] },
      { finalizers: ['a', 'b', 'c'] },
    ],
    ['a list of values, whole', { args: ['a', 'b'] }, { args: ['c'] }, { args: ['c'] }],
    [
      'a selector, whole',
      { selector: { matchLabels: { app: 'a' } } },
      { selector: { matchLabels: { tier: 'web' } } },
      { selector: { matchLabels: { tier: 'web' } } },
    ],
  ])('is put in: %s', (_, live, wanted, want) => {
    expect(mergeApplied(live, wanted)).toEqual(want);
  });
});

const arbName = fc.constantFrom('a', 'b', 'c');
const arbContainers = fc.uniqueArray(fc.record({ name: arbName, image: fc.constantFrom('1', '2') }), {
  selector: ({ name }) => name,
});
const arbObject = fc.record(
  {
    spec: fc.dictionary(arbName, fc.integer()),
    containers: arbContainers,
    finalizers: fc.uniqueArray(arbName),
    args: fc.array(arbName),
  },
  { requiredKeys: [] },
);

describe('always', () => {
  test('twice is once', () => {
    fc.assert(
      fc.property(arbObject, arbObject, (live, wanted) => {
        const merged = mergeApplied(live, wanted);
        expect(mergeApplied(merged, wanted)).toEqual(merged);
      }),
    );
  });

  test('what is taken out again with all its fields leaves nothing of it', () => {
    fc.assert(
      fc.property(arbObject, (wanted) => {
        expect(withoutFields(wanted, fieldsOf(wanted))).toEqual({});
      }),
    );
  });

  test('what nobody applied is as it was', () => {
    fc.assert(
      fc.property(arbObject, (live) => {
        expect(mergeApplied(live, {})).toEqual(live);
        expect(withoutFields(live, {})).toEqual(live);
      }),
    );
  });
});
