/** The push that is played on real parts: the demo's, from shortly before its floor goes up. */
import {
  asMillis,
  between,
  type Instant,
  type Millis,
  minus,
  plus,
  seconds,
} from '../../../src/core/model/time.ts';
import { newsAppScenario } from '../../../src/sim/news-app.ts';
import type { Scenario } from '../../../src/sim/scenario.ts';

/** For Karpenter, which waits for a batch of pods to be whole, and for clusters that share the machine. */
const SPARE = seconds(40);
const BEFORE_RAISE = seconds(15);

export interface RealPush {
  /** How long it is watched from the push on; the surge ends then. */
  readonly watched: Millis;
  readonly metric?: 'cpu' | 'requests';
}

export function realPush({ watched, metric = 'cpu' }: RealPush): Scenario {
  const demo = newsAppScenario({ seed: 1, times: 20, metric });
  const [surge] = demo.surges;
  if (surge === undefined) throw new Error('expected a surge in the demo, got none');
  const lead = asMillis((surge.lead ?? 0) + SPARE);
  const start = minus(minus(surge.start, lead), BEFORE_RAISE);
  const end: Instant = plus(surge.start, watched);
  return {
    ...demo,
    name: `${demo.name}, on real parts`,
    start,
    duration: between(start, end),
    surges: [{ ...surge, lead, end, demand: asRate(surge.demand, demo) }],
    events: demo.events.map((event) => ({ ...event, end })),
  };
}

/** The crowd of an audience comes within the window, so a shorter window would make it a bigger one. */
const asRate = (demand: Scenario['surges'][number]['demand'], { cluster }: Scenario) => {
  const [workload] = cluster.workloads;
  if (demand.kind !== 'audience' || workload === undefined) return demand;
  const steady = workload.profile.steadyRps ?? 0;
  return { kind: 'rps', rps: 19 * steady, curve: demand.curve } as const;
};
