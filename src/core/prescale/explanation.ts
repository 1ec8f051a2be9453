/** Reasons: why the plan is what it is, in the words of the person on call. */
import { maxFieldOf, maxOf, minOf } from '../model/lever.ts';
import type { Action, Reason } from '../model/plan.ts';
import type { SurgeCondition } from '../model/surge.ts';
import { keyOf } from '../model/target.ts';
import type { Ownership } from './baseline.ts';
import type { Choice } from './bounds.ts';
import { sameBounds } from './change.ts';
import type { Situation } from './situation.ts';
import type { StatusAction } from './status.ts';

export function explain(
  situation: Situation,
  choice: Choice,
  statuses: readonly StatusAction[],
  writes: readonly Action[],
): readonly Reason[] {
  const { target, ownership } = situation;
  return [
    ...statuses.flatMap((action) => statusReasons(action, situation)),
    ...when(target.paused, 'Paused', 'paused by annotation: nothing is written'),
    ...(target.record.kind === 'torn'
      ? [reason('RecordTorn', `unreadable record: ${target.record.text}`)]
      : []),
    ...when(
      ownership.recovered,
      'BaselineRecovered',
      `record lost: ${rangeOf(situation)} taken from the surge`,
    ),
    ...when(isBaselineNew(ownership), 'BaselineChanged', `the owner wants ${rangeOf(situation)} now`),
    ...writes.flatMap((action) => writeReasons(action, situation, choice)),
  ];
}

/** What a surge says for the first time. */
function statusReasons({ surge, status }: StatusAction, { target, surges }: Situation): readonly Reason[] {
  const before = surges.find(({ id }) => id === surge)?.status[keyOf(target.ref)];
  const told = (type: SurgeCondition['type']) =>
    before?.conditions.some((known) => known.type === type) === true;
  const missing = status.conditions.find(({ type }) => type === 'ProfileMissing');
  return [
    ...when(
      status.late && before?.late !== true,
      'StartedLate',
      `${surge} is raised later than it could have been`,
    ),
    ...when(
      missing !== undefined && !told('ProfileMissing'),
      'ProfileMissing',
      `${surge}: ${missing?.message ?? ''}`,
    ),
  ];
}

const isBaselineNew = ({ record, baseline }: Ownership): boolean =>
  record !== undefined && !sameBounds(record.baseline, baseline);

function rangeOf({ target, ownership: { baseline } }: Situation): string {
  const [min, max] = [minOf(target, baseline.min), maxOf(target, baseline.max)];
  return max === undefined ? `${min} replicas` : `${min} to ${max} replicas`;
}

function writeReasons(action: Action, { target, active }: Situation, choice: Choice): readonly Reason[] {
  if (action.kind === 'ScaleTarget')
    return when(target.replicas === 0, 'WokenFromZero', `from zero to ${action.replicas}`);
  if (action.kind !== 'PatchTarget') return [];
  const [was, is] = [minOf(target, target.min), minOf(target, choice.bounds.min)];
  const [had, max] = [maxOf(target, target.max), maxOf(target, choice.bounds.max)];
  const lifted = max !== undefined && had !== undefined && max > had;
  const pinned = active.some(({ override }) => override?.pin === true);
  const maxField = maxFieldOf(target);
  return [
    ...when(is > was, 'FloorRaised', `floor ${was} to ${is}`),
    ...when(lifted, 'MaxRaised', `${maxField} ${had ?? 0} to ${max ?? 0}`),
    ...when(
      pinned && max !== undefined,
      'Pinned',
      `${target.lever} and ${maxField} held together at ${max ?? 0}`,
    ),
    ...when(choice.capped, 'Capped', `held at ${maxField} ${max ?? 0}`),
    ...when(action.record === null, 'HandedBack', 'as its owner wants it'),
  ];
}

const when = (holds: boolean, code: Reason['code'], detail: string): readonly Reason[] =>
  holds ? [reason(code, detail)] : [];

const reason = (code: Reason['code'], detail: string): Reason => ({ code, detail });
