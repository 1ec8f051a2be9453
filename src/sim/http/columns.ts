/** The columns of `kubectl get`, kind by kind, as upstream has them. */
import type { Kind } from '../api/objects.ts';
import { ageOf } from './age.ts';
import type { Column } from './column.ts';
import { columnOf } from './custom/columns.ts';
import { customDefinition } from './custom/definitions.ts';
import { itemsAt, numberAt, textAt, valueAt } from './field-values.ts';
import { budgetColumns, hpaColumns, nodeStatus, podStatus, readyContainers } from './native-cells.ts';

const NAME: Column = { name: 'Name', cell: ({ metadata }) => metadata.name };
const AGE: Column = { name: 'Age', cell: ({ metadata }, now) => ageOf(metadata.creationTimestamp, now) };

const text = (name: string, path: string, wide = false): Column => ({
  name,
  wide,
  cell: (object) => textAt(object, path),
});
const count = (name: string, path: string): Column => ({
  name,
  type: 'integer',
  cell: (object) => numberAt(object, path),
});
const condition = (name: string, type: string): Column => ({
  name,
  cell: (object) =>
    textAt(
      itemsAt(object, 'status.conditions').find((item) => valueAt(item, 'type') === type),
      'status',
    ),
});
const ratio = (name: string, part: string, whole: string): Column => ({
  name,
  cell: (object) => `${numberAt(object, part)}/${numberAt(object, whole)}`,
});
const since = (name: string, path: string): Column => ({
  name,
  cell: (object, now) => ageOf(valueAt(object, path), now),
});

const IMAGES: Column = {
  name: 'Images',
  wide: true,
  cell: (object) =>
    itemsAt(object, 'spec.template.spec.containers')
      .map((container) => textAt(container, 'image'))
      .join(','),
};

const OF_KIND: Readonly<Partial<Record<Kind, readonly Column[]>>> = {
  Pod: [
    { name: 'Ready', cell: readyContainers },
    { name: 'Status', cell: podStatus },
    { name: 'Restarts', type: 'integer', cell: () => 0 },
    AGE,
    text('Node', 'spec.nodeName', true),
  ],
  Node: [
    { name: 'Status', cell: nodeStatus },
    { name: 'CPU', wide: true, cell: (node) => textAt(node, 'status.allocatable.cpu') },
    { name: 'Memory', wide: true, cell: (node) => textAt(node, 'status.allocatable.memory') },
    AGE,
  ],
  Namespace: [text('Status', 'status.phase'), AGE],
  ConfigMap: [
    { name: 'Data', type: 'integer', cell: (object) => Object.keys(valueAt(object, 'data') ?? {}).length },
    AGE,
  ],
  Event: [
    since('Last Seen', 'lastTimestamp'),
    text('Type', 'type'),
    text('Reason', 'reason'),
    {
      name: 'Object',
      cell: (event) =>
        `${textAt(event, 'involvedObject.kind').toLowerCase()}/${textAt(event, 'involvedObject.name')}`,
    },
    text('Source', 'source.component', true),
    text('Message', 'message'),
    { name: 'Count', type: 'integer', wide: true, cell: (event) => numberAt(event, 'count') },
  ],
  Deployment: [
    ratio('Ready', 'status.readyReplicas', 'spec.replicas'),
    count('Up-to-date', 'status.updatedReplicas'),
    count('Available', 'status.availableReplicas'),
    AGE,
    IMAGES,
  ],
  StatefulSet: [ratio('Ready', 'status.readyReplicas', 'spec.replicas'), AGE, IMAGES],
  Rollout: [count('Desired', 'spec.replicas'), count('Current', 'status.replicas'), AGE],
  HorizontalPodAutoscaler: [...hpaColumns, AGE],
  PodDisruptionBudget: [...budgetColumns, AGE],
  CustomResourceDefinition: [text('Created At', 'metadata.creationTimestamp')],
  Lease: [text('Holder', 'spec.holderIdentity'), AGE],
  ScaledObject: [
    text('ScaleTargetName', 'spec.scaleTargetRef.name'),
    count('Min', 'spec.minReplicaCount'),
    count('Max', 'spec.maxReplicaCount'),
    condition('Ready', 'Ready'),
    condition('Active', 'Active'),
    AGE,
  ],
  CapacityBuffer: [
    text('Strategy', 'spec.provisioningStrategy'),
    count('Replicas', 'status.replicas'),
    condition('ReadyForProvisioning', 'ReadyForProvisioning'),
    condition('Provisioning', 'Provisioning'),
    AGE,
  ],
};

export const columnsOf = (kind: Kind): readonly Column[] => {
  const own = customDefinition(kind)?.columns.map(columnOf) ?? OF_KIND[kind] ?? [AGE];
  // An Event's name says nothing to people.
  return kind === 'Event' ? own : [NAME, ...own];
};
