/** Draws a whole day from one seed. One stream of chance per concern, so that a change of one leaves the others. */
import type { Surge } from '../../../src/core/model/surge.ts';
import { asInstant, type Instant, later, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { type Random, seededRandom } from '../../../src/sim/random.ts';
import { drawActs } from './draw-acts.ts';
import { drawCluster, drawIntake, drawProcesses } from './draw-faults.ts';
import { drawMessages } from './draw-messages.ts';
import { drawBuffers, drawNodeLeads } from './draw-nodes.ts';
import { drawSurges } from './draw-surges.ts';
import { drawTargets } from './draw-targets.ts';
import type { Act, DayPlan, Delivery, TargetPlan } from './plan.ts';

const START = asInstant(Date.UTC(2026, 10, 22));
const DAY = minutes(24 * 60);
/** For the walk, the patience with load, the slowest retry; then an hour in which nothing may be written. */
const HAND_BACK = minutes(60);
export const SILENCE = minutes(60);

export function drawDay(seed: number): DayPlan {
  const random = seededRandom(seed);
  const calm = random.fork('calm').chance(0.3);
  const targets = drawTargets(random.fork('targets'));
  const named = targets.slice(0, -1);
  const drawn = drawSurges(random.fork('surges'), START, named);
  const surges = drawNodeLeads(random.fork('node leads'), drawn);
  const messages = drawMessages(random.fork('messages'), START, surges);
  const busy = { from: plus(START, minutes(5)), until: plus(START, minutes(22 * 60)) };
  const acts = drawActs(random.fork('acts'), busy, named, surges);
  const quietFrom = lastOf(plus(START, minutes(22 * 60)), messages.deliveries, acts);
  const end = later(plus(START, DAY), plus(plus(quietFrom, HAND_BACK), SILENCE));
  const faults = { random: random.fork('faults'), calm, from: START, until: quietFrom };
  return {
    seed,
    calm,
    start: START,
    quietFrom,
    end,
    settings: drawSettings(random.fork('settings')),
    targets: withCrowds(random.fork('crowds'), targets, surges),
    ...messages,
    acts,
    processes: drawProcesses(faults),
    intake: drawIntake(faults),
    cluster: { ...drawCluster(faults), buffers: drawBuffers(random.fork('buffers')) },
  };
}

function lastOf(least: Instant, deliveries: readonly Delivery[], acts: readonly Act[]): Instant {
  const told = deliveries.map(({ at, event }) =>
    event.kind === 'scheduled' ? later(at, event.surge.end) : at,
  );
  const done = acts.map((act) => ('until' in act && act.until !== undefined ? act.until : act.at));
  return [...told, ...done].reduce(later, least);
}

function drawSettings(random: Random): DayPlan['settings'] {
  return {
    leadSeconds: random.pick([60, 240, 240, 600]),
    dwellSeconds: random.pick([0, 10]),
    followWithScale: random.chance(0.8),
    scaleDownSeconds: random.pick([30, 30, 0, null]),
    curveStepSeconds: random.pick([15, 15, 60]),
    lowering: {
      share: random.pick([0.1, 0.1, 0.3, 1]),
      everySeconds: random.pick([15, 15, 40]),
      patienceSeconds: random.pick([60, 300]),
    },
    reasserts: random.pick([0, 1, 3, 5, 5]),
    pollSeconds: random.pick([10, 30]),
  };
}

/** The crowds that surges speak of come: mostly, and not always on time. */
function withCrowds(
  random: Random,
  targets: readonly TargetPlan[],
  surges: readonly Surge[],
): readonly TargetPlan[] {
  return targets.map((target) => {
    const own = surges.filter((surge) => surge.targets.some(({ ref }) => ref.name === target.ref.name));
    const pushes = own
      .filter(() => random.chance(0.6))
      .map(({ start }) => ({
        at: plus(start, seconds(random.whole(-60, 120))),
        peakRps: target.steadyRps * random.pick([2, 4, 8]),
        curve: { kind: 'decay', ramp: seconds(10), plateau: minutes(1), decay: minutes(5) } as const,
      }));
    return { ...target, pushes };
  });
}
