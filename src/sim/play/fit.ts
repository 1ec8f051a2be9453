/** How many pods of one shape an empty node takes. */
import { parseQuantity } from '../../core/model/quantity.ts';
import type { PodTemplate, ResourceList } from '../api/objects.ts';

export function countFitting(template: PodTemplate, allocatable: ResourceList): number {
  const per = (resource: 'cpu' | 'memory'): number => {
    const asked = template.spec.containers.reduce(
      (sum, { resources }) => sum + (parseQuantity(resources?.requests?.[resource] ?? '0') ?? 0),
      0,
    );
    const room = parseQuantity(allocatable[resource] ?? '') ?? Number.POSITIVE_INFINITY;
    return asked > 0 ? Math.floor(room / asked + 1e-9) : Number.POSITIVE_INFINITY;
  };
  const pods = parseQuantity(allocatable.pods ?? '110') ?? 110;
  return Math.max(1, Math.min(per('cpu'), per('memory'), pods));
}
