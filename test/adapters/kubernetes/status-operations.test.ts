import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinPatches } from '../../../src/adapters/kubernetes/status-batches.ts';
import { isSameFrame, statusOperations } from '../../../src/adapters/kubernetes/status-operations.ts';
import type { JsonObject } from '../../../src/resources/json.ts';
import { announcedPatch } from '../../../src/resources/surge/announced-codec.ts';
import { capacityPatch } from '../../../src/resources/surge/capacity-codec.ts';
import { statusPatch } from '../../../src/resources/surge/status-codec.ts';
import { summaryPatch } from '../../../src/resources/surge/summary-codec.ts';
import { mergePatch } from '../../../src/sim/api/merge-patch.ts';
import { jsonPatch } from '../../../src/sim/http/json-patch.ts';
import { aCapacity } from '../../support/a-capacity.ts';
import { aState, aSurgeOn, summaryOf } from '../../support/a-state.ts';
import { aStatus, at } from '../../support/a-surge.ts';
import { arbStatus } from '../../support/arbitrary-status.ts';

const METADATA = { name: 'push', uid: 'u1' };
const KEYS = ['Deployment/news/app', 'HorizontalPodAutoscaler/news/a~b'] as const;

describe('on the object that was seen', () => {
  const arbKey = fc.constantFrom(...KEYS);
  const arbTold = fc.constantFrom('2026-11-22T18:00:00Z/ready', '2026-11-22T18:00:00Z/ended');
  const arbPatch = fc.oneof(
    fc.tuple(arbKey, arbStatus).map(([key, status]) => statusPatch(key, status)),
    arbKey.map((key) => capacityPatch(key, aCapacity())),
    fc
      .tuple(arbTold, arbTold)
      .map(([key, other]) => announcedPatch({ [key]: '2026-11-22T18:00:00Z', [other]: null })),
    fc.constant(summaryPatch(summaryOf(aState(aSurgeOn([undefined])), at(12)))),
  );
  const arbBatch = fc
    .array(arbPatch, { minLength: 1, maxLength: 5 })
    .map((all) => joinPatches(all) as JsonObject);

  test('they do what the merge patch does', () => {
    fc.assert(
      fc.property(fc.array(arbBatch, { minLength: 1, maxLength: 4 }), (batches) => {
        let [merged, edited]: unknown[] = [{ metadata: METADATA }, { metadata: METADATA }];
        for (const batch of batches) {
          const { status } = edited as { status?: unknown };
          merged = mergePatch(merged as object, batch);
          edited = jsonPatch(edited, statusOperations('u1', status, batch));
          expect(edited).toEqual(merged);
        }
      }),
    );
  });
});

describe('nothing is written', () => {
  const patch = statusPatch(KEYS[0], aStatus());

  test('on an object of another uid', () => {
    const operations = statusOperations('u1', undefined, patch);
    expect(() => jsonPatch({ metadata: { ...METADATA, uid: 'u2' } }, operations)).toThrow(
      '/metadata/uid failed',
    );
    expect(jsonPatch({ metadata: METADATA }, operations)).toMatchObject({
      status: { targets: { [KEYS[0]]: { phase: 'Warming' } } },
    });
  });

  test.each<[string, object | undefined, object, JsonObject?]>([
    ['a status', undefined, { phase: 'Warm' }],
    [
      'less of what was told',
      { announced: { a: 't', b: 't' } },
      { announced: { b: 't' } },
      announcedPatch({ a: null, b: null }),
    ],
    ['what is said of targets', { phase: 'Warm' }, { phase: 'Warm', targets: {} }],
  ])('where somebody else has made %s since', (_, seen, status, ours = patch) => {
    const operations = statusOperations('u1', seen, ours);
    expect(() => jsonPatch({ metadata: METADATA, status }, operations)).toThrow(/failed|does not exist/);
    expect(isSameFrame(seen, status)).toBe(false);
  });

  test('but where somebody else has said another thing it is', () => {
    const seen = { targets: {} };
    const status = { targets: { [KEYS[1]]: { phase: 'Warm' } }, phase: 'Warming' };
    expect(isSameFrame(seen, status)).toBe(true);
    expect(jsonPatch({ metadata: METADATA, status }, statusOperations('u1', seen, patch))).toMatchObject({
      status: {
        phase: 'Warming',
        targets: { [KEYS[0]]: { phase: 'Warming' }, [KEYS[1]]: { phase: 'Warm' } },
      },
    });
  });
});
