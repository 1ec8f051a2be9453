/** The rules of the built-in kinds that the embedded cluster relies on, in the words of the API server. */

import { isRecord } from '../../../resources/json.ts';
import { isSameValue } from '../../../resources/same-value.ts';
import type { RefusalCause } from '../../api/errors.ts';
import type { Kind, KubeObject } from '../../api/objects.ts';
import { valueAt } from '../field-values.ts';
import { findBudgetFaults, findScalerFaults } from './autoscaling-rules.ts';
import { findBufferFaults, findScheduleFaults, findSurgeFaults } from './custom-rules.ts';
import { findPodFaults, invalidValue, required } from './pod-rules.ts';

type Rule = (object: KubeObject, current: KubeObject | undefined) => readonly RefusalCause[];

export function findFaults(object: KubeObject, current: KubeObject | undefined): readonly RefusalCause[] {
  return RULES[object.kind]?.(object, current) ?? [];
}

function findWorkloadFaults(object: KubeObject, current: KubeObject | undefined): readonly RefusalCause[] {
  const selector = valueAt(object, 'spec.selector.matchLabels');
  const labels = valueAt(object, 'spec.template.metadata.labels');
  const before = current === undefined ? undefined : valueAt(current, 'spec.selector');
  const faults = findPodFaults(valueAt(object, 'spec.template.spec'), 'spec.template.spec');
  if (!isRecord(selector) || Object.keys(selector).length === 0)
    return [required('spec.selector.matchLabels'), ...faults];
  if (current !== undefined && !isSameValue(before, valueAt(object, 'spec.selector')))
    return [invalidValue('spec.selector', selector, 'field is immutable'), ...faults];
  const isSelected =
    isRecord(labels) && Object.entries(selector).every(([key, value]) => labels[key] === value);
  return isSelected
    ? faults
    : [
        invalidValue(
          'spec.template.metadata.labels',
          labels ?? null,
          '`selector` does not match template `labels`',
        ),
        ...faults,
      ];
}

const RULES: Readonly<Partial<Record<Kind, Rule>>> = {
  Deployment: findWorkloadFaults,
  StatefulSet: findWorkloadFaults,
  Pod: ({ spec }) => findPodFaults(spec, 'spec'),
  HorizontalPodAutoscaler: findScalerFaults,
  PodDisruptionBudget: findBudgetFaults,
  CapacityBuffer: findBufferFaults,
  Surge: findSurgeFaults,
  SurgeSchedule: findScheduleFaults,
};
