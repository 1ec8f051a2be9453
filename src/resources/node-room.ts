/** The room on nodes, from Nodes and the Pods that are bound to them. */
import type { NodeRoom, Resources, Taint } from '../core/model/room.ts';
import { asInstant, parseInstant } from '../core/model/time.ts';
import { amountsOf, type PodSpecWire, podRequests, type QuantityMap, sumOf } from './pod-requests.ts';

/** In the wire form, cut to what is read. */
export interface NodeWire {
  readonly metadata: {
    readonly name: string;
    readonly creationTimestamp: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: { readonly unschedulable?: boolean; readonly taints?: readonly Taint[] };
  readonly status?: {
    readonly allocatable?: QuantityMap;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

/** In the wire form, cut to what is read; a cache of pods need keep no more. */
export interface BoundPodWire {
  readonly metadata: {
    readonly ownerReferences?: readonly { readonly kind: string; readonly controller?: boolean }[];
  };
  readonly spec: PodSpecWire & { readonly nodeName?: string };
  readonly status?: { readonly phase?: string };
}

/** What a kubelet allows when its node does not say. */
const PODS_PER_NODE = 110;

interface Load {
  requested: Resources;
  daemons: Resources;
}

export function roomOnNodes(nodes: Iterable<NodeWire>, pods: Iterable<BoundPodWire>): readonly NodeRoom[] {
  const loads = new Map<string, Load>();
  for (const pod of pods) {
    const name = pod.spec.nodeName;
    if (name === undefined || hasEnded(pod)) continue;
    const load = loads.get(name) ?? { requested: {}, daemons: {} };
    const request = { ...requestsOfPod(pod.spec), pods: 1 };
    load.requested = sumOf(load.requested, request);
    if (isOnEveryNode(pod)) load.daemons = sumOf(load.daemons, request);
    loads.set(name, load);
  }
  return Array.from(nodes, (node) => roomOf(node, loads.get(node.metadata.name)));
}

function roomOf({ metadata, spec, status }: NodeWire, load: Load | undefined): NodeRoom {
  return {
    name: metadata.name,
    labels: metadata.labels ?? {},
    taints: spec?.taints ?? [],
    ready: status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') === true,
    cordoned: spec?.unschedulable === true,
    createdAt: parseInstant(metadata.creationTimestamp) ?? asInstant(0),
    allocatable: { pods: PODS_PER_NODE, ...amountsOf(status?.allocatable ?? {}) },
    requested: load?.requested ?? {},
    daemons: load?.daemons ?? {},
  };
}

/** Pods of one template often share its list of containers: it is read once then. */
function requestsOfPod(spec: PodSpecWire): Resources {
  const known = requestsBySpec.get(spec.containers);
  if (known !== undefined) return known;
  const requests = podRequests(spec);
  requestsBySpec.set(spec.containers, requests);
  return requests;
}

const requestsBySpec = new WeakMap<PodSpecWire['containers'], Resources>();

const hasEnded = ({ status }: BoundPodWire): boolean =>
  status?.phase === 'Succeeded' || status?.phase === 'Failed';

/** Of a DaemonSet, or static: a new node would have one, too. */
const isOnEveryNode = ({ metadata }: BoundPodWire): boolean =>
  metadata.ownerReferences?.some(
    ({ kind, controller }) => controller === true && (kind === 'DaemonSet' || kind === 'Node'),
  ) === true;
