/** What stands in the way of a surge on a target, in the words of the person on call. */
import { maxFieldOf, maxOf } from '../model/lever.ts';
import type { Surge, SurgeCondition } from '../model/surge.ts';
import { keyOf, type TargetSnapshot } from '../model/target.ts';
import type { Choice } from './bounds.ts';
import { contentionMessage } from './dispute.ts';
import { lacksProfile } from './goal.ts';
import type { Situation } from './situation.ts';

/** Sorted by type. Messages hold no figure that moves by itself: a steady state must not write. */
export function conditionsFor(
  surge: Surge,
  { target, ownership }: Situation,
  choice: Choice,
): readonly SurgeCondition[] {
  const key = keyOf(target.ref);
  const most = `${maxFieldOf(target)} ${maxOf(target, ownership.baseline.max) ?? 'none'}`;
  return [
    ...when(choice.capped, 'Capped', `the surges need more than ${key} may have: ${most}`),
    ...contention(target, choice),
    ...when(target.paused, 'Paused', `${key} is paused by annotation: nothing is written`),
    ...when(
      lacksProfile(surge, target),
      'ProfileMissing',
      `${key} says no rps per replica (annotation forescale.dev/profile): its share of the crowd is not counted`,
    ),
  ];
}

const contention = (target: TargetSnapshot, { contended }: Choice): readonly SurgeCondition[] =>
  contended ? [{ type: 'Contended', message: contentionMessage(target), manager: target.minManager }] : [];

const when = (holds: boolean, type: SurgeCondition['type'], message: string): readonly SurgeCondition[] =>
  holds ? [{ type, message }] : [];
