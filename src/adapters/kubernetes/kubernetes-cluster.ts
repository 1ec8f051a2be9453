/** Everything that Forescale does on one Kubernetes API, in one hand: on caches for the controller, live for commands. */
import type { BufferReader, BufferWriter } from '../../ports/capacity.ts';
import type { Chance } from '../../ports/chance.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ClusterLink, ControllerPorts, LivePorts } from '../../ports/cluster.ts';
import type { Leadership } from '../../ports/leadership.ts';
import type { Log } from '../../ports/log.ts';
import type { SurgeStore } from '../../ports/surge-store.ts';
import { BufferClient, KEPT_BUFFERS } from './buffer-client.ts';
import { CachedSource } from './cached-source.ts';
import { ChangeWatch } from './change-watch.ts';
import { Discovery } from './discovery.ts';
import { EventClient } from './event-client.ts';
import { EventSurgeClient } from './event-surge-client.ts';
import { KEPT_PODS } from './kept-pods.ts';
import { KEPT_HPAS, KEPT_SCALED_OBJECTS, KEPT_SCHEDULES, KEPT_SURGES, KEPT_WORKLOADS } from './kept-types.ts';
import { LiveSource } from './live-source.ts';
import { KEPT_NODES, RoomClient } from './room-client.ts';
import { ScheduleClient } from './schedule-client.ts';
import { WatchedSchedules } from './schedule-watch.ts';
import { SharedLists } from './shared-lists.ts';
import { findSubject } from './subject-lookup.ts';
import { SummaryClient } from './summary-client.ts';
import { SurgeClient } from './surge-client.ts';
import { SurgeStoreClient } from './surge-store-client.ts';
import { TargetClient } from './target-client.ts';
import type { Transport } from './transport.ts';
import { WorkloadLookup } from './workload-lookup.ts';

export interface ClusterAccess {
  readonly transport: Transport;
  readonly clock: Clock;
}

export interface ControllerOptions extends ClusterAccess {
  readonly chance: Chance;
  readonly log: Log;
  /** None = all. */
  readonly namespaces: readonly string[];
  /** Of this process, for the events that it writes. */
  readonly instance: string;
  readonly leadership: Leadership;
}

/** Nothing is read before `link.run`. */
export function clusterForController(options: ControllerOptions): ControllerPorts {
  const { transport, clock, chance, log, instance, leadership } = options;
  const discovery = new Discovery(options);
  const live = new LiveSource({ ...options, discovery });
  const source = new CachedSource(live, { ...options, discovery });
  keepAll(source);
  const events = new EventClient({
    transport,
    clock,
    chance,
    log,
    source: { component: 'forescale', instance },
    resolve: (subject) => findSubject(subject, source),
  });
  const surges = new SurgeClient(source, clock);
  const workloads = new WorkloadLookup(source, discovery);
  return {
    targets: new TargetClient({ source, discovery, transport }),
    surges,
    changes: new ChangeWatch(source),
    summaries: new SummaryClient(surges, source),
    announcements: surges,
    schedules: new WatchedSchedules(source),
    capacity: {
      buffers: new BufferClient(source, discovery),
      rooms: new RoomClient({ source, live, clock, workloads }),
      statuses: surges,
    },
    events,
    leadership,
    link: linkTo(source, transport),
  };
}

/** Rollouts are seldom there and seldom targets: they are read when they are asked for. */
function keepAll(source: CachedSource): void {
  source.keep(KEPT_SURGES);
  source.keep(KEPT_SCHEDULES);
  source.keep(KEPT_HPAS);
  source.keep(KEPT_SCALED_OBJECTS);
  source.keep(KEPT_WORKLOADS.Deployment);
  source.keep(KEPT_WORKLOADS.StatefulSet);
  source.keep(KEPT_BUFFERS);
  // Nodes are shared by all namespaces; both are large, and most installations never ask for nodes ahead.
  source.keep(KEPT_NODES, { everywhere: true, onDemand: true });
  source.keep(KEPT_PODS, { everywhere: true, onDemand: true });
}

const linkTo = (source: CachedSource, transport: Transport): ClusterLink => ({
  run: (signal) => source.run(signal),
  synced: source.filled(),
  unsynced: () => source.unfilled(),
  reach: async (signal) => {
    // Everybody who is known may ask for it.
    await transport.send({ method: 'GET', path: '/version' }, signal);
  },
  close: () => transport.close(),
});

export interface LiveOptions extends ClusterAccess {
  /** None = all. */
  readonly namespaces: readonly string[];
}

export interface LiveCluster extends LivePorts {
  readonly store: SurgeStore;
  readonly buffers: BufferReader & BufferWriter;
}

/** For commands and for processes that do not live long: everything is read when it is asked for. */
export function liveCluster({ transport, clock, namespaces }: LiveOptions): LiveCluster {
  const discovery = new Discovery({ transport, clock });
  const source = new LiveSource({ transport, discovery, namespaces });
  const surges = new SurgeClient(source, clock);
  const buffers = new BufferClient(source, discovery);
  const rooms = new RoomClient({
    source: new SharedLists(source, clock),
    live: source,
    clock,
    workloads: new WorkloadLookup(source, discovery),
  });
  return {
    targets: new TargetClient({ source, discovery, transport }),
    surges,
    summaries: surges,
    announcements: surges,
    schedules: new ScheduleClient(source),
    capacity: { buffers, rooms, statuses: surges },
    eventSurges: new EventSurgeClient(source),
    store: new SurgeStoreClient(transport),
    buffers,
  };
}
