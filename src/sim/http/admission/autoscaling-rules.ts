/** What an HPA and a budget must have beside what the cluster's own admission checks. */

import { isRecord } from '../../../resources/json.ts';
import type { RefusalCause } from '../../api/errors.ts';
import type { KubeObject } from '../../api/objects.ts';
import { itemsAt, valueAt } from '../field-values.ts';
import { invalidValue, required } from './pod-rules.ts';

const METRIC_TYPES = ['Resource', 'Pods', 'Object', 'External', 'ContainerResource'];

export function findScalerFaults(
  object: KubeObject,
  current: KubeObject | undefined,
): readonly RefusalCause[] {
  const missing = ['spec.scaleTargetRef.kind', 'spec.scaleTargetRef.name', 'spec.maxReplicas'].filter(
    (path) => (valueAt(object, path) ?? '') === '',
  );
  const metrics = itemsAt(object, 'spec.metrics').flatMap((metric, index) => {
    const type = valueAt(metric, 'type');
    return METRIC_TYPES.some((known) => known === type)
      ? []
      : [
          invalidValue(
            `spec.metrics[${index}].type`,
            type ?? '',
            `must be one of ${METRIC_TYPES.join(', ')}`,
          ),
        ];
  });
  return [...missing.map(required), ...findGroupFaults(object, current), ...metrics];
}

/** One that was let in before is not looked at again. */
function findGroupFaults(object: KubeObject, current: KubeObject | undefined): readonly RefusalCause[] {
  const targetOf = (of: KubeObject | undefined, name: string) => valueAt(of, `spec.scaleTargetRef.${name}`);
  const [kind, apiVersion] = [targetOf(object, 'kind'), targetOf(object, 'apiVersion')];
  const isKept =
    current !== undefined &&
    targetOf(current, 'apiVersion') === apiVersion &&
    targetOf(current, 'kind') === kind;
  const hasGroup = typeof apiVersion === 'string' && apiVersion.includes('/');
  if (hasGroup || kind === 'ReplicationController' || isKept) return [];
  const field = 'spec.scaleTargetRef.apiVersion';
  return [invalidValue(field, apiVersion ?? '', 'apiVersion must specify API group')];
}

export function findBudgetFaults(object: KubeObject): readonly RefusalCause[] {
  const labels = valueAt(object, 'spec.selector.matchLabels');
  const bounds = ['minAvailable', 'maxUnavailable'].filter(
    (name) => valueAt(object, `spec.${name}`) !== undefined,
  );
  return [
    ...(isRecord(labels) && Object.keys(labels).length > 0 ? [] : [required('spec.selector.matchLabels')]),
    ...(bounds.length < 2
      ? []
      : [invalidValue('spec', bounds, 'minAvailable and maxUnavailable cannot be both set')]),
    ...bounds.flatMap((name) => {
      const value = valueAt(object, `spec.${name}`);
      return (typeof value === 'number' && Number.isInteger(value) && value >= 0) ||
        /^\d+%$/.test(String(value))
        ? []
        : [invalidValue(`spec.${name}`, value, 'must be a whole number from 0, or a percentage such as 50%')];
    }),
  ];
}
