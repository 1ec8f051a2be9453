import type { V2HorizontalPodAutoscalerSpec } from '@kubernetes/client-node';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ObjectMeta } from '../../../src/resources/kube-object.ts';
import { admit } from '../../../src/sim/api/admission.ts';
import type { Deployment, HorizontalPodAutoscaler, SurgeObject } from '../../../src/sim/api/objects.ts';

const METADATA: ObjectMeta = {
  name: 'app',
  namespace: 'news',
  uid: 'uid-1',
  resourceVersion: '1',
  generation: 1,
  creationTimestamp: '2026-11-22T18:00:00Z',
};
const REF = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app' };
const METRICS = [
  { type: 'Pods', pods: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: '100' } } },
];

const anHpa = (over: Partial<V2HorizontalPodAutoscalerSpec> = {}): HorizontalPodAutoscaler => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: METADATA,
  spec: { scaleTargetRef: REF, minReplicas: 2, maxReplicas: 5, metrics: METRICS, ...over },
});

const DOUBLING = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
};
const ALL_AT_ONCE = {
  selectPolicy: 'Max',
  policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
};

describe('what an HPA leaves out is filled in', () => {
  test('one replica at least', () => {
    const { minReplicas: _, ...spec } = anHpa().spec;
    expect(admit<HorizontalPodAutoscaler>({ ...anHpa(), spec }).spec.minReplicas).toBe(1);
  });

  test('the CPU at 80 %, when it names no metric', () => {
    const target = { type: 'Utilization', averageUtilization: 80 };
    const expected = [{ type: 'Resource', resource: { name: 'cpu', target } }];
    const { metrics: _, ...spec } = anHpa().spec;
    expect(admit<HorizontalPodAutoscaler>({ ...anHpa(), spec }).spec.metrics).toEqual(expected);
    expect(admit(anHpa({ metrics: [] })).spec.metrics).toEqual(expected);
  });

  test('no behavior where there is none, not even as a name', () => {
    expect(admit(anHpa()).spec).not.toHaveProperty('behavior');
    expect(admit(anHpa({ behavior: undefined as never })).spec).not.toHaveProperty('behavior');
  });

  const behaviors: Readonly<Record<string, readonly [V2HorizontalPodAutoscalerSpec['behavior'], unknown]>> = {
    'all of an empty one': [{}, { scaleUp: DOUBLING, scaleDown: ALL_AT_ONCE }],
    'beside a window of its own': [
      { scaleDown: { stabilizationWindowSeconds: 30 } },
      { scaleUp: DOUBLING, scaleDown: { ...ALL_AT_ONCE, stabilizationWindowSeconds: 30 } },
    ],
    'but not what it names': [
      { scaleUp: { selectPolicy: 'Disabled', policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] } },
      {
        scaleUp: {
          stabilizationWindowSeconds: 0,
          selectPolicy: 'Disabled',
          policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
        },
        scaleDown: ALL_AT_ONCE,
      },
    ],
  };
  test.each(Object.entries(behaviors))('behavior: %s', (_, [given, expected]) => {
    expect(admit(anHpa({ behavior: given ?? {} })).spec.behavior).toEqual(expected);
  });
});

test('no replicas are refused for the metrics too, which could not wake the target', () => {
  const causes = [{ field: 'spec.minReplicas' }, { field: 'spec.metrics', reason: 'FieldValueForbidden' }];
  expect(() => admit(anHpa({ minReplicas: 0 }))).toThrow(
    expect.objectContaining({
      details: { causes: causes.map((cause) => expect.objectContaining(cause) as object) },
    }),
  );
});

