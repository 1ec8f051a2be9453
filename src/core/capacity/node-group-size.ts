/**
 * The fewest writes from a group as it stands to the minimum that it should have. The record goes first, so that a crash
 * between the two leaves a minimum that whoever comes next can tell from the owner's.
 */
import type { GroupRecord, GroupRecordReading, GroupState } from '../model/node-group.ts';
import type { GroupAction } from '../model/node-group-plan.ts';
import type { Instant } from '../model/time.ts';
import { type GroupOwnership, sameRecord } from './node-group-ownership.ts';

/** From the owner's minimum to the maximum; undefined = nothing is asked of it. */
export function minimumFor(
  { max }: GroupState,
  { owner }: GroupOwnership,
  wanted: number | undefined,
): number {
  return wanted === undefined ? owner : Math.max(owner, Math.min(wanted, max));
}

export function groupActions(
  state: GroupState,
  ownership: GroupOwnership,
  min: number,
  cluster: string,
  now: Instant,
): readonly GroupAction[] {
  return min <= ownership.owner ? giveBack(state, ownership) : hold(state, ownership, min, cluster, now);
}

/** Desired stays: an Auto Scaling group that is told to shrink ends instances, whatever runs on them. */
function giveBack(
  { ref, min, desired, record }: GroupState,
  { owner }: GroupOwnership,
): readonly GroupAction[] {
  const resize: GroupAction = {
    kind: 'ResizeGroup',
    group: ref,
    expected: record,
    from: { min, desired },
    min: owner,
    desired: undefined,
  };
  return [
    ...(min === owner ? [] : [resize]),
    ...(record.kind === 'none' ? [] : [{ kind: 'ForgetGroup', group: ref, expected: record } as const]),
  ];
}

function hold(
  state: GroupState,
  { owner, inFlight }: GroupOwnership,
  min: number,
  cluster: string,
  now: Instant,
): readonly GroupAction[] {
  const { ref: group, record } = state;
  const stands = state.min === min;
  // A minimum of ours that has been seen is the last that was sent.
  const isSeen = stands && record.kind === 'record' && record.record.wrote === min;
  const mayStand = [...inFlight, ...(stands || state.min === owner ? [] : [state.min])];
  const was = isSeen ? [] : mayStand.filter((one) => one !== min && one !== owner).slice(0, MOST_IN_FLIGHT);
  const intent = stampedRecord({ cluster, owner, wrote: min, was, at: now }, record);
  const recorded: GroupRecordReading = { kind: 'record', record: intent };
  const resize: GroupAction = {
    kind: 'ResizeGroup',
    group,
    expected: recorded,
    from: { min: state.min, desired: state.desired },
    min,
    desired: state.desired < min ? min : undefined,
  };
  const settled = { ...intent, was: [] };
  return [
    ...recordActions(group, record, intent),
    ...(stands ? [] : [resize]),
    ...(stands || was.length === 0 ? [] : recordActions(group, recorded, settled)),
  ];
}

/** The tag has room for 256 characters. */
const MOST_IN_FLIGHT = 8;

const recordActions = (
  group: GroupState['ref'],
  expected: GroupRecordReading,
  record: GroupRecord,
): readonly GroupAction[] =>
  expected.kind === 'record' && sameRecord(expected.record, record)
    ? []
    : [{ kind: 'RecordGroup', group, expected, record }];

/** The time of a size is that of its first record. */
const stampedRecord = (record: GroupRecord, before: GroupRecordReading): GroupRecord =>
  before.kind === 'record' && before.record.wrote === record.wrote
    ? { ...record, at: before.record.at }
    : record;
