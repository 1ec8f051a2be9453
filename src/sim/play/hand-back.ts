/** After a run, time goes on unmeasured until every target is as its owner wants it. */
import { earlier, type Instant, later, minutes, plus, seconds } from '../../core/model/time.ts';
import type { Engine } from '../engine.ts';
import type { Scenario } from '../scenario.ts';
import { checkIn } from './check-in.ts';

/** The longest that a hand-back is waited for after the last surge. */
const HANDING_BACK = minutes(60);
const LOOK_EVERY = seconds(30);

export interface HandBack {
  readonly engine: Engine;
  readonly surges: Scenario['surges'];
  readonly isRestored: () => boolean;
  readonly signal: AbortSignal;
}

/** Has everything been handed back in the end? */
export async function awaitHandBack({ engine, surges, isRestored, signal }: HandBack): Promise<boolean> {
  const lastEnd = surges.reduce<Instant>((last, { end }) => later(last, end), engine.now);
  const limit = plus(lastEnd, HANDING_BACK);
  while (engine.now < lastEnd || (!isRestored() && engine.now < limit)) {
    await checkIn(engine, signal);
    await engine.runUntil(earlier(engine.now < lastEnd ? lastEnd : limit, plus(engine.now, LOOK_EVERY)));
  }
  return isRestored();
}
