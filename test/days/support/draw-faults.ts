/** Draws what goes wrong: nothing on a calm day, a little or a lot on the others. */
import { asMillis, type Instant, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { type FaultRates, NO_FAULTS } from '../../../src/sim/client/faults.ts';
import type { Random } from '../../../src/sim/random.ts';
import { drawTime } from './draw-messages.ts';
import type { ClusterPlan, IntakePlan, ProcessPlan, Span } from './plan.ts';

export interface FaultDraw {
  readonly random: Random;
  readonly calm: boolean;
  readonly from: Instant;
  readonly until: Instant;
}

export function drawProcesses({ random, calm, from, until }: FaultDraw): readonly ProcessPlan[] {
  const count = random.pick([1, 1, 2, 3]);
  const scale = random.pick([0.2, 1, 1, 4]);
  return Array.from({ length: count }, () => ({
    skew: asMillis(random.pick([0, random.whole(-20_000, 20_000)])),
    latency: asMillis(random.pick([5, 20, 300])),
    faults: calm ? NO_FAULTS : drawRates(random, scale),
    kills: calm ? [] : drawInstants(random, random.pick([0, 2, 10]), from, until),
  }));
}

function drawRates(random: Random, scale: number): FaultRates {
  const rate = (most: number): number => random.pick([0, most, most]) * scale * random.unit();
  return {
    calls: {
      crashBefore: rate(0.01),
      crashAfter: rate(0.01),
      conflict: rate(0.05),
      throttled: rate(0.05),
      unavailable: rate(0.05),
      timeoutAfterEffect: rate(0.03),
    },
    watch: { duplicated: rate(0.1), late: rate(0.1), lost: rate(0.1) },
  };
}

export const drawIntake = ({ random, calm }: FaultDraw): IntakePlan => ({
  latency: asMillis(random.pick([5, 50, 1_000])),
  crash: calm ? 0 : random.pick([0, 0.1, 0.3]),
  visibility: seconds(random.pick([10, 30, 120])),
});

export const drawCluster = (draw: FaultDraw): Omit<ClusterPlan, 'buffers'> => ({
  sync: seconds(draw.random.pick([15, 30, 60, 60])),
  nodes: draw.random.pick([3, 10]),
  outOfCapacity: drawSpans(draw),
  metricsDown: drawSpans(draw),
});

function drawSpans({ random, calm, from, until }: FaultDraw): readonly Span[] {
  const count = calm ? 0 : random.pick([0, 0, 1, 2]);
  return drawInstants(random, count, from, until).map((at) => ({
    from: at,
    until: plus(at, minutes(random.whole(1, 40))),
  }));
}

const drawInstants = (random: Random, count: number, from: Instant, until: Instant): readonly Instant[] =>
  Array.from({ length: count }, () => drawTime(random, from, until)).toSorted((a, b) => a - b);
