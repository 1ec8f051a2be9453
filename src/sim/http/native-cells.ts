/** Cells of `kubectl get` that take more than one field to say. */
import type { KubeObject } from '../api/objects.ts';
import type { Column } from './column.ts';
import { itemsAt, numberAt, textAt, valueAt } from './field-values.ts';

const conditionOf = (object: KubeObject, type: string): string | undefined => {
  const found = itemsAt(object, 'status.conditions').find((item) => valueAt(item, 'type') === type);
  return found === undefined ? undefined : textAt(found, 'status');
};

export function readyContainers(pod: KubeObject): string {
  const all = itemsAt(pod, 'spec.containers').length;
  return `${conditionOf(pod, 'Ready') === 'True' ? all : 0}/${all}`;
}

export function podStatus(pod: KubeObject): string {
  if (pod.metadata.deletionTimestamp !== undefined) return 'Terminating';
  const isStarting = valueAt(pod, 'spec.nodeName') !== undefined && textAt(pod, 'status.phase') === 'Pending';
  return isStarting ? 'ContainerCreating' : textAt(pod, 'status.phase');
}

export function nodeStatus(node: KubeObject): string {
  const ready = conditionOf(node, 'Ready') === 'True' ? 'Ready' : 'NotReady';
  return valueAt(node, 'spec.unschedulable') === true ? `${ready},SchedulingDisabled` : ready;
}

export const hpaColumns: readonly Column[] = [
  {
    name: 'Reference',
    cell: (hpa) => `${textAt(hpa, 'spec.scaleTargetRef.kind')}/${textAt(hpa, 'spec.scaleTargetRef.name')}`,
  },
  {
    name: 'Targets',
    cell: (hpa) =>
      itemsAt(hpa, 'spec.metrics')
        .map((metric, index) => metricCell(metric, itemsAt(hpa, 'status.currentMetrics')[index]))
        .join(', '),
  },
  { name: 'MinPods', cell: (hpa) => textAt(hpa, 'spec.minReplicas') },
  { name: 'MaxPods', type: 'integer', cell: (hpa) => numberAt(hpa, 'spec.maxReplicas') },
  { name: 'Replicas', type: 'integer', cell: (hpa) => numberAt(hpa, 'status.currentReplicas') },
];

function metricCell(metric: unknown, current: unknown): string {
  const type = textAt(metric, 'type');
  if (type === 'Resource') {
    const name = textAt(metric, 'resource.name');
    const utilization = valueAt(metric, 'resource.target.averageUtilization');
    if (typeof utilization === 'number') {
      const now = valueAt(current, 'resource.current.averageUtilization');
      return `${name}: ${typeof now === 'number' ? `${now}%` : '<unknown>'}/${utilization}%`;
    }
    return `${name}: ${known(valueAt(current, 'resource.current.averageValue'))}/${textAt(metric, 'resource.target.averageValue')}`;
  }
  const part = type.charAt(0).toLowerCase() + type.slice(1);
  return `${known(valueAt(current, `${part}.current.averageValue`))}/${textAt(metric, `${part}.target.averageValue`)}`;
}

const known = (value: unknown): string => (typeof value === 'string' ? value : '<unknown>');

const bound = (budget: KubeObject, path: string): string => {
  const text = textAt(budget, path);
  return text === '<none>' ? 'N/A' : text;
};

export const budgetColumns: readonly Column[] = [
  { name: 'Min Available', cell: (budget) => bound(budget, 'spec.minAvailable') },
  { name: 'Max Unavailable', cell: (budget) => bound(budget, 'spec.maxUnavailable') },
  {
    name: 'Allowed Disruptions',
    type: 'integer',
    cell: (budget) => numberAt(budget, 'status.disruptionsAllowed'),
  },
];
