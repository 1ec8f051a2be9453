/** What a surge says on the whole: observe, derive, and write only what is not said already. */

import type { StoredSurgeState } from '../core/model/surge-summary.ts';
import type { TargetRef } from '../core/model/target.ts';
import { type Instant, minutes, plus, seconds } from '../core/model/time.ts';
import type { PrescaleConfig } from '../core/prescale/config.ts';
import type { Rise } from '../core/prescale/fleet.ts';
import { heldTargets, mayBeOver } from '../core/prescale/held.ts';
import { type RisingTarget, riseOf, risingTarget, risingWith, targetsOf } from '../core/prescale/rise.ts';
import { summarize } from '../core/prescale/summary.ts';
import { isOver, raiseAt } from '../core/prescale/window.ts';
import type { Chance } from '../ports/chance.ts';
import type { SurgeChanges } from '../ports/changes.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { LoopMeter } from '../ports/metrics.ts';
import type { SurgeReader, SurgeStateReader, SurgeSummaryWriter } from '../ports/surges.ts';
import type { TargetReader } from '../ports/targets.ts';
import { type Pulse, runLoop } from './loop.ts';
import { Workqueue } from './workqueue.ts';

export interface SummaryLookDeps {
  readonly clock: Clock;
  readonly surges: Pick<SurgeReader, 'list'>;
  readonly summaries: Pick<SurgeStateReader, 'readState'> & SurgeSummaryWriter;
  readonly targets: TargetReader;
  readonly config: PrescaleConfig;
}

export interface SurgeSummaryDeps extends SummaryLookDeps {
  readonly chance: Chance;
  readonly log: Log;
  readonly summaries: SurgeStateReader & SurgeSummaryWriter & SurgeChanges;
  readonly meter?: LoopMeter | undefined;
  readonly pulse?: Pulse | undefined;
}

const ALL_SURGES = 'all surges';
const RESYNC = minutes(10);
/** A thousand targets that become warm one by one are told of in a few writes. */
const GATHER = seconds(1);
const CONCURRENCY = 2;

/** Runs until `signal` aborts. */
export async function runSurgeSummaryController(deps: SurgeSummaryDeps, signal: AbortSignal): Promise<void> {
  const { clock, chance, log, summaries, meter, pulse } = deps;
  const queue = new Workqueue();
  summaries.watch((surge) => queue.addAt(surge, plus(clock.now(), GATHER)), signal);
  queue.add(ALL_SURGES);
  await runLoop({ queue, clock, chance, log, signal, concurrency: CONCURRENCY, meter, pulse, reconcile });

  async function reconcile(key: string): Promise<{ nextLook: Instant | undefined }> {
    if (key !== ALL_SURGES) return reconcileSummary(key, deps);
    for (const surge of await summaries.listIds()) queue.add(surge);
    return { nextLook: plus(clock.now(), RESYNC) };
  }
}

/** One surge as it stands now. */
export async function reconcileSummary(
  surge: string,
  deps: SummaryLookDeps,
): Promise<{ nextLook: Instant | undefined }> {
  const { summaries, config } = deps;
  const now = deps.clock.now();
  const state = await summaries.readState(surge);
  if (state === undefined) return { nextLook: undefined };
  const held = await findHeld(state, deps, now);
  const rise = await findRise(state, deps, now);
  const { summary, nextLook } = summarize(state, { held, rise, config, now });
  if (summary !== undefined) await summaries.patchSummary(surge, summary, state.uid);
  return { nextLook };
}

async function findHeld(
  { reading }: StoredSurgeState,
  { surges, targets, config }: SummaryLookDeps,
  now: Instant,
): Promise<readonly TargetRef[]> {
  if (reading.kind === 'refused' || !mayBeOver(reading.surge, config, now)) return [];
  const recorded = await targets.listRecorded();
  return recorded.length === 0 ? [] : heldTargets(reading.surge, recorded, await surges.list(), config, now);
}

/** While there is time to do something about it. */
async function findRise(
  { reading }: StoredSurgeState,
  { surges, targets, config }: SummaryLookDeps,
  now: Instant,
): Promise<Rise | undefined> {
  if (reading.kind === 'refused' || isOver(reading.surge, now) || raiseAt(reading.surge, config) <= now)
    return undefined;
  const all = await surges.list();
  const together = risingWith(reading.surge, all, config);
  const rising: RisingTarget[] = [];
  for (const ref of targetsOf(together)) {
    const target = await targets.read(ref);
    const found = target && risingTarget(target, all);
    if (found !== undefined) rising.push(found);
  }
  return riseOf(reading.surge, together, rising, config);
}
