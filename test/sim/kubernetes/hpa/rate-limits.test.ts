import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asInstant, plus, seconds } from '../../../../src/core/model/time.ts';
import type { Behavior, ScalingPolicy, ScalingRules } from '../../../../src/sim/kubernetes/hpa/behavior.ts';
import { NO_EVENTS, type ScaleEvents } from '../../../../src/sim/kubernetes/hpa/memory.ts';
import { limitByDefault, limitByPolicies } from '../../../../src/sim/kubernetes/hpa/rate-limits.ts';

const NOW = asInstant(Date.UTC(2026, 10, 22, 18));
const event = (change: number, secondsAgo: number) => ({ at: plus(NOW, seconds(-secondsAgo)), change });

test.each([
  // current, wanted, min, max, replicas, reason
  [10, 192, 1, 400, 20, 'ScaleUpLimit'],
  [1, 192, 1, 400, 4, 'ScaleUpLimit'],
  [2, 4, 1, 400, 4, 'DesiredWithinRange'],
  [3, 192, 1, 400, 6, 'ScaleUpLimit'],
  [160, 192, 1, 400, 192, 'DesiredWithinRange'],
  [160, 500, 1, 200, 200, 'TooManyReplicas'],
  [40, 2, 10, 400, 10, 'TooFewReplicas'],
  [40, 12, 10, 400, 12, 'DesiredWithinRange'],
])('without behavior %i to %i in %i..%i gives %i, %s', (current, wanted, min, max, replicas, reason) => {
  expect(limitByDefault({ current, wanted, min, max })).toStrictEqual({ replicas, reason });
});

const pods = (value: number, period = 60): ScalingPolicy => ({
  type: 'Pods',
  value,
  period: seconds(period),
});
const percent = (value: number, period = 60): ScalingPolicy => ({
  type: 'Percent',
  value,
  period: seconds(period),
});
const rules = (select: ScalingRules['select'], ...policies: ScalingPolicy[]): ScalingRules => ({
  window: seconds(0),
  select,
  policies,
});
const STOP = rules('Disabled');

type Case = [ScalingRules, number, number, ScaleEvents, number, string];

describe('up', () => {
  const cases: Readonly<Record<string, Case>> = {
    'pods a minute': [rules('Max', pods(4)), 10, 50, NO_EVENTS, 14, 'ScaleUpLimit'],
    'percent is rounded up': [rules('Max', percent(10)), 11, 50, NO_EVENTS, 13, 'ScaleUpLimit'],
    'a small percent of one pod adds one': [rules('Max', percent(1)), 1, 50, NO_EVENTS, 2, 'ScaleUpLimit'],
    'Max takes the faster': [rules('Max', pods(4), percent(100)), 10, 50, NO_EVENTS, 20, 'ScaleUpLimit'],
    'Min takes the slower': [rules('Min', pods(4), percent(100)), 10, 50, NO_EVENTS, 14, 'ScaleUpLimit'],
    Disabled: [rules('Disabled', pods(4)), 10, 50, NO_EVENTS, 10, 'ScaleUpLimit'],
    'within the policy': [rules('Max', pods(4)), 10, 13, NO_EVENTS, 13, 'DesiredWithinRange'],
    'at the maximum': [rules('Max', pods(400)), 90, 150, NO_EVENTS, 100, 'TooManyReplicas'],
    'what was added in the period counts': [
      rules('Max', pods(6)),
      14,
      50,
      { up: [event(4, 30)], down: [] },
      16,
      'ScaleUpLimit',
    ],
    'an event exactly a period old is over': [
      rules('Max', pods(6)),
      14,
      50,
      { up: [event(4, 60)], down: [] },
      20,
      'ScaleUpLimit',
    ],
    'what was removed may come back': [
      rules('Max', pods(4)),
      10,
      50,
      { up: [], down: [event(5, 30)] },
      19,
      'ScaleUpLimit',
    ],
    'a spent budget holds the count': [
      rules('Max', pods(4, 600)),
      20,
      50,
      { up: [event(10, 60)], down: [] },
      20,
      'ScaleUpLimit',
    ],
    'each policy looks back over its own period': [
      rules('Min', pods(8, 20), pods(10, 120)),
      20,
      50,
      { up: [event(5, 60), event(2, 10)], down: [] },
      23,
      'ScaleUpLimit',
    ],
  };
  test.each(Object.entries(cases))('%s', (_, [up, current, wanted, events, replicas, reason]) => {
    const move = { current, wanted, min: 1, max: 100 };
    expect(limitByPolicies(move, { up, down: STOP }, events, NOW)).toStrictEqual({ replicas, reason });
  });
});

