/** Requests and room in whole units, so that no rounding of fractions decides whether a pod fits. */
import { parseQuantity } from '../../core/model/quantity.ts';
import type { PodTemplate, ResourceList } from '../api/objects.ts';

export interface Resources {
  readonly milliCpu: number;
  readonly memoryBytes: number;
  readonly pods: number;
}

/** What a kubelet allows when its node does not say. */
const PODS_PER_NODE = 110;

export const sumOf = (a: Resources, b: Resources): Resources => ({
  milliCpu: a.milliCpu + b.milliCpu,
  memoryBytes: a.memoryBytes + b.memoryBytes,
  pods: a.pods + b.pods,
});

export const differenceOf = (a: Resources, b: Resources): Resources => ({
  milliCpu: a.milliCpu - b.milliCpu,
  memoryBytes: a.memoryBytes - b.memoryBytes,
  pods: a.pods - b.pods,
});

export const multipleOf = (a: Resources, times: number): Resources => ({
  milliCpu: a.milliCpu * times,
  memoryBytes: a.memoryBytes * times,
  pods: a.pods * times,
});

export const fits = (request: Resources, room: Resources): boolean =>
  request.milliCpu <= room.milliCpu && request.memoryBytes <= room.memoryBytes && request.pods <= room.pods;

/** How many pods with this request the room takes. */
export function countThatFits(request: Resources, room: Resources): number {
  const times = (wanted: number, there: number): number =>
    wanted === 0 ? Number.POSITIVE_INFINITY : Math.floor(there / wanted);
  const count = Math.min(
    times(request.milliCpu, room.milliCpu),
    times(request.memoryBytes, room.memoryBytes),
    times(request.pods, room.pods),
  );
  return Math.max(0, count);
}

/** The scarcer of CPU and memory: the share of it that is asked for. */
export const utilizationOf = (requested: Resources, allocatable: Resources): number =>
  Math.max(
    share(requested.milliCpu, allocatable.milliCpu),
    share(requested.memoryBytes, allocatable.memoryBytes),
  );

export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Pods of one template share its list of containers, so this reads each template once and gives all its pods the
 * same object. */
export function requestsOf({ containers }: PodTemplate['spec']): Resources {
  const known = requestsByContainers.get(containers);
  if (known !== undefined) return known;
  const total = containers
    .map(({ resources }) => read(resources?.requests ?? {}, 'resources.requests', 0))
    .reduce(sumOf, { milliCpu: 0, memoryBytes: 0, pods: 1 });
  requestsByContainers.set(containers, total);
  return total;
}

const requestsByContainers = new WeakMap<PodTemplate['spec']['containers'], Resources>();

export const allocatableOf = (list: ResourceList): Resources =>
  read(list, 'status.allocatable', PODS_PER_NODE);

const read = (list: ResourceList, field: string, pods: number): Resources => ({
  milliCpu: wholeUnits(list.cpu ?? '0', 1_000, `${field}.cpu`),
  memoryBytes: wholeUnits(list.memory ?? '0', 1, `${field}.memory`),
  pods: list.pods === undefined ? pods : wholeUnits(list.pods, 1, `${field}.pods`),
});

/** Rounded up, as Kubernetes reads quantities. */
function wholeUnits(text: string, unitsPerOne: number, field: string): number {
  const amount = parseQuantity(text);
  if (amount === undefined || amount < 0)
    throw new RangeError(`Expected \`${field}\` to be a quantity from 0, got ${JSON.stringify(text)}`);
  const scaled = amount * unitsPerOne;
  const nearest = Math.round(scaled);
  return Math.abs(scaled - nearest) < 1e-6 ? nearest : Math.ceil(scaled);
}
