import { describe, expect, test } from 'vitest';
import { listMetricValues, listPodMetrics, readQuestion } from '../../cluster/support/metrics-answers.ts';

const AT = '2026-11-22T18:00:00.000Z';
const READING = { namespace: 'shop', pod: 'web-1', at: AT, value: 12.5 };

describe('readQuestion', () => {
  const cases = {
    'CPU of the pods of a selector': {
      url: '/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods?labelSelector=app%3Dweb',
      want: { kind: 'pods', namespace: 'shop', metric: undefined, selector: 'app=web' },
    },
    'a metric of all pods of a selector': {
      url: '/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/pods/%2A/rps?labelSelector=app%3Dweb',
      want: { kind: 'pods', namespace: 'shop', metric: 'rps', selector: 'app=web' },
    },
    discovery: {
      url: '/apis/custom.metrics.k8s.io/v1beta2?timeout=32s',
      want: { kind: 'discovery', groupVersion: 'custom.metrics.k8s.io/v1beta2' },
    },
    'another group': { url: '/apis/external.metrics.k8s.io/v1beta1', want: undefined },
    'one pod': { url: '/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods/web-1', want: undefined },
    'a metric of something else': {
      url: '/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/services/%2A/rps',
      want: undefined,
    },
    'the API documents': { url: '/openapi/v2', want: undefined },
  };
  test.each(Object.entries(cases))('%s', (_, { url, want }) => {
    expect(readQuestion(url)).toEqual(want);
  });
});

test('CPU keeps fractions of a millicore', () => {
  expect(listPodMetrics([READING], 15).items).toMatchObject([
    {
      metadata: { name: 'web-1' },
      timestamp: AT,
      window: '15s',
      containers: [{ usage: { cpu: '12500000n' } }],
    },
  ]);
});

test('a custom metric keeps thousandths', () => {
  expect(listMetricValues('rps', [READING], 15).items).toMatchObject([
    { describedObject: { kind: 'Pod', name: 'web-1' }, value: '12500m', windowSeconds: 15 },
  ]);
});
