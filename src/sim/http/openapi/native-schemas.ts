/** What `kubectl explain` says of the built-in kinds: the fields that the embedded cluster acts on. It keeps others too. */
import type { Kind } from '../../api/objects.ts';

export interface Schema {
  readonly description?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly [keyword: string]: unknown;
}

type Fields = Readonly<Record<string, Schema>>;

const field = (type: string, description: string): Schema => ({ type, description });
const record = (description: string, properties: Fields): Schema => ({
  type: 'object',
  description,
  properties,
  'x-kubernetes-preserve-unknown-fields': true,
});
const list = (description: string, items: Schema): Schema => ({ type: 'array', description, items });

const SELECTOR = record('Which pods, by their labels.', {
  matchLabels: field('object', 'Labels that a pod must have; matchExpressions are not supported here.'),
});
const CONTAINER = record('A container.', {
  name: field('string', 'Unique in the pod.'),
  image: field('string', 'Kept, never pulled: the kubelet is played.'),
  resources: record('What the scheduler counts.', {
    requests: field('object', 'Quantities of cpu and memory that are set aside.'),
    limits: field(
      'object',
      'Quantities that are not passed; a pod serves no more than its CPU limit lets it.',
    ),
  }),
});
const POD_SPEC = record('What runs.', {
  containers: list('At least one.', CONTAINER),
  nodeName: field('string', 'Where the scheduler put it.'),
  terminationGracePeriodSeconds: field('integer', 'From a deletion to the end; 30 when not said.'),
});
const WORKLOAD = record('The workload that is wanted.', {
  replicas: field('integer', 'How many pods; 1 when not said.'),
  selector: SELECTOR,
  template: record(
    'The pods that are made. A changed template shapes new pods only: there are no rollouts here.',
    {
      spec: POD_SPEC,
    },
  ),
});
const SCALING = record('How fast one way goes.', {
  stabilizationWindowSeconds: field('integer', 'How long the highest recommendation holds.'),
  selectPolicy: field('string', 'Max, Min or Disabled.'),
  policies: list(
    'So many pods, or such a share of them, per period.',
    field('object', 'type, value, periodSeconds.'),
  ),
});

const SPECS: Readonly<Partial<Record<Kind, Schema>>> = {
  Pod: POD_SPEC,
  Deployment: WORKLOAD,
  StatefulSet: WORKLOAD,
  HorizontalPodAutoscaler: record('What scales between which bounds, by which metrics.', {
    scaleTargetRef: field('object', 'The workload: apiVersion, kind, name.'),
    minReplicas: field('integer', 'The floor; 1 when not said.'),
    maxReplicas: field('integer', 'The ceiling, not below the floor.'),
    metrics: list(
      'Of types Resource and Pods; 80 % of CPU when not said.',
      field('object', 'type and its target.'),
    ),
    behavior: record('How fast it may go.', { scaleUp: SCALING, scaleDown: SCALING }),
  }),
  PodDisruptionBudget: record('How many pods of a workload may be away at once by evictions.', {
    selector: SELECTOR,
    minAvailable: field('string', 'A count or a percentage that must stay; not beside maxUnavailable.'),
    maxUnavailable: field('string', 'A count or a percentage that may be away.'),
  }),
  Node: record('Whether pods may come.', {
    unschedulable: field('boolean', 'Cordoned: no new pods.'),
    taints: list('Keep pods off.', field('object', 'key, value, effect.')),
  }),
  Lease: record('Who holds it, and until when.', {
    holderIdentity: field('string', 'Who.'),
    leaseDurationSeconds: field('integer', 'How long after renewTime it is free for others.'),
    renewTime: field('string', 'Last said by the holder.'),
  }),
};

/** Of the whole object. */
export function nativeSchema(kind: Kind): Schema {
  const spec = SPECS[kind];
  return {
    type: 'object',
    description: `${kind}, as the embedded cluster of Forescale serves it.`,
    properties: {
      apiVersion: field('string', 'The version of this object.'),
      kind: field('string', 'What this object is.'),
      metadata: field('object', 'Its name, labels, annotations and what the server keeps of it.'),
      ...(spec === undefined ? {} : { spec }),
      status: field('object', 'What was observed.'),
    },
  };
}
