/** The plan of a day as text: one line for each thing that will be there or happen. */
import { asInstant, formatInstant } from '../../../src/core/model/time.ts';
import type { DayPlan } from './plan.ts';

export function describePlan(plan: DayPlan): readonly string[] {
  const { seed, calm, start, quietFrom, end, settings, intake, cluster } = plan;
  return [
    `seed ${seed}: ${calm ? 'a calm day' : 'a day with faults'}, ${describe({ start, quietFrom, end })}`,
    `settings ${describe(settings)}`,
    `cluster ${describe(cluster)}`,
    `intake ${describe(intake)}`,
    ...plan.processes.map((process, index) => `process forescale-${index + 1} ${describe(process)}`),
    ...plan.targets.map((target) => `target ${describe(target)}`),
    ...plan.deliveries.map((delivery) => `delivery ${describe(delivery)}`),
    ...plan.deletions.map((deletion) => `deletion ${describe(deletion)}`),
    ...plan.acts.map((act) => `act ${describe(act)}`),
  ];
}

/** No length and no count is as large as an instant of our time. */
const LEAST_INSTANT = Date.UTC(2020, 0, 1);

const describe = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'number' && part >= LEAST_INSTANT ? formatInstant(asInstant(part)) : part,
  );
