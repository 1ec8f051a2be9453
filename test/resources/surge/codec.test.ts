import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minutes, seconds } from '../../../src/core/model/time.ts';
import { readSurge, splitId, surgeManifest, surgeSpec } from '../../../src/resources/surge/codec.ts';
import { aSurge, at } from '../../support/a-surge.ts';
import { surgeIn } from '../../support/a-surge-object.ts';
import { A_DEPLOYMENT, AN_HPA } from '../../support/a-target.ts';
import { anApi, BY_OWNER, NOON } from '../../support/an-api.ts';
import { arbSayableSurge } from '../../support/arbitrary-resource.ts';

const METADATA = { namespace: 'news', name: 'push' };

describe('a surge as a resource', () => {
  test('its instants are texts, its lengths seconds, what is undefined is not there', () => {
    const surge = aSurge({ lead: undefined, override: undefined });
    expect(surgeManifest(surge)).toStrictEqual({
      apiVersion: 'forescale.dev/v1alpha1',
      kind: 'Surge',
      metadata: METADATA,
      spec: {
        targets: [{ kind: 'HorizontalPodAutoscaler', name: 'app' }],
        start: '2026-11-22T18:00:00.000Z',
        end: '2026-11-22T18:20:00.000Z',
        demand: { replicas: 40 },
        cancelled: false,
      },
    });
  });

  test('of any kind comes back from the store as it was', () => {
    fc.assert(
      fc.property(arbSayableSurge, (surge) => {
        const { api } = anApi();
        const stored = api.create('Surge', surgeManifest(surge), BY_OWNER);
        expect(surgeIn(stored)).toEqual({ ...surge, uid: stored.metadata.uid, createdAt: NOON });
        expect(stored.spec).toEqual(surgeSpec(surge));
      }),
    );
  });

  test('names targets of its own namespace alone', () => {
    const surge = aSurge({ id: 'shop/push', targets: [{ ref: AN_HPA }] });
    expect(() => surgeSpec(surge)).toThrow(
      'writing a surge: expected its targets in namespace "shop", got "news/app"',
    );
  });
});

describe('a resource as a surge', () => {
  const PUSH = {
    start: '2026-11-22T19:00:00+01:00',
    durationSeconds: 1_200,
    targets: [
      { kind: 'HorizontalPodAutoscaler', name: 'app' },
      { kind: 'Deployment', name: 'worker', demand: { replicas: 3 } },
    ],
    demand: { audience: { recipients: 1_000_000, openRate: 0.1 }, curve: { decay: {} } },
    ceiling: { raiseTo: 400 },
    leadSeconds: 240,
    nodes: { leadSeconds: 120 },
    override: { owner: 'ann', reason: 'a big match' },
  };

  test('with every field that its author may write, defaults for the others', () => {
    const curve = { kind: 'decay', ramp: seconds(10), plateau: seconds(0), decay: minutes(5) };
    expect(readSurge({ metadata: METADATA, spec: PUSH })).toEqual({
      kind: 'surge',
      surge: {
        id: 'news/push',
        targets: [{ ref: AN_HPA }, { ref: A_DEPLOYMENT, demand: { kind: 'replicas', replicas: 3 } }],
        start: at(18),
        end: at(18, 20),
        demand: { kind: 'audience', recipients: 1_000_000, openRate: 0.1, requestsPerOpen: 1, curve },
        ceiling: { kind: 'raise', to: 400 },
        lead: minutes(4),
        nodeLead: minutes(2),
        override: { owner: 'ann', reason: 'a big match', pin: false },
        cancelled: false,
        status: {},
      },
    });
  });

  test('that is none says why, every field by its name', () => {
    const spec = {
      ...PUSH,
      start: 'tomorrow',
      targets: [{ kind: 'Pod', name: 'app' }],
      demand: {},
      colour: 'red',
    };
    expect(readSurge({ metadata: METADATA, spec })).toEqual({
      kind: 'refused',
      problems: [
        'spec.start: expected an RFC 3339 instant such as 2026-01-01T18:00:00Z, got "tomorrow"',
        'spec.targets[0].kind: expected HorizontalPodAutoscaler or ScaledObject or Deployment or StatefulSet or Rollout, got "Pod"',
        'spec.demand: expected exactly one of replicas, multiplier, rps, audience, got none',
        expect.stringMatching(/^spec\.colour: unknown key, expected one of start, end, /) as string,
      ],
    });
  });

  test('without a spec is none', () => {
    expect(readSurge({ metadata: METADATA })).toEqual({
      kind: 'refused',
      problems: ['spec: expected a block of keys, got nothing'],
    });
  });
});

test('an id is namespace and name', () => {
  expect(splitId('news/push')).toEqual(['news', 'push']);
});
