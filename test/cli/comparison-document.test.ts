import { describe, expect, test } from 'vitest';
import { comparisonDocument, comparisonJsonSchema, toDocument } from '../../src/cli/comparison-document.ts';
import { aComparison, aStrategy } from '../support/a-comparison.ts';

describe('the JSON document', () => {
  test('has exactly the published keys, in order, and whole numbers', () => {
    const comparison = aComparison({
      strategies: [aStrategy({ unservedRequests: 0.4, warmBeforeEventSeconds: [130.6, null, -0.2] })],
      oracle: { podSeconds: 43_000.5 },
      notes: ['left out'],
    });
    expect(JSON.stringify(toDocument(comparison))).toBe(
      '{"seed":7,"scenario":"news app, a push of 20 times","strategies":[{"name":"forescale",' +
        '"offeredRequests":6950000,"unservedRequests":0,"unservedSeconds":0,"podSeconds":104210,' +
        '"nodeSeconds":20100,"maxReadyReplicas":130,"warmBeforeEventSeconds":[131,null,0],' +
        '"restored":true,"writes":12}],"oracle":{"podSeconds":43001}}',
    );
  });

  test('is what its schema says', () => {
    expect(comparisonDocument.parse(toDocument(aComparison()))).toEqual(toDocument(aComparison()));
  });

  test('has a schema that refuses what is not in it', () => {
    const extra = { ...toDocument(aComparison()), notes: [] };
    expect(comparisonDocument.safeParse(extra).success).toBe(false);
    expect(comparisonJsonSchema()).toMatchObject({
      additionalProperties: false,
      required: ['seed', 'scenario', 'strategies', 'oracle'],
    });
  });
});
