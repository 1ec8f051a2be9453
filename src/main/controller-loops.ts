/** All loops of the controller, from here on until the lead is lost or the process is to stop. */

import type { PrometheusMeters } from '../adapters/prometheus/meters.ts';
import type { ControllerConfig } from '../config/controller/settled.ts';
import type { CapacityDeps } from '../controllers/capacity.ts';
import {
  fenceAnnouncements,
  fenceCapacity,
  fenceNodeGroups,
  fenceSchedules,
  fenceSummaries,
  fenceSurges,
  fenceTargets,
} from '../controllers/fence.ts';
import { runNodeGroupController } from '../controllers/node-group-controller.ts';
import { runPrescaleController } from '../controllers/prescale-controller.ts';
import { runSurgeNewsController } from '../controllers/surge-news-loop.ts';
import { runSurgeScheduleController } from '../controllers/surge-schedules.ts';
import { runSurgeSummaryController } from '../controllers/surge-summary.ts';
import type { Watchdog } from '../controllers/watchdog.ts';
import type { Chance } from '../ports/chance.ts';
import type { Clock } from '../ports/clock.ts';
import type { ControllerPorts } from '../ports/cluster.ts';
import type { Log } from '../ports/log.ts';
import type { NewsBus } from '../ports/news.ts';
import type { NodeGroupLever } from '../ports/node-groups.ts';

export interface LoopWorld {
  /** Undefined = no news are sent. */
  readonly news?: NewsBus | undefined;
  readonly ports: ControllerPorts;
  /** Undefined = none are configured. */
  readonly nodeGroups?: NodeGroupLever | undefined;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly meters: PrometheusMeters;
  readonly watchdog: Watchdog;
}

/** Nothing is written from when `lost` aborts. A loop that fails takes the others with it. */
export async function runLoops(
  config: ControllerConfig,
  world: LoopWorld,
  signal: AbortSignal,
  lost: AbortSignal,
): Promise<void> {
  const failed = new AbortController();
  const until = AbortSignal.any([signal, failed.signal]);
  const loops = [prescale, summarize, expandSchedules, seeToNodeGroups, tellNews].map((run) =>
    run(config, world, until, lost),
  );
  try {
    await Promise.all(loops);
  } finally {
    failed.abort();
    await Promise.allSettled(loops);
  }
}

type Loop = typeof runLoops;

/** What every loop has by its own name: so a dashboard and a probe tell them apart. */
const ownOf = (name: string, { clock, chance, log, meters, watchdog }: LoopWorld) => ({
  clock,
  chance,
  log,
  meter: meters.loop(name),
  pulse: watchdog.watch(name),
});

const prescale: Loop = (config, world, signal, lost) => {
  const { ports, meters } = world;
  return runPrescaleController(
    {
      ...ownOf('prescale', world),
      targets: fenceTargets(ports.targets, lost),
      surges: fenceSurges(ports.surges, lost),
      changes: ports.changes,
      events: ports.events,
      config: config.prescale,
      capacity: capacityOf(config, world, lost),
      concurrency: config.concurrency,
      passes: meters.passes,
    },
    signal,
  );
};

const capacityOf = (
  { capacity: config }: ControllerConfig,
  { ports, nodeGroups }: LoopWorld,
  lost: AbortSignal,
): CapacityDeps => ({
  ...fenceCapacity(ports.capacity, lost),
  config,
  hasNodeGroups: nodeGroups !== undefined,
});

const seeToNodeGroups: Loop = async (config, world, signal, lost) => {
  const { ports, nodeGroups } = world;
  if (nodeGroups === undefined) return;
  await runNodeGroupController(
    {
      ...ownOf('node-groups', world),
      surges: ports.surges,
      targets: ports.targets,
      changes: ports.summaries,
      events: ports.events,
      prescale: config.prescale,
      capacity: capacityOf(config, world, lost),
      lever: fenceNodeGroups(nodeGroups, lost),
    },
    signal,
  );
};

const summarize: Loop = ({ prescale: settings }, world, signal, lost) => {
  const { surges, targets } = world.ports;
  const summaries = fenceSummaries(world.ports.summaries, lost);
  const own = ownOf('surge-summary', world);
  return runSurgeSummaryController({ ...own, surges, summaries, targets, config: settings }, signal);
};

const tellNews: Loop = async ({ prescale: settings, events }, world, signal, lost) => {
  const { news, ports } = world;
  if (news === undefined) return;
  const { surges, targets, summaries } = ports;
  const announcements = fenceAnnouncements(ports.announcements, lost);
  const [own, { cluster }] = [ownOf('surge-news', world), events];
  const deps = { ...own, surges, targets, summaries, announcements, bus: news, cluster, config: settings };
  await runSurgeNewsController(deps, signal);
};

const expandSchedules: Loop = ({ prescale: settings }, world, signal, lost) => {
  const schedules = fenceSchedules(world.ports.schedules, lost);
  const own = ownOf('surge-schedule', world);
  return runSurgeScheduleController({ ...own, schedules, config: settings }, signal);
};
