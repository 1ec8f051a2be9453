/** When nodes are asked for: from `nodeLead` before a floor goes up until it has gone up, never else. */
import type { ComingRaise } from '../model/coming-raise.ts';
import { asMillis, type Instant, minus } from '../model/time.ts';

const NONE = asMillis(0);

export const opensAt = ({ surge, at }: ComingRaise): Instant => minus(at, surge.nodeLead ?? NONE);

/** What the floor of the moment asks for are pods, which ask for their nodes themselves. */
export const isOpen = (raise: ComingRaise, standing: number, now: Instant): boolean =>
  opensAt(raise) <= now && raise.floor > standing;
