import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SurgeTargetStatus } from '../../../src/core/model/surge.ts';
import { keyOf } from '../../../src/core/model/target.ts';
import { splitId, statusPatch, surgeDraft, surgeOf } from '../../../src/sim/client/surge-codec.ts';
import { aStatus, aSurge } from '../../support/a-surge.ts';
import { A_DEPLOYMENT, AN_HPA } from '../../support/a-target.ts';
import { anApi, BY_OWNER } from '../../support/an-api.ts';
import { arbStatus } from '../../support/arbitrary-status.ts';
import { arbDemand, arbSurge } from '../../support/arbitrary-surge.ts';

describe('a surge as an object', () => {
  test('its instants are texts, what is undefined is not there', () => {
    const surge = aSurge({ lead: undefined, override: undefined });
    expect(surgeDraft(surge)).toStrictEqual({
      apiVersion: 'forescale.dev/v1alpha1',
      metadata: { namespace: 'news', name: 'push' },
      spec: {
        targets: [{ ref: AN_HPA }],
        start: '2026-11-22T18:00:00.000Z',
        end: '2026-11-22T18:20:00.000Z',
        demand: { kind: 'replicas', replicas: 40 },
        ceiling: { kind: 'cap' },
        cancelled: false,
      },
    });
  });

  test('of any kind comes back from the store as it was', () => {
    const surges = fc.record({ surge: arbSurge('news/push', AN_HPA), own: fc.option(arbDemand) });
    fc.assert(
      fc.property(surges, ({ surge, own }) => {
        const targets = own === null ? surge.targets : [{ ref: A_DEPLOYMENT, demand: own }];
        const { api } = anApi();
        const stored = api.create('Surge', surgeDraft({ ...surge, targets }), BY_OWNER);
        expect(surgeOf(stored)).toEqual({ ...surge, targets });
      }),
    );
  });

  test('with an instant that is none is refused by name', () => {
    const { api } = anApi();
    const { spec, ...draft } = surgeDraft(aSurge());
    const stored = api.create('Surge', { ...draft, spec: { ...spec, end: 'tomorrow' } }, BY_OWNER);
    expect(() => surgeOf(stored)).toThrow('surge: expected an RFC 3339 instant, got "tomorrow"');
  });
});

describe('the status of one target', () => {
  const KEYS = [keyOf(AN_HPA), keyOf(A_DEPLOYMENT)];

  /** The statuses of a surge after they were patched in one after the other. */
  function storeAll(writes: readonly (readonly [string, SurgeTargetStatus])[]) {
    const { api } = anApi();
    api.create('Surge', surgeDraft(aSurge()), BY_OWNER);
    for (const [key, status] of writes)
      api.patchStatus('Surge', 'news', 'push', statusPatch(key, status), BY_OWNER);
    return surgeOf(api.get('Surge', 'news', 'push')).status;
  }

  test('what is undefined now does not linger, of no field', () => {
    const full = aStatus({ woken: true, warmAt: aSurge().start, at: aSurge().end });
    const bare = aStatus({ baseline: { min: undefined, max: undefined, scaleDownSeconds: undefined } });
    expect(storeAll([[keyOf(AN_HPA), full]])).toEqual({ [keyOf(AN_HPA)]: full });
    expect(
      storeAll([
        [keyOf(AN_HPA), full],
        [keyOf(AN_HPA), bare],
      ]),
    ).toEqual({ [keyOf(AN_HPA)]: bare });
  });

  test('is the last one written there, whatever was written before and beside it', () => {
    const writes = fc.array(fc.tuple(fc.constantFrom(...KEYS), arbStatus), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(writes, (all) => {
        expect(storeAll(all)).toEqual(Object.fromEntries(all));
      }),
    );
  });

  test('leaves the surge itself alone', () => {
    const { api } = anApi();
    const stored = api.create('Surge', surgeDraft(aSurge()), BY_OWNER);
    const patched = api.patchStatus('Surge', 'news', 'push', statusPatch('k', aStatus()), BY_OWNER);
    expect(patched.spec).toBe(stored.spec);
    expect(patched.metadata.generation).toBe(1);
  });
});

test('an id is namespace and name', () => {
  expect(splitId('news/push')).toEqual(['news', 'push']);
});
