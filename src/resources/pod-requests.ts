/** What a pod asks of its node, by the scheduler's own rule, in whole units. */
import { parseQuantity } from '../core/model/quantity.ts';
import type { PodShape, Resources, Toleration } from '../core/model/room.ts';

export interface QuantityMap {
  readonly [resource: string]: string | undefined;
}

interface ContainerSpec {
  readonly restartPolicy?: string;
  readonly resources?: { readonly requests?: QuantityMap };
}

/** In the wire form, cut to what is read. */
export interface PodSpecWire {
  readonly containers: readonly ContainerSpec[];
  readonly initContainers?: readonly ContainerSpec[];
  readonly overhead?: QuantityMap;
  /** Of the pod as a whole: stands above the sum of its containers. */
  readonly resources?: { readonly requests?: QuantityMap };
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
}

export const podShapeOf = (spec: PodSpecWire): PodShape => ({
  requests: podRequests(spec),
  nodeSelector: spec.nodeSelector ?? {},
  tolerations: spec.tolerations ?? [],
});

/**
 * All containers together or the hungriest moment of the start, whichever is more, by resource. Init containers run one
 * after another; one that restarts always is a sidecar and stays beside all that come after it.
 */
export function podRequests({
  containers,
  initContainers = [],
  overhead,
  resources,
}: PodSpecWire): Resources {
  let sidecars: Resources = {};
  let start: Resources = {};
  for (const container of initContainers) {
    const own = requestsOf(container);
    if (container.restartPolicy === 'Always') sidecars = sumOf(sidecars, own);
    start = maxOf(start, container.restartPolicy === 'Always' ? sidecars : sumOf(sidecars, own));
  }
  const running = containers.map(requestsOf).reduce(sumOf, sidecars);
  const whole = { ...maxOf(start, running), ...amountsOf(resources?.requests ?? {}) };
  return sumOf(whole, amountsOf(overhead ?? {}));
}

/** `cpu` in thousandths, all else in base units, rounded up as Kubernetes reads them; what is no quantity is left out. */
export function amountsOf(list: QuantityMap): Resources {
  const amounts: Record<string, number> = {};
  for (const [name, text] of Object.entries(list)) {
    const amount = parseQuantity(text ?? '');
    if (amount !== undefined) amounts[name] = wholeUnits(name === 'cpu' ? amount * 1_000 : amount);
  }
  return amounts;
}

export const sumOf = (a: Resources, b: Resources): Resources => combine(a, b, (x, y) => x + y);
const maxOf = (a: Resources, b: Resources): Resources => combine(a, b, Math.max);

const requestsOf = ({ resources }: ContainerSpec): Resources => amountsOf(resources?.requests ?? {});

function combine(a: Resources, b: Resources, join: (x: number, y: number) => number): Resources {
  const both: Record<string, number> = { ...a };
  for (const name of Object.keys(b)) both[name] = join(both[name] ?? 0, b[name] ?? 0);
  return both;
}

function wholeUnits(amount: number): number {
  const nearest = Math.round(amount);
  return Math.abs(amount - nearest) < 1e-6 ? nearest : Math.ceil(amount);
}
