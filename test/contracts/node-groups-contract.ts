/** What every adapter of the node group ports does. */
import { describe, expect, test } from 'vitest';
import type { GroupRecord, GroupRef, GroupState } from '../../src/core/model/node-group.ts';
import type { NodeGroupReader, NodeGroupWriter } from '../../src/ports/node-groups.ts';
import { at } from '../support/a-surge.ts';

export const REGION = 'eu-central-1';

/** As the owner of the groups has them, by other means than ours. */
export interface GroupOwner {
  add(group: Pick<GroupState, 'min' | 'max' | 'desired'> & { readonly name: string }): void;
  change(name: string, sizes: Partial<Pick<GroupState, 'min' | 'max' | 'desired'>>): void;
  sizesOf(name: string): Pick<GroupState, 'min' | 'max' | 'desired'>;
}

export interface GroupsWorld {
  readonly groups: NodeGroupReader & NodeGroupWriter;
  readonly owner: GroupOwner;
}

const WEB: GroupRef = { region: REGION, name: 'web' };
const NONE = { kind: 'none' } as const;
const RECORD: GroupRecord = { cluster: 'blue', owner: 2, wrote: 8, was: [5, 6], at: at(17, 50) };
const recorded = { kind: 'record', record: RECORD } as const;
const CONFLICT = { name: 'Conflict' };

export function nodeGroupsContract(open: () => Promise<GroupsWorld>): void {
  const openWeb = async (): Promise<GroupsWorld> => {
    const world = await open();
    world.owner.add({ name: 'web', min: 2, max: 20, desired: 3 });
    return world;
  };

  describe('groups', () => {
    test('are listed by name, with their sizes; those that are not there are left out', async () => {
      const { groups, owner } = await openWeb();
      owner.add({ name: 'batch', min: 0, max: 5, desired: 1 });
      expect(await groups.list(REGION, ['web', 'nobody'])).toEqual([
        { ref: WEB, min: 2, max: 20, desired: 3, inService: 3, record: NONE },
      ]);
    });

    test('that carry a record are listed whether or not they are named', async () => {
      const { groups } = await openWeb();
      await groups.record(WEB, RECORD, NONE);
      for (const names of [[], ['web']])
        expect(await groups.list(REGION, names)).toMatchObject([{ ref: WEB, record: recorded }]);
    });
  });

  describe('a write', () => {
    test('sets minimum and desired in one', async () => {
      const { groups, owner } = await openWeb();
      const from = { min: 2, desired: 3 };
      await groups.resize(WEB, { min: 8, desired: 8, from, expected: NONE });
      expect(owner.sizesOf('web')).toEqual({ min: 8, max: 20, desired: 8 });
    });

    test('of the minimum alone leaves desired, whatever became of it', async () => {
      const { groups, owner } = await openWeb();
      owner.change('web', { min: 8, desired: 12 });
      await groups.resize(WEB, { min: 2, desired: undefined, from: { min: 8, desired: 9 }, expected: NONE });
      expect(owner.sizesOf('web')).toEqual({ min: 2, max: 20, desired: 12 });
    });

    test('of a size that has changed since is a conflict, and none takes place', async () => {
      const { groups, owner } = await openWeb();
      const change = { min: 8, desired: 8, expected: NONE };
      owner.change('web', { desired: 11 });
      await expect(groups.resize(WEB, { ...change, from: { min: 2, desired: 3 } })).rejects.toMatchObject(
        CONFLICT,
      );
      owner.change('web', { min: 4 });
      await expect(groups.resize(WEB, { ...change, from: { min: 2, desired: 11 } })).rejects.toMatchObject(
        CONFLICT,
      );
      expect(owner.sizesOf('web')).toEqual({ min: 4, max: 20, desired: 11 });
    });

    test('under another record than was seen is a conflict', async () => {
      const { groups, owner } = await openWeb();
      await groups.record(WEB, RECORD, NONE);
      const change = { min: 8, desired: 8, from: { min: 2, desired: 3 } };
      await expect(groups.record(WEB, { ...RECORD, wrote: 9 }, NONE)).rejects.toMatchObject(CONFLICT);
      await expect(groups.resize(WEB, { ...change, expected: NONE })).rejects.toMatchObject(CONFLICT);
      await expect(groups.forget(WEB, NONE)).rejects.toMatchObject(CONFLICT);
      expect(owner.sizesOf('web')).toEqual({ min: 2, max: 20, desired: 3 });
      await groups.resize(WEB, { ...change, expected: recorded });
      await groups.forget(WEB, recorded);
      expect(await groups.list(REGION, ['web'])).toMatchObject([{ min: 8, record: NONE }]);
    });

    test('beyond the maximum is refused for good', async () => {
      const { groups } = await openWeb();
      const change = { min: 21, desired: 21, from: { min: 2, desired: 3 }, expected: NONE };
      await expect(groups.resize(WEB, change)).rejects.toMatchObject({ disposition: 'terminal' });
    });

    test('to a group that is gone finds none', async () => {
      const { groups } = await open();
      await expect(groups.forget(WEB, recorded)).rejects.toMatchObject({ name: 'NotFound' });
    });
  });
}
