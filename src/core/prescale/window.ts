/** When a surge asks for anything: from `start - lead` to `end`, cancelled ones never. */
import type { Demand, Surge } from '../model/surge.ts';
import { type Instant, type Millis, minus } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';
import { isFalling } from './curve.ts';

export const leadOf = (surge: Surge, config: PrescaleConfig): Millis => surge.lead ?? config.lead;

/** The instant at which the floor has to go up. */
export const raiseAt = (surge: Surge, config: PrescaleConfig): Instant =>
  minus(surge.start, leadOf(surge, config));

export const isActive = (surge: Surge, config: PrescaleConfig, now: Instant): boolean =>
  !surge.cancelled && raiseAt(surge, config) <= now && now < surge.end;

export const isOver = (surge: Surge, now: Instant): boolean => surge.cancelled || surge.end <= now;

export const followsCurve = (demand: Demand): boolean =>
  demand.kind !== 'replicas' && isFalling(demand.curve);
