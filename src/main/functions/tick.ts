/** One tick: a shift on every cluster, at once and each by itself. */
import { runShift, type ShiftReport } from '../../controllers/shift.ts';
import { earlier, formatInstant, type Instant, minutes, plus, seconds } from '../../core/model/time.ts';
import type { LogFields } from '../../ports/log.ts';
import { within } from './time-bound.ts';
import { shiftOf, type TickWorld } from './world.ts';

export type ClusterTick =
  | { readonly cluster: string; readonly kind: 'done'; readonly report: ShiftReport }
  | { readonly cluster: string; readonly kind: 'failed'; readonly error: string };

export interface TickReport {
  readonly clusters: readonly ClusterTick[];
}

/** What the schedule of the function says; a tick that overlaps with the next does no harm. */
const BETWEEN_TICKS = minutes(1);
/** For what is under way when no new work begins any more. */
const GRACE = seconds(2);

/** Never rejects, and ends soon after `until`, or after the next tick where that is earlier. */
export async function handleTick(world: TickWorld, until: Instant): Promise<TickReport> {
  const end = earlier(until, plus(world.clock.now(), BETWEEN_TICKS));
  const names = world.config.clusters.map(({ name }) => name);
  return { clusters: await Promise.all(names.map((name) => tickCluster(name, world, end))) };
}

async function tickCluster(cluster: string, world: TickWorld, until: Instant): Promise<ClusterTick> {
  const { clock, clusters, log, meter } = world;
  const stop = new AbortController();
  try {
    const report = await within(plus(until, GRACE), clock, async () => {
      const ports = await clusters.open(cluster);
      return runShift(shiftOf(world, cluster, ports), until, stop.signal);
    });
    if (Object.keys(report.failures).length + report.unfinished.length > 0) meter?.clusterFailed();
    log.info('shift ended', { cluster, ...summaryOf(report) });
    return { cluster, kind: 'done', report };
  } catch (error) {
    meter?.clusterFailed();
    log.warn('cluster failed', { cluster, error: String(error) });
    return { cluster, kind: 'failed', error: String(error) };
  } finally {
    stop.abort();
  }
}

const summaryOf = ({ looks, failures, unfinished, nextDue }: ShiftReport): LogFields => ({
  looks: Object.values(looks).reduce((sum, count) => sum + count, 0),
  failures: Object.keys(failures).length,
  unfinished: unfinished.length,
  nextDue: nextDue === undefined ? undefined : formatInstant(nextDue),
});
