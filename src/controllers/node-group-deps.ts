/** What the pass over the node groups of a cluster works with. */
import type { NodeGroupConfig } from '../core/capacity/node-group-config.ts';
import type { PrescaleConfig } from '../core/prescale/config.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventRecorder } from '../ports/events.ts';
import type { Log } from '../ports/log.ts';
import type { NodeGroupReader, NodeGroupWriter } from '../ports/node-groups.ts';
import type { SurgeReader } from '../ports/surges.ts';
import type { TargetReader } from '../ports/targets.ts';
import type { CapacityDeps } from './capacity.ts';

/** The lever as it is configured for one cluster. */
export interface NodeGroupLever {
  /** In whose name groups are recorded: another one for every cluster. */
  readonly cluster: string;
  /** Where groups with a record are looked for, those of the configuration aside. */
  readonly region: string;
  /** None = the lever is off. */
  readonly groups: readonly NodeGroupConfig[];
  readonly client: NodeGroupReader & NodeGroupWriter;
}

export interface NodeGroupDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly surges: Pick<SurgeReader, 'list'>;
  readonly targets: Pick<TargetReader, 'read'>;
  readonly capacity: CapacityDeps;
  readonly prescale: PrescaleConfig;
  readonly lever: NodeGroupLever;
  readonly events?: EventRecorder | undefined;
}
