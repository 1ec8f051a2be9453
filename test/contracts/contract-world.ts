/** What a contract needs of the world that it is run in: the embedded cluster's own client, its socket, a real API server. */
import type { Transport } from '../../src/adapters/kubernetes/transport.ts';
import type { TargetChanges } from '../../src/ports/changes.ts';
import type { LivePorts } from '../../src/ports/cluster.ts';
import type { EventSurgeReader, EventSurgeWriter } from '../../src/ports/event-surges.ts';
import type { EventRecorder } from '../../src/ports/events.ts';
import type { SurgeReader, SurgeStatusWriter } from '../../src/ports/surges.ts';
import type { TargetReader, TargetWriter } from '../../src/ports/targets.ts';
import type { Owner } from './owner.ts';

export interface ContractWorld
  extends Pick<LivePorts, 'announcements' | 'capacity' | 'schedules' | 'summaries'> {
  readonly targets: TargetReader & TargetWriter;
  readonly surges: SurgeReader & SurgeStatusWriter;
  /** Undefined where nothing is watched. */
  readonly changes: TargetChanges | undefined;
  /** Of processes that do not live long; undefined on caches. */
  readonly eventSurges: (EventSurgeReader & EventSurgeWriter) | undefined;
  /** What the controller alone writes; undefined where there is none. */
  readonly events: EventRecorder | undefined;
  /** To an API server, as ourselves. */
  readonly transport: Transport;
  /** A while passes, where time stands by itself. */
  readonly tick: () => Promise<void>;
  /** Somebody else, who owns the workloads. */
  readonly owner: Owner;
  /** Brings a call of ours to its end. */
  readonly run: <T>(call: Promise<T>) => Promise<T>;
  /** Caches follow and watches tell until it is so. */
  readonly until: (what: string, isSo: () => boolean | Promise<boolean>) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Kinds beside HPAs and Deployments, in worlds that have them. */
export type ExtraKind = 'StatefulSet' | 'ScaledObject';

export interface Contract {
  readonly open: () => Promise<ContractWorld>;
  readonly kinds: readonly ExtraKind[];
}
