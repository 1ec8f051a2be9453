/** Cells that people read a cluster by, as upstream's printers have them. */
import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../src/sim/api/objects.ts';
import {
  budgetColumns,
  hpaColumns,
  nodeStatus,
  podStatus,
  readyContainers,
} from '../../../src/sim/http/native-cells.ts';
import { anInstant } from '../../support/an-instant.ts';

const NOW = anInstant('2026-11-22T12:00:00Z');
const objectOf = (content: object): KubeObject =>
  ({ metadata: { name: 'app' }, ...content }) as unknown as KubeObject;
const condition = (type: string, status: string) => ({ conditions: [{ type, status }] });

test.each([
  ['Pending', { spec: {}, status: { phase: 'Pending' } }],
  ['ContainerCreating', { spec: { nodeName: 'n1' }, status: { phase: 'Pending' } }],
  ['Running', { spec: { nodeName: 'n1' }, status: { phase: 'Running' } }],
  ['Failed', { spec: { nodeName: 'n1' }, status: { phase: 'Failed' } }],
  [
    'Terminating',
    { metadata: { deletionTimestamp: 'then' }, spec: { nodeName: 'n1' }, status: { phase: 'Running' } },
  ],
])('a pod is %s', (want, pod) => {
  expect(podStatus(objectOf(pod))).toBe(want);
});

test('containers are ready when the pod is', () => {
  const spec = { containers: [{ name: 'app' }, { name: 'proxy' }] };
  expect(readyContainers(objectOf({ spec, status: condition('Ready', 'True') }))).toBe('2/2');
  expect(readyContainers(objectOf({ spec, status: condition('Ready', 'False') }))).toBe('0/2');
  expect(readyContainers(objectOf({ spec }))).toBe('0/2');
});

test.each([
  ['Ready', {}, 'True'],
  ['NotReady', {}, 'Unknown'],
  ['Ready,SchedulingDisabled', { unschedulable: true }, 'True'],
])('a node is %s', (want, spec, ready) => {
  expect(nodeStatus(objectOf({ spec, status: condition('Ready', ready) }))).toBe(want);
});

describe('the targets of an HPA', () => {
  const cellOf = (metrics: readonly object[], currentMetrics: readonly object[] = []) =>
    hpaColumns
      .find(({ name }) => name === 'Targets')
      ?.cell(objectOf({ spec: { metrics }, status: { currentMetrics } }), NOW);
  const cpu = { type: 'Resource', resource: { name: 'cpu', target: { averageUtilization: 60 } } };
  const rps = { type: 'Pods', pods: { metric: { name: 'rps' }, target: { averageValue: '100' } } };

  test('say what is measured beside what is wanted, metric by metric', () => {
    const current = [
      { type: 'Resource', resource: { current: { averageUtilization: 83 } } },
      { type: 'Pods', pods: { current: { averageValue: '250m' } } },
    ];
    expect(cellOf([cpu, rps], current)).toBe('cpu: 83%/60%, 250m/100');
  });

  test('are unknown while nothing is measured', () => {
    expect(cellOf([cpu, rps])).toBe('cpu: <unknown>/60%, <unknown>/100');
    const value = { type: 'Resource', resource: { name: 'memory', target: { averageValue: '1Gi' } } };
    expect(cellOf([value])).toBe('memory: <unknown>/1Gi');
  });

  test('are empty without a metric', () => {
    expect(cellOf([])).toBe('');
  });
});

test('a budget shows the bound that it has', () => {
  const cells = (spec: object) =>
    budgetColumns.map(({ cell }) => cell(objectOf({ spec, status: { disruptionsAllowed: 1 } }), NOW));
  expect(cells({ minAvailable: '50%' })).toEqual(['50%', 'N/A', 1]);
  expect(cells({ maxUnavailable: 0 })).toEqual(['N/A', '0', 1]);
});
