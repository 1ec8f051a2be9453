/**
 * One pass over one target: its floor first, then the nodes under it. What befalls the nodes never keeps a floor from
 * being written, and a floor that is refused for good does not keep nodes waiting for it.
 */

import { keyOf, type TargetRef } from '../core/model/target.ts';
import { earlier, type Instant, plus, seconds } from '../core/model/time.ts';
import { dispositionOf } from '../ports/faults.ts';
import type { PassMeter } from '../ports/metrics.ts';
import { announce } from './announcement.ts';
import { applyCapacity, type CapacityDeps, planCapacity } from './capacity.ts';
import { measurePass } from './pass-readings.ts';
import { carryOut, lookAt, type Pass, type PrescaleDeps } from './prescale.ts';

/** What the other wrote is there by then. */
const SOON = seconds(1);

export interface TargetPassDeps extends PrescaleDeps {
  /** None = no surge gets nodes ahead of its pods. */
  readonly capacity?: CapacityDeps | undefined;
  readonly passes?: PassMeter | undefined;
}

/** Never throws for the sake of nodes: a key that backs off or rests for them would miss the raise of its floor. */
export async function reconcileTarget(
  ref: TargetRef,
  deps: TargetPassDeps,
): Promise<{ readonly nextLook: Instant | undefined }> {
  const pass = await lookAt(ref, deps, deps.clock.now());
  try {
    await carryOut(pass.plan, deps);
    if (deps.passes !== undefined) measurePass(pass, deps.passes, deps.config);
  } catch (error) {
    // Any other fault is tried again soon, and the buffer stands until the floor does.
    if (dispositionOf(error) === 'terminal') await reconcileNodes(pass, deps);
    throw error;
  }
  return { nextLook: earliest(pass.plan.nextLook, await reconcileNodes(pass, deps)) };
}

async function reconcileNodes(pass: Pass, deps: TargetPassDeps): Promise<Instant | undefined> {
  const { capacity, surges, config: prescale } = deps;
  if (capacity === undefined) return undefined;
  try {
    const nodes = await planCapacity(pass, capacity, { surges, prescale });
    const plan = await applyCapacity(nodes, capacity, deps.log);
    if (deps.events !== undefined) announce(plan, deps.events);
    return plan.nextLook;
  } catch (error) {
    const disposition = dispositionOf(error);
    const fields = { key: keyOf(pass.ref), disposition, error: String(error) };
    const lostRace = disposition === 'conflict' || disposition === 'notFound';
    if (lostRace) deps.log.info('nodes: lost a race, deciding anew', fields);
    else deps.log.warn('nodes: failed, looking again', fields);
    return plus(pass.readAt, lostRace ? SOON : capacity.config.poll);
  }
}

const earliest = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined ? b : b === undefined ? a : earlier(a, b);
