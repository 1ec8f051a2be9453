/** The ports of a controller on the embedded cluster, and one HPA to raise. */

import { soleLeader } from '../../src/controllers/sole-leader.ts';
import { asMillis } from '../../src/core/model/time.ts';
import type { ControllerPorts } from '../../src/ports/cluster.ts';
import type { EventSubject, Happening } from '../../src/ports/events.ts';
import { BufferClient, RoomClient, SurgeCapacityClient } from '../../src/sim/client/capacity-client.ts';
import { ChangeWatch } from '../../src/sim/client/change-watch.ts';
import { Connection } from '../../src/sim/client/connection.ts';
import { Faults, NO_FAULTS } from '../../src/sim/client/faults.ts';
import { ProcessClock } from '../../src/sim/client/process-clock.ts';
import { ScheduleClient } from '../../src/sim/client/schedule-client.ts';
import { SummaryClient } from '../../src/sim/client/summary-client.ts';
import { SurgeClient } from '../../src/sim/client/surge-client.ts';
import { TargetClient } from '../../src/sim/client/target-client.ts';
import { seededRandom } from '../../src/sim/random.ts';
import { anApi, BY_OWNER, deploymentDraft, HPA, hpaDraft } from './an-api.ts';

export interface LinkState {
  unsynced: readonly string[];
  reach: () => Promise<void>;
}

export function simControllerPorts(over: Partial<ControllerPorts> = {}) {
  const parts = anApi();
  const { api, engine } = parts;
  api.create('Deployment', deploymentDraft(), BY_OWNER);
  api.create('HorizontalPodAutoscaler', hpaDraft(), BY_OWNER);
  const faults = new Faults(NO_FAULTS, seededRandom(7));
  const connection = new Connection({ engine, api, faults, latency: asMillis(10), onCrash: () => undefined });
  const events: { subject: EventSubject; happening: Happening }[] = [];
  const link: LinkState = { unsynced: [], reach: () => Promise.resolve() };
  const summaries = new SummaryClient(connection);
  const ports: ControllerPorts = {
    targets: new TargetClient(connection),
    surges: new SurgeClient(connection),
    changes: new ChangeWatch(connection),
    summaries,
    announcements: summaries,
    schedules: new ScheduleClient(connection),
    capacity: {
      buffers: new BufferClient(connection),
      rooms: new RoomClient(connection),
      statuses: new SurgeCapacityClient(connection),
    },
    events: { record: (subject, happening) => void events.push({ subject, happening }) },
    leadership: soleLeader,
    link: {
      run: (signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
      synced: Promise.resolve(),
      unsynced: () => link.unsynced,
      reach: () => link.reach(),
      close: () => undefined,
    },
    ...over,
  };
  const clock = new ProcessClock(engine, asMillis(0), () => false);
  return { ...parts, ports, link, clock, connection, events, floor: () => api.get(...HPA).spec.minReplicas };
}
