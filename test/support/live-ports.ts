/** The ports of a process that lives for a minute, on the embedded cluster. */
import type { LivePorts } from '../../src/ports/cluster.ts';
import { BufferClient, RoomClient, SurgeCapacityClient } from '../../src/sim/client/capacity-client.ts';
import type { Connection } from '../../src/sim/client/connection.ts';
import { EventSurgeClient } from '../../src/sim/client/event-surge-client.ts';
import { ScheduleClient } from '../../src/sim/client/schedule-client.ts';
import { SummaryClient } from '../../src/sim/client/summary-client.ts';
import { SurgeClient } from '../../src/sim/client/surge-client.ts';
import { TargetClient } from '../../src/sim/client/target-client.ts';

export const livePortsOn = (
  connection: Connection,
  summaries = new SummaryClient(connection),
): LivePorts => ({
  targets: new TargetClient(connection),
  surges: new SurgeClient(connection),
  summaries,
  schedules: new ScheduleClient(connection),
  capacity: {
    buffers: new BufferClient(connection),
    rooms: new RoomClient(connection),
    statuses: new SurgeCapacityClient(connection),
  },
  eventSurges: new EventSurgeClient(connection),
  announcements: summaries,
});
