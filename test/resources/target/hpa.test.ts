import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bounds } from '../../../src/core/model/floor-record.ts';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import { boundsOf } from '../../../src/core/prescale/baseline.ts';
import { changeTo } from '../../../src/core/prescale/change.ts';
import { hpaPatch, hpaSnapshot } from '../../../src/resources/target/hpa.ts';
import type { HorizontalPodAutoscaler } from '../../../src/sim/api/objects.ts';
import type { ApiServer } from '../../../src/sim/api/server.ts';
import { aRecord } from '../../support/a-target.ts';
import { anApi, BY_OWNER, deploymentDraft, HPA, hpaDraft } from '../../support/an-api.ts';

const DEPLOYMENT = ['Deployment', 'news', 'app'] as const;
type Behavior = HorizontalPodAutoscaler['spec']['behavior'];

function anApp(behavior?: Behavior): ApiServer {
  const { api } = anApi();
  api.create('Deployment', deploymentDraft('app', 4), BY_OWNER);
  const draft = hpaDraft('app', behavior === undefined ? {} : { behavior });
  api.create('HorizontalPodAutoscaler', draft, BY_OWNER);
  return api;
}
const snapshotOf = (api: ApiServer): TargetSnapshot => hpaSnapshot(api.get(...HPA), api.get(...DEPLOYMENT));

describe('an HPA', () => {
  test('as its owner made it', () => {
    const api = anApp();
    expect(snapshotOf(api)).toEqual({
      ref: { kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'app' },
      uid: api.get(...HPA).metadata.uid,
      resourceVersion: '2',
      lever: 'minReplicas',
      controlledBy: undefined,
      min: 2,
      max: 10,
      scaleDownWindow: { kind: 'absent' },
      replicas: 4,
      readyReplicas: 0,
      metrics: [],
      profile: undefined,
      record: { kind: 'none' },
      minManager: 'owner',
      maxManager: 'owner',
      windowManager: undefined,
      paused: false,
    } satisfies TargetSnapshot);
  });

  test('with ready pods and a metric', () => {
    const api = anApp();
    api.patchStatus(...DEPLOYMENT, { status: { replicas: 4, readyReplicas: 3 } }, BY_OWNER);
    const resource = { name: 'cpu', current: { averageUtilization: 90, averageValue: '450m' } };
    api.patchStatus(...HPA, { status: { currentMetrics: [{ type: 'Resource', resource }] } }, BY_OWNER);
    expect(snapshotOf(api)).toMatchObject({
      readyReplicas: 3,
      metrics: [{ name: 'cpu', current: 90, target: 80 }],
    });
  });

  test('of a ScaledObject', () => {
    const api = anApp();
    const owner = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', name: 'orders', uid: 'u' };
    const own = (controller: boolean) => {
      api.patch(...HPA, { metadata: { ownerReferences: [{ ...owner, controller }] } }, BY_OWNER);
      return snapshotOf(api).controlledBy;
    };
    expect(own(true)).toEqual({ kind: 'ScaledObject', namespace: 'news', name: 'orders' });
    expect(own(false)).toBeUndefined();
  });

  const windows: Readonly<Record<string, readonly [Behavior, TargetSnapshot['scaleDownWindow']]>> = {
    'an empty behavior is as good as ours': [{}, { kind: 'present', seconds: undefined, onlyOurs: true }],
    'a window alone, too': [
      { scaleDown: { stabilizationWindowSeconds: 60 } },
      { kind: 'present', seconds: 60, onlyOurs: true },
    ],
    'a policy is the owner’s': [
      { scaleDown: { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] } },
      { kind: 'present', seconds: undefined, onlyOurs: false },
    ],
    'a window on the way up is the owner’s': [
      { scaleUp: { stabilizationWindowSeconds: 60 } },
      { kind: 'present', seconds: undefined, onlyOurs: false },
    ],
  };
  test.each(Object.entries(windows))('%s', (_, [behavior, expected]) => {
    expect(snapshotOf(anApp(behavior)).scaleDownWindow).toEqual(expected);
  });

  test('says who wrote each field last', () => {
    const api = anApp();
    api.patch(...HPA, hpaPatch({ min: 4, scaleDownSeconds: 30 }, aRecord()), { manager: 'forescale' });
    api.patch(...HPA, { spec: { maxReplicas: 11 } }, { manager: 'kubectl' });
    expect(snapshotOf(api)).toMatchObject({
      minManager: 'forescale',
      maxManager: 'kubectl',
      windowManager: 'forescale',
    });
  });
});

const ownedPartOf = ({ spec, metadata }: HorizontalPodAutoscaler) => ({
  spec,
  annotations: metadata.annotations,
});

describe('whatever is changed', () => {
  const behavior: fc.Arbitrary<Behavior> = fc.constantFrom<Behavior[]>(
    undefined,
    {},
    { scaleDown: { stabilizationWindowSeconds: 60 } },
    { scaleUp: { selectPolicy: 'Disabled' } },
  );
  const wanted: fc.Arbitrary<Bounds> = fc
    .record({
      min: fc.integer({ min: 1, max: 9 }),
      room: fc.integer({ min: 0, max: 9 }),
      seconds: fc.nat(90),
    })
    .map(({ min, room, seconds }) => ({ min, max: min + room, scaleDownSeconds: seconds }));

  const write = (api: ApiServer, to: Bounds, recorded: boolean): void => {
    const change = changeTo(boundsOf(snapshotOf(api)), to);
    api.patch(...HPA, hpaPatch(change, recorded ? aRecord({ wrote: to }) : null), { manager: 'forescale' });
  };

  test('is what is read then, with its record', () => {
    fc.assert(
      fc.property(behavior, wanted, (given, to) => {
        const api = anApp(given);
        write(api, to, true);
        const after = snapshotOf(api);
        expect(boundsOf(after)).toEqual(to);
        expect(after.record).toEqual({ kind: 'record', record: aRecord({ wrote: to }) });
      }),
    );
  });

  test('can be given back to the letter', () => {
    fc.assert(
      fc.property(behavior, fc.array(wanted, { maxLength: 3 }), (given, steps) => {
        const api = anApp(given);
        const before = api.get(...HPA);
        const bounds = boundsOf(snapshotOf(api));
        for (const to of steps) write(api, to, true);
        write(api, bounds, false);
        expect(ownedPartOf(api.get(...HPA))).toEqual(ownedPartOf(before));
      }),
    );
  });
});
