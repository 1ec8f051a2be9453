/** What the pass over the node groups of a cluster works with. */
import type { PrescaleConfig } from '../core/prescale/config.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventRecorder } from '../ports/events.ts';
import type { Log } from '../ports/log.ts';
import type { NodeGroupLever } from '../ports/node-groups.ts';
import type { SurgeReader } from '../ports/surges.ts';
import type { TargetReader } from '../ports/targets.ts';
import type { CapacityDeps } from './capacity.ts';

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
