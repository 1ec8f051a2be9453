/** The same day as events tell it: what only a person can ask for is left out, and Surges have the names of their events. */
import {
  type FunctionsConfig,
  readFunctionsConfig,
} from '../../../../src/config/functions/functions-config.ts';
import { eventSurgeName } from '../../../../src/core/prescale/event-surge.ts';
import { drawDay } from '../draw-day.ts';
import { NAMESPACE } from '../draw-targets.ts';
import type { DayPlan, Delivery } from '../plan.ts';
import type { AlarmPlan } from './draw-alarms.ts';

const CLUSTER = 'live';
export const ALARM = 'requests-high';

export function drawFunctionsDay(seed: number): DayPlan {
  const plan = drawDay(seed);
  return { ...plan, deliveries: plan.deliveries.map(asEvent) };
}

export const surgeNameOf = (eventId: string): string => eventSurgeName('push', eventId);

function asEvent({ at, event }: Delivery): Delivery {
  if (event.kind === 'cancelled') return { at, event };
  const surge = { ...event.surge, id: `${NAMESPACE}/${surgeNameOf(event.eventId)}`, override: undefined };
  return { at, event: { ...event, surge } };
}

/** As it stands in the configuration of the functions, alarm and all. */
export function functionsConfigOf(
  { targets }: DayPlan,
  { holdSeconds, maxSeconds, replicas }: AlarmPlan,
  prescale: Readonly<Record<string, unknown>>,
): FunctionsConfig {
  const [first] = targets;
  const { kind, name } = first?.ref ?? { kind: 'Deployment', name: 'app' };
  return readFunctionsConfig(
    JSON.stringify({
      clusters: [{ name: CLUSTER, region: 'eu-central-1', namespace: NAMESPACE }],
      bus: 'forescale',
      apps: { alarmed: { targets: [{ kind, name }], demand: { replicas } } },
      alarms: { [ALARM]: { app: 'alarmed', holdSeconds, maxSeconds } },
      prescale,
    }),
  );
}
