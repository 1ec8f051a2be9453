import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { surgeDefinition, surgeScheduleDefinition } from '../../../src/resources/crd/definitions.ts';

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly [key: string]: unknown;
}

interface Definition {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly names: object;
    readonly versions: readonly [
      { readonly schema: { readonly openAPIV3Schema: Schema }; readonly subresources: object },
    ];
  };
}

const DEFINITIONS = [surgeDefinition(), surgeScheduleDefinition()].map(
  (definition) => definition as unknown as Definition,
);
const rootOf = ({ spec }: Definition): Schema => spec.versions[0].schema.openAPIV3Schema;

/** Every schema in one, with the path that `kubectl explain` takes. */
const walk = (schema: Schema, path: string): readonly (readonly [string, Schema])[] => [
  [path, schema],
  ...Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => walk(inner, `${path}.${key}`)),
  ...(schema.items === undefined ? [] : walk(schema.items, path)),
  ...(schema.additionalProperties === undefined ? [] : walk(schema.additionalProperties, path)),
];

describe.each(DEFINITIONS)('$metadata.name', (definition) => {
  const all = walk(rootOf(definition), '').filter(([path]) => !path.startsWith('.metadata'));

  test('explains every field', () => {
    const silent = Object.entries(Object.groupBy(all, ([path]) => path)).filter(([, schemas = []]) =>
      schemas.every(([, { description }]) => description === undefined),
    );

    expect(silent.map(([path]) => path)).toEqual([]);
  });

  test('is structural: every value has a type', () => {
    const untyped = all.filter(
      ([, schema]) => schema.type === undefined && schema['x-kubernetes-int-or-string'] !== true,
    );

    expect(untyped.map(([path]) => path)).toEqual([]);
  });

  test('says nothing that the API server does not know', () => {
    const KNOWN =
      /^(description|type|format|enum|default|pattern|properties|additionalProperties|items|required|(min|max)(imum|Length|Items)|exclusiveMinimum|x-kubernetes-.*)$/;

    expect(all.flatMap(([, schema]) => Object.keys(schema).filter((key) => !KNOWN.test(key)))).toEqual([]);
  });

  test('bounds every list and text of its spec, so that rules have a cost', () => {
    const unbounded = all.filter(
      ([path, { type, maxItems, maxLength, format, enum: words, pattern }]) =>
        path.startsWith('.spec') &&
        ((type === 'array' && maxItems === undefined) ||
          (type === 'string' &&
            [maxLength, format, words].every((bound) => bound === undefined) &&
            !String(pattern).includes('[0-5]'))),
    );

    expect(unbounded.map(([path]) => path)).toEqual([]);
  });

  test('has a status of its own', () => {
    expect(definition.spec.versions[0].subresources).toEqual({ status: {} });
  });
});

test.each(DEFINITIONS)('$metadata.name in manifests/crds is the one of the code', (definition) => {
  const [plural] = definition.metadata.name.split('.');
  const file = new URL(`../../../manifests/crds/${plural}.yaml`, import.meta.url);

  expect(parse(readFileSync(file, 'utf8')), 'run npm run docs').toEqual(definition);
});

test('names', () => {
  expect(DEFINITIONS.map(({ metadata, spec }) => [metadata.name, spec.names])).toEqual([
    [
      'surges.forescale.dev',
      {
        kind: 'Surge',
        listKind: 'SurgeList',
        plural: 'surges',
        singular: 'surge',
        shortNames: ['sur'],
        categories: ['forescale'],
      },
    ],
    [
      'surgeschedules.forescale.dev',
      {
        kind: 'SurgeSchedule',
        listKind: 'SurgeScheduleList',
        plural: 'surgeschedules',
        singular: 'surgeschedule',
        shortNames: ['sursched'],
        categories: ['forescale'],
      },
    ],
  ]);
});
