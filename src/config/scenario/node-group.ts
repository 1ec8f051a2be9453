/** The nodes of a scenario: enough of them for what the workload may become, unless the file says otherwise. */
import { parseQuantity } from '../../core/model/quantity.ts';
import { formatInstant, type Instant } from '../../core/model/time.ts';
import type { Report } from '../../core/schema/finding.ts';
import { expected } from '../../core/schema/wording.ts';
import type { NodeGroupSpec } from '../../sim/cluster-spec.ts';
import type { NodeGroupInput, WorkloadInput } from './cluster-schema.ts';
import { placeMoment } from './moment.ts';

export interface NodeGroupContext {
  readonly start: Instant;
  readonly workload: WorkloadInput;
  /** The most replicas that anything in the scenario may ask for. */
  readonly mostReplicas: number;
}

export function buildNodeGroup(
  input: NodeGroupInput,
  { start, workload, mostReplicas }: NodeGroupContext,
  report: Report,
): NodeGroupSpec {
  const perNode = podsPerNode(input, workload, report);
  const max = input.max ?? Math.max(1, input.min, input.initial ?? 0, Math.ceil(mostReplicas / perNode));
  const needed = Math.ceil(workload.replicas / perNode);
  const initial = input.initial ?? Math.min(max, Math.max(input.min, needed));
  if (input.min > max) report(['nodeGroup', 'max'], expected(`at least the min of ${input.min}`, max));
  else if (initial < input.min || initial > max)
    report(['nodeGroup', 'initial'], expected(`a number of nodes from ${input.min} to ${max}`, initial));
  const outOfCapacity = input.outOfCapacity.map((outage, index) => {
    const from = placeMoment(outage.from, start);
    const until = placeMoment(outage.until, start);
    if (until <= from) {
      const after = `expected an instant after from (${formatInstant(from)}), got ${formatInstant(until)}`;
      report(['nodeGroup', 'outOfCapacity', index, 'until'], after);
    }
    return { from, until };
  });
  return {
    allocatable: input.allocatable,
    min: input.min,
    max,
    initial,
    boot: input.bootSeconds,
    outOfCapacity,
  };
}

function podsPerNode({ allocatable }: NodeGroupInput, { requests }: WorkloadInput, report: Report): number {
  let fitting = Math.floor(amountOf(allocatable.pods));
  if (fitting < 1) report(['nodeGroup', 'allocatable', 'pods'], expected('at least 1', allocatable.pods));
  for (const resource of ['cpu', 'memory'] as const) {
    const room = Math.floor(amountOf(allocatable[resource]) / amountOf(requests[resource]) + 1e-9);
    if (room < 1) {
      const node = `at most the ${allocatable[resource]} of a node`;
      report(['workload', 'requests', resource], expected(node, requests[resource]));
    }
    fitting = Math.min(fitting, room);
  }
  return Math.max(1, fitting);
}

export const amountOf = (quantity: string): number => parseQuantity(quantity) ?? 0;
