/** The nodes of one target as a decision sees them: 30 pods to come at 17:56, asked for from 17:50 on. */
import { type CapacityConfig, parseCapacityConfig } from '../../src/core/capacity/config.ts';
import { decideCapacity } from '../../src/core/capacity/decide.ts';
import type { CapacitySnapshot } from '../../src/core/capacity/snapshot.ts';
import type { CapacityPlan } from '../../src/core/model/capacity-plan.ts';
import type { Surge } from '../../src/core/model/surge.ts';
import type { SurgeTargetCapacity } from '../../src/core/model/surge-capacity.ts';
import { keyOf } from '../../src/core/model/target.ts';
import { type Instant, minutes } from '../../src/core/model/time.ts';
import { aRoom } from './a-room.ts';
import { aSurge, at } from './a-surge.ts';
import { AN_HPA } from './a-target.ts';

export const CAPACITY_DEFAULTS: CapacityConfig = parseCapacityConfig({});
export const BUFFER_NAME = 'forescale-horizontalpodautoscaler-app';

export const aNodeSurge = (over: Partial<Surge> = {}): Surge => aSurge({ nodeLead: minutes(6), ...over });

export const aCapacity = (over: Partial<SurgeTargetCapacity> = {}): SurgeTargetCapacity => ({
  phase: 'Requested',
  buffer: BUFFER_NAME,
  chunks: 30,
  nodes: 5,
  since: at(17, 50),
  message: 'waiting for an autoscaler to take the buffer up',
  conditions: [],
  at: at(17, 50),
  ...over,
});

export const saying = (surge: Surge, capacity: SurgeTargetCapacity): Surge => ({
  ...surge,
  capacity: { [keyOf(AN_HPA)]: capacity },
});

/** `raises` are those of the surges that are to come, to 40, unless the test says otherwise. */
const aSnapshot = (over: Partial<CapacitySnapshot> = {}): CapacitySnapshot => {
  const surges = over.surges ?? [aNodeSurge()];
  return {
    target: AN_HPA,
    surges,
    raises: surges.map((surge) => ({ surge, at: at(17, 56), floor: 40 })),
    standing: 0,
    asked: 10,
    shared: false,
    buffer: { kind: 'none' },
    room: aRoom(),
    ...over,
  };
};

export const capacityAt = (now: Instant, over: Partial<CapacitySnapshot> = {}): CapacityPlan =>
  decideCapacity(aSnapshot(over), CAPACITY_DEFAULTS, now);
