/** How far a surge of a schedule is: untouched as yet, under way, or to be looked back on. */
import type { Surge } from '../model/surge.ts';
import { asMillis, type Instant, minus, minutes, plus } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';
import { raiseAt } from './window.ts';

/** Until then its targets may still be walking back, and its status may be all that knows their baseline. */
const WALKED_BACK = minutes(60);

/** Nodes or replicas are asked for already. */
export const isBegun = (surge: Surge, config: PrescaleConfig, now: Instant): boolean =>
  minus(raiseAt(surge, config), surge.nodeLead ?? asMillis(0)) <= now || Object.keys(surge.status).length > 0;

/** Whether or not it was cancelled: until its window is over a cancel keeps it from being made anew. */
export const isPast = ({ end }: Surge, now: Instant): boolean => plus(end, WALKED_BACK) <= now;
