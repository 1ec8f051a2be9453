/** What a surge says on the whole: observe, derive, and write only what is not said already. */

import type { StoredSurgeState } from '../core/model/surge-summary.ts';
import type { TargetRef } from '../core/model/target.ts';
import { type Instant, seconds } from '../core/model/time.ts';
import type { PrescaleConfig } from '../core/prescale/config.ts';
import type { Rise } from '../core/prescale/fleet.ts';
import { heldTargets, mayBeOver } from '../core/prescale/held.ts';
import { type RisingTarget, riseOf, risingTarget, risingWith, targetsOf } from '../core/prescale/rise.ts';
import { summarize } from '../core/prescale/summary.ts';
import { isOver, raiseAt } from '../core/prescale/window.ts';
import type { Clock } from '../ports/clock.ts';
import type { SurgeReader, SurgeStateReader, SurgeSummaryWriter } from '../ports/surges.ts';
import type { TargetReader } from '../ports/targets.ts';
import { runSurgeLoop, type SurgeLoopDeps } from './surge-loop.ts';

export interface SummaryLookDeps {
  readonly clock: Clock;
  readonly surges: Pick<SurgeReader, 'list'>;
  readonly summaries: Pick<SurgeStateReader, 'readState'> & SurgeSummaryWriter;
  readonly targets: TargetReader;
  readonly config: PrescaleConfig;
}

export type SurgeSummaryDeps = SummaryLookDeps & SurgeLoopDeps;

/** A thousand targets that become warm one by one are told of in a few writes. */
const GATHER = seconds(1);
const CONCURRENCY = 2;

/** Runs until `signal` aborts. */
export const runSurgeSummaryController = (deps: SurgeSummaryDeps, signal: AbortSignal): Promise<void> =>
  runSurgeLoop(
    { gather: GATHER, concurrency: CONCURRENCY, reconcile: (surge) => reconcileSummary(surge, deps) },
    deps,
    signal,
  );

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
