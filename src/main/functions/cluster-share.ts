/** The share of one cluster in a batch: its events are stored, then what they touch is reconciled, once. */
import { type IntakeDeps, patienceFrom, type TakenIn, takeIn } from '../../controllers/intake.ts';
import { reconcileTouched, type ShiftDeps } from '../../controllers/shift.ts';
import { keyOf } from '../../core/model/target.ts';
import { earlier, type Instant, plus, seconds } from '../../core/model/time.ts';
import type { InboundEvent } from '../../core/prescale/inbound-event.ts';
import { within } from './time-bound.ts';
import { type FunctionsWorld, shiftOf } from './world.ts';

export type ShareResult =
  | { readonly kind: 'taken'; readonly taken: TakenIn }
  | { readonly kind: 'failed'; readonly error: string };

/** What became of each event in this cluster. Never rejects, and ends soon after `until` whatever hangs. */
export async function takeInShare(
  cluster: string,
  events: readonly InboundEvent[],
  world: FunctionsWorld,
  until: Instant,
): Promise<ReadonlyMap<InboundEvent, ShareResult>> {
  try {
    const ports = await within(until, world.clock, () => world.clusters.open(cluster));
    const deps = shiftOf(world, cluster, ports);
    const results = await storeAll(events, cluster, deps, until);
    if ([...results.values()].some(({ kind }) => kind === 'failed')) world.meter?.clusterFailed();
    await reconcile([...results.values()], deps, until);
    return results;
  } catch (error) {
    world.meter?.clusterFailed();
    world.log.warn('cluster not reached', { cluster, error: String(error) });
    return new Map(events.map((event) => [event, { kind: 'failed', error: `${cluster}: ${String(error)}` }]));
  }
}

/** Those of one surge one after the other, as side by side they would only be in each other's way. */
async function storeAll(
  events: readonly InboundEvent[],
  cluster: string,
  deps: ShiftDeps,
  until: Instant,
): Promise<ReadonlyMap<InboundEvent, ShareResult>> {
  const results = new Map<InboundEvent, ShareResult>();
  const { ports, clock, log } = deps;
  const intake = { store: ports.eventSurges, clock, log, patientUntil: patienceFrom(clock.now()) };
  const bySurge = Map.groupBy(events, ({ changes }) => changes[cluster]?.id);
  await Promise.all(
    [...bySurge.values()].map(async (ofOne) => {
      for (const event of ofOne) results.set(event, await store(event, cluster, intake, until));
    }),
  );
  return results;
}

async function store(
  event: InboundEvent,
  cluster: string,
  deps: IntakeDeps,
  until: Instant,
): Promise<ShareResult> {
  try {
    return { kind: 'taken', taken: await within(until, deps.clock, () => takeIn(event, cluster, deps)) };
  } catch (error) {
    return { kind: 'failed', error: `${cluster}: ${String(error)}` };
  }
}

/** So long floors are worth waiting for: the next messages of the queue are worth more than what fails again and again. */
const RECONCILE_AT_MOST = seconds(10);

/** What fails here has been stored: the next tick does it. */
async function reconcile(results: readonly ShareResult[], deps: ShiftDeps, until: Instant): Promise<void> {
  const { clock, log } = deps;
  const taken = results.flatMap((result) => (result.kind === 'taken' ? [result.taken] : []));
  if (taken.length === 0) return;
  const surges = [...new Set(taken.map(({ surge }) => surge))];
  const targets = new Map(taken.flatMap((each) => each.targets).map((ref) => [keyOf(ref), ref]));
  try {
    const touched = { surges, targets: [...targets.values()] };
    const end = earlier(until, plus(clock.now(), RECONCILE_AT_MOST));
    await within(end, clock, () => reconcileTouched(touched, deps, end));
  } catch (error) {
    log.warn('left to the next tick', { surges: surges.join(' '), error: String(error) });
  }
}
