/** Draws how a day goes for functions: which ticks come, when, how long they may take, and how the queue behaves. */
import {
  asMillis,
  type Instant,
  type Millis,
  minutes,
  plus,
  seconds,
} from '../../../../src/core/model/time.ts';
import { type Random, seededRandom } from '../../../../src/sim/random.ts';
import { drawTime } from '../draw-messages.ts';
import type { DayPlan, Span } from '../plan.ts';
import { type AlarmPlan, drawAlarm } from './draw-alarms.ts';

export interface FunctionsPlan {
  readonly ticks: readonly TickPlan[];
  readonly queue: QueuePlan;
  readonly alarm: AlarmPlan;
  /** What nobody can understand. */
  readonly garbage: readonly { readonly at: Instant; readonly body: string }[];
  /** Probability that a dead letter cannot be kept. */
  readonly lettersFail: number;
  /** Probability that the bus leaves one of the news. */
  readonly newsFail: number;
  /** A time in which two versions are deployed: some invocations have the settings to come, or those that were. */
  readonly rollout: Span & { readonly settings: Readonly<Record<string, unknown>> };
}

export interface TickPlan {
  readonly at: Instant;
  /** From then on it does not run any more, wherever it is; its deadline is some seconds before. */
  readonly timeout: Millis;
}

export interface QueuePlan {
  readonly visibility: Millis;
  /** Messages of a batch, at most. */
  readonly batch: number;
  /** How long a message is on its way, at most: longer than the next, so that they overtake each other. */
  readonly delay: Millis;
  /** Probability that a message is handed over once more though it was acknowledged. */
  readonly again: number;
  /** After so many times it goes to the dead letters, from where it is put back. */
  readonly mostReceives: number;
}

const TICK = minutes(1);

export function drawFunctions(day: DayPlan): FunctionsPlan {
  const random = seededRandom(day.seed).fork('functions');
  const { calm } = day;
  const at = random.between(day.start, day.quietFrom);
  const lead = Number(day.settings['leadSeconds']);
  return {
    ticks: drawTicks(random.fork('ticks'), day),
    queue: drawQueue(random.fork('queue'), day),
    alarm: drawAlarm(random.fork('alarm'), day),
    garbage: drawGarbage(random.fork('garbage'), day),
    newsFail: calm ? 0 : random.fork('news').pick([0, 0.3]),
    lettersFail: calm ? 0 : random.fork('letters').pick([0, 0.3]),
    rollout: {
      from: plus(day.start, asMillis(at - day.start)),
      until: calm
        ? plus(day.start, asMillis(at - day.start))
        : plus(day.start, asMillis(at - day.start + minutes(random.pick([0, 5, 120])))),
      settings: { ...day.settings, leadSeconds: lead + random.pick([-30, 30]), pollSeconds: 20 },
    },
  };
}

/** When nobody disturbs it every tick comes, a little late; else some do not, some come twice, some are cut off. */
function drawTicks(random: Random, { calm, start, quietFrom, end }: DayPlan): readonly TickPlan[] {
  const [missed, doubled, cut] = [random.pick([0, 0.02, 0.3]), random.pick([0, 0.1]), random.pick([0, 0.05])];
  const ticks: TickPlan[] = [];
  for (let due = start; due < end; due = plus(due, TICK)) {
    const isCalm = calm || due >= quietFrom;
    if (!isCalm && random.chance(missed)) continue;
    const timeout = !isCalm && random.chance(cut) ? seconds(random.whole(1, 60)) : seconds(65);
    const tick = { at: plus(due, seconds(random.whole(0, 10))), timeout };
    ticks.push(tick);
    if (!isCalm && random.chance(doubled))
      ticks.push({ at: plus(tick.at, seconds(random.whole(0, 5))), timeout: seconds(65) });
  }
  return ticks;
}

const GARBAGE = ['', '{', '{"detail-type":"push.scheduled"}', 'null'];

const drawGarbage = (random: Random, day: DayPlan): FunctionsPlan['garbage'] =>
  Array.from({ length: random.pick([0, 0, 1, 3]) }, (_, index) => ({
    at: drawTime(random, day.start, day.quietFrom),
    body: `${random.pick(GARBAGE)}${' '.repeat(index)}`,
  }));

const drawQueue = (random: Random, { calm, intake }: DayPlan): QueuePlan => ({
  visibility: calm ? seconds(180) : intake.visibility,
  batch: random.pick([1, 3, 10]),
  delay: calm ? seconds(1) : seconds(random.pick([1, 5, 60])),
  again: calm ? 0 : random.pick([0, 0.2]),
  mostReceives: random.pick([3, 6]),
});
