import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { scenarioJsonSchema } from '../../../src/config/scenario/schema.ts';

const DOCS = new URL('../../../docs/', import.meta.url);

describe('the JSON Schema of the scenario file', () => {
  test('is published as it is', () => {
    const published: unknown = JSON.parse(
      readFileSync(new URL('schemas/scenario.schema.json', DOCS), 'utf8'),
    );

    expect(published).toEqual(scenarioJsonSchema());
  });

  test('asks for a workload alone and allows no unknown key', () => {
    expect(scenarioJsonSchema()).toMatchObject({ required: ['workload'], additionalProperties: false });
  });

  test('has no key that the guide keeps quiet about', () => {
    const guide = readFileSync(new URL('scenario.md', DOCS), 'utf8');
    const keys = [...keysIn(scenarioJsonSchema())];

    expect(keys.length).toBeGreaterThan(80);
    expect(keys.filter((key) => !new RegExp(`\\b${key}\\b`).test(guide))).toEqual([]);
  });
});

function keysIn(schema: unknown): ReadonlySet<string> {
  const keys = new Set<string>();
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, value] of Object.entries(node)) {
      if (name === 'properties') for (const key of Object.keys(value as object)) keys.add(key);
      walk(value);
    }
  };
  walk(schema);
  return keys;
}