describe('down', () => {
  const cases: Readonly<Record<string, Case>> = {
    'all at once': [rules('Max', percent(100, 15)), 40, 6, NO_EVENTS, 6, 'DesiredWithinRange'],
    'never below min': [rules('Max', percent(100, 15)), 40, 2, NO_EVENTS, 5, 'TooFewReplicas'],
    'percent is rounded down': [rules('Max', percent(10)), 15, 5, NO_EVENTS, 13, 'ScaleDownLimit'],
    'Max takes the faster': [rules('Max', pods(4), percent(50)), 40, 5, NO_EVENTS, 20, 'ScaleDownLimit'],
    'Min takes the slower': [rules('Min', pods(4), percent(50)), 40, 5, NO_EVENTS, 36, 'ScaleDownLimit'],
    Disabled: [rules('Disabled', pods(4)), 40, 5, NO_EVENTS, 40, 'ScaleDownLimit'],
    'what was removed in the period counts': [
      rules('Max', pods(6)),
      36,
      5,
      { up: [], down: [event(4, 30)] },
      34,
      'ScaleDownLimit',
    ],
    'what was added may go again': [
      rules('Max', pods(4)),
      40,
      5,
      { up: [event(10, 30)], down: [] },
      26,
      'ScaleDownLimit',
    ],
    'a spent budget holds the count': [
      rules('Max', pods(4)),
      30,
      5,
      { up: [], down: [event(10, 30)] },
      30,
      'ScaleDownLimit',
    ],
  };
  test.each(Object.entries(cases))('%s', (_, [down, current, wanted, events, replicas, reason]) => {
    const move = { current, wanted, min: 5, max: 100 };
    expect(limitByPolicies(move, { up: STOP, down }, events, NOW)).toStrictEqual({ replicas, reason });
  });
});

test('a limited count lies between the current and the wanted one, and inside of the bounds', () => {
  const policy = fc.oneof(
    fc.nat(20).map((value) => pods(value)),
    fc.nat(100).map((value) => percent(value)),
  );
  const side = fc
    .tuple(fc.constantFrom('Max' as const, 'Min' as const), fc.array(policy, { minLength: 1, maxLength: 3 }))
    .map(([select, policies]) => rules(select, ...policies));
  const events = fc.array(fc.tuple(fc.nat(30), fc.nat(90)).map(([change, age]) => event(change, age)));
  const all = fc.record({ up: side, down: side, added: events, removed: events });
  const counts = fc.record({ current: fc.integer({ min: 5, max: 100 }), wanted: fc.nat(200) });
  fc.assert(
    fc.property(all, counts, ({ up, down, added, removed }, { current, wanted }) => {
      const behavior: Behavior = { up, down };
      const move = { current, wanted, min: 5, max: 100 };
      const { replicas } = limitByPolicies(move, behavior, { up: added, down: removed }, NOW);
      const aim = Math.min(100, Math.max(5, wanted));
      expect(replicas).toBeGreaterThanOrEqual(Math.min(current, aim));
      expect(replicas).toBeLessThanOrEqual(Math.max(current, aim));
    }),
  );
});
