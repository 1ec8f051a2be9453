/** Draws an alarm that goes off now and then, flaps, and is over before the day is. */
import { type Instant, minutes, plus, seconds } from '../../../../src/core/model/time.ts';
import type { Random } from '../../../../src/sim/random.ts';
import type { DayPlan } from '../plan.ts';

export interface AlarmPlan {
  readonly holdSeconds: number;
  readonly maxSeconds: number;
  readonly replicas: number;
  readonly changes: readonly AlarmChange[];
}

export interface AlarmChange {
  readonly at: Instant;
  readonly value: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';
}

const LATEST = minutes(19 * 60);

export function drawAlarm(random: Random, { start }: DayPlan): AlarmPlan {
  const changes: AlarmChange[] = [];
  let at = plus(start, minutes(random.whole(30, 300)));
  const add = (value: AlarmChange['value'], after: number): void => {
    changes.push({ at, value });
    at = plus(at, seconds(after));
  };
  for (let left = random.pick([0, 1, 1, 3]); left > 0 && at < plus(start, LATEST); left -= 1) {
    if (random.chance(0.2)) add('INSUFFICIENT_DATA', random.whole(1, 60));
    add('ALARM', random.pick([20, 120, 600, 3_000, 6_000]));
    add('OK', random.pick([5, 60, 600, 4_000]));
  }
  return {
    holdSeconds: random.pick([180, 300, 900]),
    maxSeconds: random.pick([1_800, 7_200]),
    replicas: random.whole(2, 10),
    changes,
  };
}
