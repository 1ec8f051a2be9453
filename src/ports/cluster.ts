/** What a controller, and what people at a prompt, need of a cluster, in one hand: opened once, closed at the end. */
import type { BufferReader, BufferWriter, RoomReader, SurgeCapacityWriter } from './capacity.ts';
import type { SurgeChanges, TargetChanges } from './changes.ts';
import type { EventSurgeReader, EventSurgeWriter } from './event-surges.ts';
import type { EventRecorder } from './events.ts';
import type { Leadership } from './leadership.ts';
import type { AnnouncementWriter } from './news.ts';
import type { NodeGroupLever } from './node-groups.ts';
import type {
  ScheduleChanges,
  ScheduledSurgeWriter,
  ScheduleReader,
  ScheduleStatusWriter,
} from './surge-schedules.ts';
import type { SurgeStore } from './surge-store.ts';
import type { SurgeReader, SurgeStateReader, SurgeStatusWriter, SurgeSummaryWriter } from './surges.ts';
import type { TargetReader, TargetWriter } from './targets.ts';

export interface ControllerPorts {
  readonly targets: TargetReader & TargetWriter;
  readonly surges: SurgeReader & SurgeStatusWriter;
  readonly changes: TargetChanges;
  readonly summaries: SummaryPorts;
  readonly announcements: AnnouncementWriter;
  readonly schedules: SchedulePorts;
  readonly capacity: CapacityPorts;
  readonly events: EventRecorder;
  readonly leadership: Leadership;
  readonly link: ClusterLink;
}

export type SummaryPorts = SurgeStateReader & SurgeSummaryWriter & SurgeChanges;

export type SchedulePorts = ScheduleReader & ScheduledSurgeWriter & ScheduleStatusWriter & ScheduleChanges;

export interface CapacityPorts {
  readonly buffers: BufferReader & BufferWriter;
  readonly rooms: RoomReader;
  readonly statuses: SurgeCapacityWriter;
}

/** What a process that lives for one event, or for a minute, works with: all of it is read when it is asked for. */
export interface LivePorts {
  readonly targets: TargetReader & TargetWriter;
  readonly surges: SurgeReader & SurgeStatusWriter;
  readonly summaries: SurgeStateReader & SurgeSummaryWriter;
  readonly schedules: ScheduleReader & ScheduledSurgeWriter & ScheduleStatusWriter;
  readonly capacity: CapacityPorts;
  /** None = no node groups are configured: buffers are the only lever. */
  readonly nodeGroups?: NodeGroupLever | undefined;
  readonly eventSurges: EventSurgeReader & EventSurgeWriter;
  readonly announcements: AnnouncementWriter;
}

export interface ClusterLink {
  /** Keeps the caches up to date until `signal` aborts; never rejects. */
  run(signal: AbortSignal): Promise<void>;
  /** Resolves when every cache has been filled once: an empty one would pass for a cluster without surges. */
  readonly synced: Promise<void>;
  /** What is not in the caches yet, for example `surges`; none = all of it is. */
  unsynced(): readonly string[];
  /** Resolves when the API server answers; throws a Fault that says why not. */
  reach(signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Which cluster, as the options of kubectl say it. */
export interface ClusterChoice {
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  /** Undefined = that of the context. */
  readonly namespace: string | undefined;
  /** Targets and surges of all namespaces are there, which takes the right to list them; else those of the one alone. */
  readonly everywhere: boolean;
}

/** What the commands need; everything is read from the API server when it is asked for. */
export interface ClusterPorts {
  /** Where it is, for messages. */
  readonly server: string;
  /** The namespace that was chosen, or that of the context. */
  readonly namespace: string;
  readonly store: SurgeStore;
  readonly targets: TargetReader & TargetWriter;
  readonly surges: SurgeReader & SurgeStatusWriter;
  readonly buffers: BufferReader & BufferWriter;
  close(): void;
}

/** Throws a Fault that names the server; Misconfigured names the file, or the context, and what is wrong in it. */
export type OpenCluster = (choice: ClusterChoice) => Promise<ClusterPorts>;
