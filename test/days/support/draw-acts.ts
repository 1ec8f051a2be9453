/** Draws what the owners do: most of it while surges are on or just over. */
import type { Surge } from '../../../src/core/model/surge.ts';
import type { TargetRef } from '../../../src/core/model/target.ts';
import { type Instant, minus, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import type { Random } from '../../../src/sim/random.ts';
import { drawTime } from './draw-messages.ts';
import { BEHAVIORS } from './draw-targets.ts';
import type { Act, ActKind, TargetPlan } from './plan.ts';

const KINDS = [
  'editMin',
  'editMin',
  'editMin',
  'editMax',
  'editMax',
  'editBehavior',
  'editBehavior',
  'replace',
  'stripRecord',
  'recreate',
  'revert',
  'pause',
  'sleep',
  'wake',
] as const;

export function drawActs(
  random: Random,
  day: { readonly from: Instant; readonly until: Instant },
  targets: readonly TargetPlan[],
  surges: readonly Surge[],
): readonly Act[] {
  const count = random.pick([0, 0, 1, 2, 3, 4, 6, 10]);
  const acts = Array.from({ length: count }, (): Act => {
    const target = random.pick(targets).ref;
    const at = drawInstant(random, day, target, surges);
    return { at, target, ...drawKind(random, at) };
  });
  return acts.toSorted((a, b) => a.at - b.at);
}

function drawInstant(
  random: Random,
  { from, until }: { readonly from: Instant; readonly until: Instant },
  target: TargetRef,
  surges: readonly Surge[],
): Instant {
  const named = surges.filter(({ targets }) => targets.some(({ ref }) => ref.name === target.name));
  if (named.length === 0 || random.chance(0.2)) return drawTime(random, from, until);
  const { start, end } = random.pick(named);
  return random.chance(0.8)
    ? drawTime(random, minus(start, minutes(5)), end)
    : drawTime(random, end, plus(end, minutes(8)));
}

function drawKind(random: Random, at: Instant): ActKind {
  const kind = random.pick(KINDS);
  switch (kind) {
    case 'editMin':
    case 'editMax':
      return { kind, choice: random.unit() };
    case 'editBehavior':
      return {
        kind,
        patch: random.pick([null, { scaleDown: { stabilizationWindowSeconds: null } }, ...BEHAVIORS]),
      };
    case 'recreate':
      return { kind, gap: seconds(random.pick([1, 20, 400])) };
    case 'revert':
      return { kind, until: plus(at, minutes(random.pick([1, 1, 45]))) };
    case 'pause':
      return { kind, until: random.chance(0.2) ? undefined : plus(at, minutes(random.whole(1, 60))) };
    case 'wake':
      return { kind, replicas: random.whole(1, 3) };
    case 'replace':
    case 'stripRecord':
    case 'sleep':
      return { kind };
  }
}
