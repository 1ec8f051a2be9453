/** All loops of the controller, from here on until the lead is lost or the process is to stop. */

import type { PrometheusMeters } from '../adapters/prometheus/meters.ts';
import type { ControllerConfig } from '../config/controller/settled.ts';
import {
  fenceCapacity,
  fenceSchedules,
  fenceSummaries,
  fenceSurges,
  fenceTargets,
} from '../controllers/fence.ts';
import { runPrescaleController } from '../controllers/prescale-controller.ts';
import { runSurgeScheduleController } from '../controllers/surge-schedules.ts';
import { runSurgeSummaryController } from '../controllers/surge-summary.ts';
import type { Watchdog } from '../controllers/watchdog.ts';
import type { Chance } from '../ports/chance.ts';
import type { Clock } from '../ports/clock.ts';
import type { ControllerPorts } from '../ports/cluster.ts';
import type { Log } from '../ports/log.ts';

export interface LoopWorld {
  readonly ports: ControllerPorts;
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
  const loops = [prescale, summarize, expandSchedules].map((run) => run(config, world, until, lost));
  try {
    await Promise.all(loops);
  } finally {
    failed.abort();
    await Promise.allSettled(loops);
  }
}

type Loop = typeof runLoops;

const prescale: Loop = (config, { ports, meters, watchdog, ...world }, signal, lost) =>
  runPrescaleController(
    {
      ...world,
      targets: fenceTargets(ports.targets, lost),
      surges: fenceSurges(ports.surges, lost),
      changes: ports.changes,
      events: ports.events,
      config: config.prescale,
      capacity: { ...fenceCapacity(ports.capacity, lost), config: config.capacity },
      concurrency: config.concurrency,
      meter: meters.loop('prescale'),
      passes: meters.passes,
      pulse: watchdog.watch('prescale'),
    },
    signal,
  );

const summarize: Loop = (config, { ports, clock, chance, log }, signal, lost) => {
  const summaries = fenceSummaries(ports.summaries, lost);
  const { surges, targets } = ports;
  return runSurgeSummaryController(
    { clock, chance, log, surges, summaries, targets, config: config.prescale },
    signal,
  );
};

const expandSchedules: Loop = (config, { ports, clock, chance, log }, signal, lost) => {
  const schedules = fenceSchedules(ports.schedules, lost);
  return runSurgeScheduleController({ clock, chance, log, schedules, config: config.prescale }, signal);
};
