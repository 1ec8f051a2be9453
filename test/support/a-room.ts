/** Nodes of 3,920m that take seven pods of 500m, empty unless the test says otherwise. */
import type { BufferReading, BufferSnapshot } from '../../src/core/model/capacity.ts';
import type { NodeRoom, PodShape, RoomSnapshot } from '../../src/core/model/room.ts';
import { at } from './a-surge.ts';

export const A_SCALABLE = { apiGroup: 'apps', kind: 'Deployment', name: 'app' };

export const aPod = (over: Partial<PodShape> = {}): PodShape => ({
  requests: { cpu: 500, memory: 256 },
  nodeSelector: {},
  tolerations: [],
  ...over,
});

export const aNode = (name: string, over: Partial<NodeRoom> = {}): NodeRoom => ({
  name,
  labels: {},
  taints: [],
  ready: true,
  cordoned: false,
  createdAt: at(12),
  allocatable: { cpu: 3_920, memory: 16_000, pods: 110 },
  requested: {},
  daemons: {},
  ...over,
});

/** As `aNode`, with no room left. */
export const aFullNode = (name: string): NodeRoom => aNode(name, { requested: { cpu: 3_900, pods: 7 } });

export const aRoom = (over: Partial<RoomSnapshot> = {}): RoomSnapshot => ({
  scalable: A_SCALABLE,
  pod: aPod(),
  unbound: 0,
  bound: 10,
  nodes: [aFullNode('full')],
  ...over,
});

export const aBuffer = (over: Partial<BufferSnapshot> = {}): BufferReading => ({
  kind: 'ours',
  buffer: {
    name: 'forescale-horizontalpodautoscaler-app',
    uid: 'buffer-1',
    chunks: 30,
    scalable: A_SCALABLE,
    createdAt: at(17, 50),
    conditions: [],
    ...over,
  },
});
