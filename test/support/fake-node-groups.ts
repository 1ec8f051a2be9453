/** Auto Scaling groups in memory, as AWS keeps them: any call may fail, writes are noted, and the owner may write too. */
import { isDeepStrictEqual } from 'node:util';
import {
  type GroupRef,
  type GroupState,
  type GroupTroubles,
  groupKeyOf,
} from '../../src/core/model/node-group.ts';
import type { Resources } from '../../src/core/model/room.ts';
import { Conflict, type Fault, Invalid, NotFound } from '../../src/ports/faults.ts';
import type { NodeGroupReader, NodeGroupWriter } from '../../src/ports/node-groups.ts';

export const WEB: GroupRef = { region: 'eu-central-1', name: 'web' };

export const aGroup = (over: Partial<GroupState> = {}): GroupState => ({
  ref: WEB,
  min: 2,
  max: 20,
  desired: 3,
  inService: 3,
  record: { kind: 'none' },
  ...over,
});

export interface FakeNodeGroups extends NodeGroupReader, NodeGroupWriter {
  readonly add: (group: GroupState) => void;
  readonly of: (ref: GroupRef) => GroupState;
  /** As its owner would, by another tool. */
  readonly change: (ref: GroupRef, over: Partial<GroupState>) => void;
  /** In order: `record web 12`, `resize web 12/12`, `forget web`. */
  readonly written: string[];
  readonly called: string[];
}

export interface FakeOptions {
  /** The fault that a call meets, by its name; it has no effect then. */
  readonly fault?: (call: string) => Fault | undefined;
  readonly troubles?: () => GroupTroubles;
  readonly shape?: Resources | undefined;
}

export function fakeNodeGroups(
  start: readonly GroupState[],
  { fault = () => undefined, troubles = () => ({}), shape }: FakeOptions = {},
): FakeNodeGroups {
  const groups = new Map(start.map((group) => [groupKeyOf(group.ref), group]));
  const written: string[] = [];
  const called: string[] = [];
  const of = (ref: GroupRef): GroupState => {
    const group = groups.get(groupKeyOf(ref));
    if (group === undefined) throw new NotFound(`no group ${groupKeyOf(ref)}`);
    return group;
  };
  const call = async <T>(name: string, answer: () => T): Promise<T> => {
    called.push(name);
    const failure = fault(name);
    await Promise.resolve();
    if (failure !== undefined) throw failure;
    return answer();
  };
  const write = (name: string, ref: GroupRef, next: (group: GroupState) => GroupState): Promise<void> =>
    call(name, () => {
      groups.set(groupKeyOf(ref), next(of(ref)));
      written.push(name);
    });
  return {
    add: (group) => void groups.set(groupKeyOf(group.ref), group),
    of,
    written,
    called,
    change: (ref, over) => void groups.set(groupKeyOf(ref), { ...of(ref), ...over }),
    list: (region, names) =>
      call(`list ${region}`, () =>
        [...groups.values()].filter(
          ({ ref, record }) => ref.region === region && (names.includes(ref.name) || record.kind !== 'none'),
        ),
      ),
    troublesOf: ({ ref }) => call(`troubles ${ref.name}`, troubles),
    shapeOf: ({ name }) => call(`shape ${name}`, () => shape),
    record: (ref, record, expected) =>
      write(`record ${ref.name} ${record.wrote}`, ref, (group) => {
        requireRecord(group, expected);
        return { ...group, record: { kind: 'record', record } };
      }),
    resize: (ref, { min, desired, from, expected }) =>
      write(`resize ${ref.name} ${min}/${desired ?? '-'}`, ref, (group) => {
        requireRecord(group, expected);
        if (group.min !== from.min) throw new Conflict('the minimum is another by now');
        if (desired !== undefined && group.desired !== from.desired) throw new Conflict('desired moved');
        const size = desired ?? Math.max(group.desired, min);
        if (min > size || size > group.max) throw new Invalid('ValidationError: min <= desired <= max');
        return { ...group, min, desired: size };
      }),
    forget: (ref, expected) =>
      write(`forget ${ref.name}`, ref, (group) => {
        requireRecord(group, expected);
        return { ...group, record: { kind: 'none' } };
      }),
  };
}

function requireRecord({ record }: GroupState, expected: GroupState['record']): void {
  if (!isDeepStrictEqual(record, expected)) throw new Conflict('the record is another by now');
}
