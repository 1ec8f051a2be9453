import type { V2MetricSpec, V2MetricTarget } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import type { MetricReading } from '../../../src/core/model/target.ts';
import type { CurrentMetric } from '../../../src/resources/target/metric-readings.ts';
import { readMetrics } from '../../../src/resources/target/metric-readings.ts';
import { anApi, BY_OWNER, hpaDraft } from '../../support/an-api.ts';

const cpuUse = (averageUtilization: number): V2MetricSpec => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } },
});
const cpuCores = (averageValue: string): V2MetricSpec => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'AverageValue', averageValue } },
});
const requests = (averageValue: string, name = 'rps'): V2MetricSpec => ({
  type: 'Pods',
  pods: { metric: { name }, target: { type: 'AverageValue', averageValue } },
});

const cpuNow = (current: { averageUtilization?: number; averageValue?: string }): CurrentMetric => ({
  type: 'Resource',
  resource: { name: 'cpu', current },
});
const requestsNow = (averageValue: string, name = 'rps'): CurrentMetric => ({
  type: 'Pods',
  pods: { metric: { name }, current: { averageValue } },
});

const external = (target: V2MetricTarget): V2MetricSpec => ({
  type: 'External',
  external: { metric: { name: 'queue' }, target },
});
const externalNow = (
  current: { averageValue?: string; value?: string },
  selector?: object,
): CurrentMetric => ({
  type: 'External',
  external: { metric: selector === undefined ? { name: 'queue' } : { name: 'queue', selector }, current },
});

type Case = readonly [V2MetricSpec[], readonly CurrentMetric[] | undefined, readonly MetricReading[]];
const BOTH = { averageUtilization: 90, averageValue: '450m' };
const RPS = { name: 'rps', current: 150, target: 100 };

const cases: Readonly<Record<string, Case>> = {
  'CPU in percent of the request': [[cpuUse(60)], [cpuNow(BOTH)], [{ name: 'cpu', current: 90, target: 60 }]],
  'CPU in cores, though the percentage stands beside it': [
    [cpuCores('300m')],
    [cpuNow(BOTH)],
    [{ name: 'cpu', current: 0.45, target: 0.3 }],
  ],
  'a requests metric': [[requests('100')], [requestsNow('150')], [RPS]],
  'in thousandths': [[requests('100')], [requestsNow('150500m')], [{ ...RPS, current: 150.5 }]],
  'nothing measured yet': [[requests('100')], undefined, []],
  'one of two not measured: the other is not mistaken for it': [
    [cpuUse(60), requests('100')],
    [requestsNow('150')],
    [RPS],
  ],
  'two of a kind, told apart by name': [
    [requests('10', 'jobs'), requests('100')],
    [requestsNow('150'), requestsNow('20', 'jobs')],
    [{ name: 'jobs', current: 20, target: 10 }, RPS],
  ],
  'CPU measured without the percentage that is aimed at': [
    [cpuUse(60)],
    [cpuNow({ averageValue: '450m' })],
    [],
  ],
  'a text that is no quantity': [[requests('100')], [requestsNow('much')], []],
  'a queue outside, per pod': [
    [external({ type: 'AverageValue', averageValue: '30' })],
    [externalNow({ averageValue: '45', value: '90' })],
    [{ name: 'queue', current: 45, target: 30 }],
  ],
  'a queue outside, as a whole': [
    [external({ type: 'Value', value: '30' })],
    [externalNow({ value: '90' })],
    [{ name: 'queue', current: 90, target: 30 }],
  ],
  'a metric of one name with other labels': [
    [external({ type: 'Value', value: '30' })],
    [externalNow({ value: '90' }, { matchLabels: { queue: 'other' } })],
    [],
  ],
  'CPU of one container': [
    [
      {
        type: 'ContainerResource',
        containerResource: {
          name: 'cpu',
          container: 'app',
          target: { type: 'Utilization', averageUtilization: 60 },
        },
      },
    ],
    [
      {
        type: 'ContainerResource',
        containerResource: { name: 'cpu', container: 'app', current: { averageUtilization: 90 } },
      },
    ],
    [{ name: 'cpu', current: 90, target: 60 }],
  ],
  'an empty place, as the controller leaves for a metric that failed': [
    [requests('100')],
    [{ type: '' }, requestsNow('150')],
    [RPS],
  ],
  'a metric that the cluster does not serve': [
    [{ type: 'External', external: { metric: { name: 'queue' }, target: { type: 'Value', value: '9' } } }],
    [],
    [],
  ],
};
test.each(Object.entries(cases))('%s', (_, [metrics, currentMetrics, expected]) => {
  const { api } = anApi();
  api.create('HorizontalPodAutoscaler', hpaDraft('app', { metrics }), BY_OWNER);
  const hpa = api.update('HorizontalPodAutoscaler', 'news', 'app', 'hpa', (current) => ({
    ...current,
    status: currentMetrics === undefined ? {} : { currentMetrics },
  }));
  expect(readMetrics(hpa)).toEqual(expected);
});
