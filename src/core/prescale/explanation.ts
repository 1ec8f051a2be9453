/** Conditions and reasons: why the plan is what it is, in the words of the person on call. */
import type { Action, Reason } from '../model/plan.ts';
import type { Surge, SurgeCondition } from '../model/surge.ts';
import { keyOf, type TargetSnapshot } from '../model/target.ts';
import { boundsOf, type Ownership } from './baseline.ts';
import type { Choice } from './bounds.ts';
import { sameBounds } from './change.ts';
import { contentionMessage } from './dispute.ts';
import { lacksProfile } from './goal.ts';
import type { StatusAction } from './status.ts';

/** Messages hold no figure that moves with the floor: a steady state must not write. */
export function conditionsFor(
  surge: Surge,
  target: TargetSnapshot,
  ownership: Ownership,
  choice: Choice,
): readonly SurgeCondition[] {
  const key = keyOf(target.ref);
  return [
    ...when(
      choice.capped,
      'Capped',
      `the surges need more than ${key} may have: maxReplicas ${ownership.baseline.max}`,
    ),
    ...when(choice.contended, 'Contended', contentionMessage(target)),
    ...when(target.paused, 'Paused', `${key} is paused by annotation: nothing is written`),
    ...when(
      lacksProfile(surge, target),
      'ProfileMissing',
      `${key} says no rps per replica (annotation forescale.dev/profile): its share of the crowd is not counted`,
    ),
  ];
}

const when = (holds: boolean, type: SurgeCondition['type'], message: string): readonly SurgeCondition[] =>
  holds ? [{ type, message }] : [];

export function explain(
  target: TargetSnapshot,
  ownership: Ownership,
  choice: Choice,
  writes: readonly Action[],
): readonly Reason[] {
  return [
    ...(target.paused ? [reason('Paused', 'paused by annotation: nothing is written')] : []),
    ...(target.record.kind === 'torn'
      ? [reason('RecordTorn', `unreadable record: ${target.record.text}`)]
      : []),
    ...(ownership.recovered
      ? [reason('BaselineRecovered', `record lost: ${rangeOf(ownership)} taken from the surge`)]
      : []),
    ...baselineReason(ownership),
    ...writes.flatMap((action) => writeReasons(action, target, choice)),
  ];
}

function baselineReason(ownership: Ownership): readonly Reason[] {
  const { record, baseline } = ownership;
  if (record === undefined || sameBounds(record.baseline, baseline)) return [];
  return [reason('BaselineChanged', `the owner wants ${rangeOf(ownership)} now`)];
}

const rangeOf = ({ baseline: { min, max } }: Ownership): string =>
  max === undefined ? `${min ?? 0} replicas` : `${min ?? 1} to ${max} replicas`;

/** What a surge says for the first time. */
export const explainStatuses = (
  statuses: readonly StatusAction[],
  surges: readonly Surge[],
): readonly Reason[] =>
  statuses.flatMap(({ surge, target, status }) => {
    const before = surges.find(({ id }) => id === surge)?.status[keyOf(target)];
    const had = (type: SurgeCondition['type']) => before?.conditions.some((known) => known.type === type);
    const missing = status.conditions.find(({ type }) => type === 'ProfileMissing');
    return [
      ...(status.late && before?.late !== true ? [reason('StartedLate', `${surge} is raised late`)] : []),
      ...(missing !== undefined && had('ProfileMissing') !== true
        ? [reason('ProfileMissing', missing.message)]
        : []),
    ];
  });

function writeReasons(action: Action, target: TargetSnapshot, choice: Choice): readonly Reason[] {
  if (action.kind === 'ScaleTarget')
    return target.replicas === 0 ? [reason('WokenFromZero', `from zero to ${action.replicas}`)] : [];
  if (action.kind !== 'PatchTarget') return [];
  const live = boundsOf(target);
  const { min, max } = choice.bounds;
  const raised = (min ?? 1) > (live.min ?? 1);
  const lifted = max !== undefined && live.max !== undefined && max > live.max;
  return [
    ...(raised ? [reason('FloorRaised', `floor ${live.min ?? 1} to ${min}`)] : []),
    ...(lifted ? [reason('MaxRaised', `maxReplicas ${live.max} to ${max}`)] : []),
    ...(choice.capped ? [reason('Capped', `held at maxReplicas ${max}`)] : []),
    ...(action.record === null ? [reason('HandedBack', 'as its owner wants it')] : []),
  ];
}

const reason = (code: Reason['code'], detail: string): Reason => ({ code, detail });
