import { beforeEach, describe, expect, test } from 'vitest';
import {
  aKubeApi,
  DEPLOYMENTS,
  HPAS,
  type KubeApiUnderTest,
  MERGE,
  PODS,
  refused,
} from '../../../support/a-kube-api.ts';

let api: KubeApiUnderTest;
beforeEach(async () => {
  api = await aKubeApi();
});

const SURGES = '/apis/forescale.dev/v1alpha1/namespaces/news/surges';
const SCHEDULES = '/apis/forescale.dev/v1alpha1/namespaces/news/surgeschedules';
const BUDGETS = '/apis/policy/v1/namespaces/news/poddisruptionbudgets';
const BUFFERS = '/apis/autoscaling.x-k8s.io/v1beta1/namespaces/news/capacitybuffers';

const targets = [{ kind: 'HorizontalPodAutoscaler', name: 'app' }];
const surgeSpec = (fields: object = {}) => ({
  start: '2026-11-22T18:00:00Z',
  durationSeconds: 600,
  targets,
  demand: { multiplier: 2 },
  ...fields,
});
const post = (path: string, spec: object, query: Readonly<Record<string, string>> = {}) =>
  api.call('POST', path, { body: { metadata: { name: 'a' }, spec }, query });
const workload = (fields: object = {}) => ({
  selector: { matchLabels: { app: 'a' } },
  template: { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'a' }] } },
  ...fields,
});
const template = (containers: readonly object[], labels = { app: 'a' }) => ({
  template: { metadata: { labels }, spec: { containers } },
});

describe('is refused with every field that is wrong', () => {
  test.each([
    [
      'a workload without a selector',
      DEPLOYMENTS,
      workload({ selector: {} }),
      'spec.selector.matchLabels: Required value',
    ],
    [
      'a selector of other pods',
      DEPLOYMENTS,
      workload(template([{ name: 'a' }], { app: 'b' })),
      '`selector` does not match template `labels`',
    ],
    [
      'a workload without containers',
      DEPLOYMENTS,
      workload(template([])),
      'spec.template.spec.containers: Required value',
    ],
    [
      'a container without a name',
      DEPLOYMENTS,
      workload(template([{}])),
      'containers[0].name: Required value',
    ],
    [
      'a request that is no quantity',
      DEPLOYMENTS,
      workload(template([{ name: 'a', resources: { requests: { cpu: 'much' } } }])),
      'resources.requests[cpu]: Invalid value: "much"',
    ],
    ['a pod without containers', PODS, {}, 'spec.containers: Required value'],
    [
      'an HPA of nothing',
      HPAS,
      { maxReplicas: 3 },
      '[spec.scaleTargetRef.kind: Required value, spec.scaleTargetRef.name: Required value, spec.scaleTargetRef.apiVersion: Invalid value: ',
    ],
    [
      'an HPA without a ceiling',
      HPAS,
      { scaleTargetRef: { kind: 'Deployment', name: 'a' } },
      'spec.maxReplicas: Required value',
    ],
    [
      'a budget with two bounds',
      BUDGETS,
      { selector: { matchLabels: { a: 'b' } }, minAvailable: 1, maxUnavailable: 1 },
      'cannot be both set',
    ],
    [
      'a budget of half a pod',
      BUDGETS,
      { selector: { matchLabels: { a: 'b' } }, minAvailable: 0.5 },
      'a percentage such as 50%',
    ],
    ['a buffer for nothing', BUFFERS, { replicas: -1 }, 'spec.scalableRef.kind: Required value'],
    [
      'a Surge without an end',
      SURGES,
      surgeSpec({ durationSeconds: undefined }),
      'expected either end or durationSeconds, got neither',
    ],
    [
      'a Surge of nothing',
      SURGES,
      surgeSpec({ demand: { multiplier: 0 } }),
      'spec.demand.multiplier: Invalid value: expected a number above 0, got 0',
    ],
    ['a schedule without a pattern', SCHEDULES, { zone: 'UTC' }, 'spec.cron'],
  ])('%s', (_, path, spec, message) => {
    expect(post(path, spec)).toMatchObject(refused(422, 'Invalid', message));
  });

  test('a selector that would change', () => {
    const body = { spec: { selector: { matchLabels: { app: 'other' } } } };
    expect(api.call('PATCH', `${DEPLOYMENTS}/app`, { body, contentType: MERGE })).toMatchObject(
      refused(422, 'Invalid', 'field is immutable'),
    );
  });
});

describe('unknown fields of a Surge', () => {
  const spec = surgeSpec({ colour: 'red' });

  test('are refused where the client is strict', () => {
    expect(post(SURGES, spec, { fieldValidation: 'Strict' })).toMatchObject(
      refused(400, 'BadRequest', 'strict decoding error: unknown field "spec.colour"'),
    );
  });

  test('are taken out with a warning where it is not', () => {
    const { code, body, headers } = post(SURGES, spec);
    expect(code).toBe(201);
    expect(body['spec']).toEqual(surgeSpec({ cancelled: false }));
    expect(headers['warning']).toBe(String.raw`299 - "unknown field \"spec.colour\""`);
    expect(api.call('DELETE', `${SURGES}/a`).code).toBe(200);
    expect(post(SURGES, spec, { fieldValidation: 'Ignore' }).headers).not.toHaveProperty('warning');
  });
});

test('a pod begins as Pending, whatever its maker says', () => {
  const body = {
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'a' }] },
    status: { phase: 'Running' },
  };
  expect(api.call('POST', PODS, { body }).body).toMatchObject({ status: { phase: 'Pending' } });
});
