/** Draws the surges of a day, every version of them: overlapping, adjacent or apart, of every demand and curve. */
import type {
  ArrivalCurve,
  CeilingPolicy,
  Demand,
  Surge,
  SurgeTarget,
} from '../../../src/core/model/surge.ts';
import type { TargetRef } from '../../../src/core/model/target.ts';
import {
  asMillis,
  type Instant,
  later,
  type Millis,
  minutes,
  plus,
  seconds,
} from '../../../src/core/model/time.ts';
import type { Random } from '../../../src/sim/random.ts';
import { NAMESPACE } from './draw-targets.ts';
import type { TargetPlan } from './plan.ts';

/** A target that is not there. */
const GHOST: TargetRef = { kind: 'HorizontalPodAutoscaler', namespace: NAMESPACE, name: 'ghost' };

const wholeMinutes = (random: Random, least: number, most: number): Millis =>
  minutes(random.whole(least, most));

/** The first version of each surge, in order of their starts. */
export function drawSurges(random: Random, start: Instant, targets: readonly TargetPlan[]): readonly Surge[] {
  const surges: Surge[] = [];
  const count = random.whole(1, 6);
  let after = plus(start, minutes(40));
  for (let index = 1; index <= count; index += 1) {
    const surge = drawSurge(
      random,
      `${NAMESPACE}/event-${index}`,
      drawStart(random, surges.at(-1), after),
      targets,
    );
    surges.push(surge);
    after = later(after, surge.start);
  }
  return surges;
}

/** Beside the one before: into it, at its end, shortly after; or hours later. */
function drawStart(random: Random, before: Surge | undefined, after: Instant): Instant {
  if (before === undefined || random.chance(0.4)) return plus(after, wholeMinutes(random, 0, 180));
  const gap = random.pick([-20, -5, 0, 0, 2, 5, 9, 20]);
  return later(after, plus(before.end, minutes(gap)));
}

function drawSurge(random: Random, id: string, start: Instant, targets: readonly TargetPlan[]): Surge {
  const length = random.chance(0.1) ? wholeMinutes(random, 60, 150) : wholeMinutes(random, 4, 45);
  const pin = random.chance(0.4);
  return {
    id,
    targets: drawSurgeTargets(random, targets, length),
    start,
    end: plus(start, length),
    demand: drawDemand(random, length),
    ceiling: drawCeiling(random),
    override: random.chance(0.25) ? { owner: 'ann', reason: 'big match', pin } : undefined,
    lead: random.chance(0.4) ? asMillis(random.pick([0, 30, 90, 300, 900]) * 1_000) : undefined,
    cancelled: false,
    status: {},
  };
}

/** Another time or another size. */
export function redraw(random: Random, surge: Surge): Surge {
  if (random.chance(0.5)) return { ...surge, demand: drawDemand(random, minutes(20)) };
  const by = minutes(random.pick([-30, -10, -1, 1, 10, 60]));
  return { ...surge, start: plus(surge.start, by), end: plus(surge.end, by) };
}

function drawSurgeTargets(
  random: Random,
  targets: readonly TargetPlan[],
  length: Millis,
): readonly SurgeTarget[] {
  const chosen = targets.filter(() => random.chance(0.6)).map(({ ref }) => ref);
  const first = random.pick(targets).ref;
  const refs = chosen.length === 0 ? [first] : chosen;
  const all = random.chance(0.05) ? [...refs, GHOST] : refs;
  return all.map((ref) => (random.chance(0.3) ? { ref, demand: drawDemand(random, length) } : { ref }));
}

const drawCeiling = (random: Random): CeilingPolicy =>
  random.chance(0.5) ? { kind: 'cap' } : { kind: 'raise', to: random.whole(4, 24) };

function drawDemand(random: Random, length: Millis): Demand {
  const curve = drawCurve(random, length);
  switch (random.pick(['replicas', 'multiplier', 'rps', 'audience'] as const)) {
    case 'replicas':
      return { kind: 'replicas', replicas: random.whole(1, 16) };
    case 'multiplier':
      return { kind: 'multiplier', multiplier: random.pick([1, 1.5, 2, 3, 5]), curve };
    case 'rps':
      return { kind: 'rps', rps: random.whole(50, 1_200), curve };
    case 'audience':
      return {
        kind: 'audience',
        recipients: random.whole(1_000, 200_000),
        openRate: 0.1,
        requestsPerOpen: random.whole(1, 10),
        curve,
      };
  }
}

function drawCurve(random: Random, length: Millis): ArrivalCurve {
  switch (random.pick(['box', 'decay', 'points'] as const)) {
    case 'box':
      return { kind: 'box' };
    case 'decay':
      return {
        kind: 'decay',
        ramp: seconds(random.pick([0, 10, 120])),
        plateau: seconds(random.pick([0, 0, 180])),
        decay: minutes(random.pick([1, 5, 15])),
      };
    case 'points':
      return { kind: 'points', points: drawPoints(random, length) };
  }
}

/** Humps and steps within the surge's time, the highest of them the peak. */
function drawPoints(random: Random, length: Millis) {
  const count = random.whole(2, 5);
  const peak = random.whole(0, count - 1);
  return Array.from({ length: count }, (_, index) => ({
    offset: asMillis(Math.round((length * index) / count / 1_000) * 1_000),
    share: index === peak ? 1 : random.pick([0, 0.25, 0.5, 0.75, 1]),
  }));
}
