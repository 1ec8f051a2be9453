/** How far the count may move in one sync: the bounds of the HPA and the limits on its speed. */
import type { Instant } from '../../../core/model/time.ts';
import type { Behavior, ScalingPolicy, ScalingRules } from './behavior.ts';
import { changeWithin, type ScaleEvents } from './memory.ts';

export type LimitReason =
  | 'DesiredWithinRange'
  | 'ScaleUpLimit'
  | 'ScaleDownLimit'
  | 'TooManyReplicas'
  | 'TooFewReplicas';

interface Limited {
  readonly replicas: number;
  readonly reason: LimitReason;
}

interface Move {
  readonly current: number;
  readonly wanted: number;
  readonly min: number;
  readonly max: number;
}

/** Without `behavior`: at most double, or to 4. */
export function limitByDefault({ current, wanted, min, max }: Move): Limited {
  const fastest = Math.max(2 * current, 4);
  if (wanted < min) return { replicas: min, reason: 'TooFewReplicas' };
  if (wanted <= Math.min(fastest, max)) return within(wanted);
  return max > fastest
    ? { replicas: fastest, reason: 'ScaleUpLimit' }
    : { replicas: max, reason: 'TooManyReplicas' };
}

/** With `behavior`: a count that stays is not looked at, so it may stand outside of the bounds. */
export function limitByPolicies(move: Move, behavior: Behavior, events: ScaleEvents, now: Instant): Limited {
  const { current, wanted, min, max } = move;
  if (wanted > current) {
    const fastest = Math.max(current, furthest(current, behavior.up, events, now, RAISE));
    if (wanted <= Math.min(fastest, max)) return within(wanted);
    return max > fastest
      ? { replicas: fastest, reason: 'ScaleUpLimit' }
      : { replicas: max, reason: 'TooManyReplicas' };
  }
  if (wanted < current) {
    const fastest = Math.min(current, furthest(current, behavior.down, events, now, LOWER));
    if (wanted >= Math.max(fastest, min)) return within(wanted);
    return min < fastest
      ? { replicas: fastest, reason: 'ScaleDownLimit' }
      : { replicas: min, reason: 'TooFewReplicas' };
  }
  return within(wanted);
}

const within = (replicas: number): Limited => ({ replicas, reason: 'DesiredWithinRange' });

interface Direction {
  readonly allow: (start: number, policy: ScalingPolicy) => number;
  /** Of two counts the one further away, and the one closer. */
  readonly further: (a: number, b: number) => number;
  readonly closer: (a: number, b: number) => number;
}

const RAISE: Direction = {
  // Rounded up, or a small percentage of few pods would never add one.
  allow: (start, { type, value }) => (type === 'Pods' ? start + value : Math.ceil(start * (1 + value / 100))),
  further: (a, b) => Math.max(a, b),
  closer: (a, b) => Math.min(a, b),
};

const LOWER: Direction = {
  allow: (start, { type, value }) =>
    type === 'Pods' ? start - value : Math.trunc(start * (1 - value / 100)),
  further: (a, b) => Math.min(a, b),
  closer: (a, b) => Math.max(a, b),
};

/** Every policy counts from what there was when its period began: changes of both directions are taken back. */
function furthest(
  current: number,
  { select, policies }: ScalingRules,
  events: ScaleEvents,
  now: Instant,
  { allow, further, closer }: Direction,
): number {
  if (select === 'Disabled' || policies.length === 0) return current;
  return policies
    .map((policy) => {
      const added = changeWithin(events.up, policy.period, now);
      const removed = changeWithin(events.down, policy.period, now);
      return allow(current - added + removed, policy);
    })
    .reduce(select === 'Min' ? closer : further);
}