describe('refusals name field, value and what was expected', () => {
  const hpas: Readonly<Record<string, readonly [Partial<V2HorizontalPodAutoscalerSpec>, string]>> = {
    'min above max': [
      { minReplicas: 6 },
      'spec.maxReplicas: Invalid value: 5: must be greater than or equal to `minReplicas`',
    ],
    'no replicas': [{ minReplicas: 0 }, 'spec.minReplicas: Invalid value: 0: must be a whole number from 1'],
    'half a replica': [{ minReplicas: 1.5 }, 'spec.minReplicas: Invalid value: 1.5: must be a whole number'],
    'no maximum': [{ maxReplicas: 0 }, 'spec.maxReplicas: Invalid value: 0: must be a whole number from 1'],
    'a window below nothing': [
      { behavior: { scaleDown: { stabilizationWindowSeconds: -1 } } },
      'spec.behavior.scaleDown.stabilizationWindowSeconds: Invalid value: -1: must be a whole number from 0 to 3600',
    ],
    'a window of more than an hour': [
      { behavior: { scaleUp: { stabilizationWindowSeconds: 3_601 } } },
      'spec.behavior.scaleUp.stabilizationWindowSeconds: Invalid value: 3601',
    ],
  };
  test.each(Object.entries(hpas))('an HPA with %s', (_, [over, message]) => {
    expect(() => admit(anHpa(over))).toThrow(
      expect.objectContaining({ code: 422, reason: 'Invalid', message: expect.stringContaining(message) }),
    );
  });

  test('an HPA at its limits passes', () => {
    const behavior = { scaleDown: { stabilizationWindowSeconds: 3_600 } };
    expect(admit(anHpa({ minReplicas: 5, behavior })).spec.minReplicas).toBe(5);
  });
});

describe('a Deployment', () => {
  const template = { spec: { containers: [] } };
  const aDeployment = (replicas: unknown): Deployment => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: METADATA,
    spec: { replicas: replicas as number, selector: { matchLabels: {} }, template },
  });

  test('has one replica when it names none, and may have none', () => {
    expect(admit(aDeployment(undefined)).spec.replicas).toBe(1);
    expect(admit(aDeployment(0)).spec.replicas).toBe(0);
  });

  test.each([-1, 0.5])('of %d replicas is refused', (replicas) => {
    expect(() => admit(aDeployment(replicas))).toThrow(
      `Deployment.apps "app" is invalid: spec.replicas: Invalid value: ${replicas}: must be a whole number from 0`,
    );
  });
});

describe('metadata', () => {
  test('empty maps vanish, full ones stay', () => {
    const metadata = { ...METADATA, annotations: {}, labels: { app: 'news' } };
    expect(admit({ ...anHpa(), metadata }).metadata).toEqual({ ...METADATA, labels: { app: 'news' } });
    expect(admit({ ...anHpa(), metadata }).metadata).not.toHaveProperty('annotations');
  });
});

test('what was admitted is admitted as it is', () => {
  const rules = fc.record(
    {
      stabilizationWindowSeconds: fc.integer({ min: 0, max: 3_600 }),
      selectPolicy: fc.constantFrom('Max', 'Min', 'Disabled'),
    },
    { requiredKeys: [] },
  );
  const behavior = fc.record({ scaleUp: rules, scaleDown: rules }, { requiredKeys: [] });
  const spec = fc.record({ behavior, minReplicas: fc.integer({ min: 1, max: 5 }) }, { requiredKeys: [] });
  fc.assert(
    fc.property(spec, (over) => {
      const once = admit(anHpa(over));
      expect(admit(once)).toEqual(once);
    }),
  );
});

const SPEC = {
  start: '2026-11-22T18:00:00Z',
  durationSeconds: 600,
  targets: [{ kind: 'Deployment', name: 'app' }],
  demand: { replicas: 4 },
};
const aSurgeOf = (spec: object): SurgeObject =>
  ({ apiVersion: 'forescale.dev/v1alpha1', kind: 'Surge', metadata: METADATA, spec }) as SurgeObject;

describe('a surge', () => {
  test('gets its defaults', () => {
    expect(admit(aSurgeOf(SPEC)).spec).toEqual({ ...SPEC, cancelled: false });
  });

  test('that cannot be one is refused, each wrong field a cause', () => {
    const spec = { ...SPEC, durationSeconds: 0, demand: { replicas: 0 } };
    const causes = ['spec.durationSeconds', 'spec.demand.replicas'].map(
      (field) => expect.objectContaining({ field }) as unknown,
    );
    expect(() => admit(aSurgeOf(spec))).toThrow(
      expect.objectContaining({
        code: 422,
        message:
          'Surge.forescale.dev "app" is invalid: spec.durationSeconds: expected a number from 1, got 0, spec.demand.replicas: expected a whole number from 1, got 0',
        details: { causes },
      }) as Error,
    );
  });
});
