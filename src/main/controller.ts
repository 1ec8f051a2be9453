/** The controller put together: probes and caches first, then the loops while this process leads. */
import type { PrometheusMeters } from '../adapters/prometheus/meters.ts';
import type { ControllerConfig } from '../config/controller/settled.ts';
import { soleLeader } from '../controllers/sole-leader.ts';
import { countSurges } from '../controllers/surge-census.ts';
import { Watchdog } from '../controllers/watchdog.ts';
import type { Chance } from '../ports/chance.ts';
import type { Clock } from '../ports/clock.ts';
import type { ControllerPorts } from '../ports/cluster.ts';
import type { Log } from '../ports/log.ts';
import type { NewsBus } from '../ports/news.ts';
import type { NodeGroupLever } from '../ports/node-groups.ts';
import { runLoops } from './controller-loops.ts';
import { serveProbes } from './probes.ts';

export interface ControllerWorld {
  /** Undefined = no news are sent. */
  readonly news?: NewsBus | undefined;
  readonly ports: ControllerPorts;
  readonly nodeGroups?: NodeGroupLever | undefined;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly meters: PrometheusMeters;
}

/** Runs until `signal` aborts; then no key is taken any more, runs end, the lead is given back, and what was opened here is closed. */
export async function runController(
  config: ControllerConfig,
  world: ControllerWorld,
  signal: AbortSignal,
): Promise<void> {
  const { ports, log } = world;
  const watchdog = new Watchdog(world.clock);
  const probes = await serveProbes(config.server, { ...world, link: ports.link, watchdog });
  log.info('serving probes', { healthPort: probes.healthPort, metricsPort: probes.metricsPort });
  // Caches outlive the loops: what ends in an orderly way still reads.
  const caching = new AbortController();
  const cached = ports.link.run(caching.signal);
  try {
    await Promise.race([ports.link.synced, aborted(signal)]);
    const leadership = config.leaderElection.enabled ? ports.leadership : soleLeader;
    if (!signal.aborted)
      await leadership.lead(
        (ending, lost) => lead({ config, world, watchdog, signal: ending, lost }),
        signal,
      );
  } finally {
    caching.abort();
    await cached;
    await probes.close();
    log.info('stopped', {});
  }
}

interface Term {
  readonly config: ControllerConfig;
  readonly world: ControllerWorld;
  readonly watchdog: Watchdog;
  readonly signal: AbortSignal;
  readonly lost: AbortSignal;
}

async function lead({ config, world, watchdog, signal, lost }: Term): Promise<void> {
  const { ports, meters, log, clock } = world;
  meters.led(true);
  meters.count(async () => {
    const [surges, recorded] = [await ports.surges.list(), await ports.targets.listRecorded()];
    return countSurges(surges, recorded, config.prescale, clock.now());
  });
  log.info('loops started', {});
  try {
    await runLoops(config, { ...world, watchdog }, signal, lost);
  } finally {
    watchdog.rest();
    meters.led(false);
    meters.count(undefined);
    log.info('loops ended', { hasLostLead: lost.aborted });
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
