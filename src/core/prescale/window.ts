/** When a surge asks for anything: from `start - lead` to `end`, cancelled ones never. */
import type { Demand, Surge } from '../model/surge.ts';
import { asInstant, between, type Instant, later, type Millis, minus, seconds } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';
import { isFalling } from './curve.ts';

/** What comes this much after its time is called late. */
export const LATE_AFTER = seconds(30);

export const leadOf = (surge: Surge, config: PrescaleConfig): Millis => surge.lead ?? config.lead;

/** The instant at which the floor has to go up. */
export const raiseAt = (surge: Surge, config: PrescaleConfig): Instant =>
  minus(surge.start, leadOf(surge, config));

export const isActive = (surge: Surge, config: PrescaleConfig, now: Instant): boolean =>
  !surge.cancelled && raiseAt(surge, config) <= now && now < surge.end;

export const isOver = (surge: Surge, now: Instant): boolean => surge.cancelled || surge.end <= now;

/** Does what it asks for change while it lasts? */
export const followsCurve = (demand: Demand): boolean =>
  demand.kind !== 'replicas' && demand.curve.kind !== 'box';

/** Does the crowd go before the surge ends? */
export const fallsInside = (surge: Surge, demand: Demand): boolean =>
  demand.kind !== 'replicas' && isFalling(demand.curve, between(surge.start, surge.end));

/**
 * The step of the grid on which expectations are read, so that reconcilers that look at different moments agree, and
 * nothing falls due between two steps.
 */
export const tickAt = (now: Instant, { curveStep }: PrescaleConfig): Instant =>
  asInstant(Math.floor(now / curveStep) * curveStep);

/** In one order, so that a plan does not depend on how the store lists them. */
export const inOrder = (surges: readonly Surge[]): readonly Surge[] =>
  surges.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** When the last of the surges that are over ended; a cancelled one ended when nobody knows. */
export const endOfLast = (surges: readonly Surge[], now: Instant): Instant | undefined =>
  surges
    .filter((surge) => !surge.cancelled && surge.end <= now)
    .map(({ end }) => end)
    .reduce<Instant | undefined>((last, end) => (last === undefined ? end : later(last, end)), undefined);
