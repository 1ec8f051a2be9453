/** What every adapter of the capacity ports does. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CAPACITY_BUFFERS } from '../../src/adapters/kubernetes/resource-type.ts';
import { keyOf, type TargetRef } from '../../src/core/model/target.ts';
import type { BufferDraft } from '../../src/ports/capacity.ts';
import { bufferDraft } from '../../src/resources/capacity-buffer.ts';
import { aCapacity } from '../support/a-capacity.ts';
import { aStatus, aSurge } from '../support/a-surge.ts';
import type { Contract, ContractWorld } from './contract-world.ts';

export function capacityContract({ open }: Pick<Contract, 'open'>): void {
  let world: ContractWorld;
  let count = 0;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());

  const capacity = () => world.capacity;
  const aBuffer = (): readonly [TargetRef, string] => {
    count += 1;
    return [world.owner.ref('HorizontalPodAutoscaler'), `buffer-${count}`];
  };
  const sizeOf = ({ name }: TargetRef, chunks = 3) => ({
    chunks,
    scalable: { apiGroup: 'apps', kind: 'Deployment', name },
  });
  const read = (target: TargetRef, name: string) => world.run(capacity().buffers.read(target, name));
  const put = (target: TargetRef, name: string, draft: Partial<BufferDraft> = {}): Promise<void> =>
    world.run(capacity().buffers.put(target, name, { ...sizeOf(target), uid: undefined, ...draft }));
  const remove = (target: TargetRef, name: string, uid: string): Promise<void> =>
    world.run(capacity().buffers.remove(target, name, uid));
  const uidOf = async (name: string): Promise<string> =>
    (await world.owner.read(CAPACITY_BUFFERS, name)).metadata.uid;

  describe('a buffer', () => {
    test('is made, read at once, changed and removed', async () => {
      const [target, name] = aBuffer();
      expect(await read(target, name)).toEqual({ kind: 'none' });
      await put(target, name);
      const uid = await uidOf(name);
      expect(await read(target, name)).toMatchObject({
        kind: 'ours',
        buffer: { name, uid, ...sizeOf(target) },
      });
      expect((await world.run(capacity().buffers.listBuffered())).map(keyOf)).toContain(keyOf(target));
      await put(target, name, { chunks: 7, uid });
      expect(await read(target, name)).toMatchObject({ kind: 'ours', buffer: { uid, chunks: 7 } });
      await remove(target, name, uid);
      expect(await world.owner.find(CAPACITY_BUFFERS, name)).toBeUndefined();
      expect(await read(target, name)).toEqual({ kind: 'none' });
    });

    test('of somebody else is none of ours', async () => {
      const [target, name] = aBuffer();
      const { spec } = bufferDraft(target, name, sizeOf(target));
      await world.owner.create(CAPACITY_BUFFERS, name, { spec });
      await world.until('the buffer to be seen', async () => (await read(target, name)).kind === 'foreign');
      expect((await world.run(capacity().buffers.listBuffered())).map(keyOf)).not.toContain(keyOf(target));
    });

    test('is not made where one is, nor changed or removed when it was made anew', async () => {
      const [target, name] = aBuffer();
      await put(target, name);
      const before = await world.owner.read(CAPACITY_BUFFERS, name);
      const conflict = { name: 'Conflict' };
      await expect(put(target, name)).rejects.toMatchObject(conflict);
      await expect(put(target, name, { chunks: 9, uid: 'of-one-before' })).rejects.toMatchObject(conflict);
      await expect(remove(target, name, 'of-one-before')).rejects.toMatchObject(conflict);
      expect((await world.owner.read(CAPACITY_BUFFERS, name)).spec).toEqual(before.spec);
    });

    test('that is gone is removed already, and cannot be changed', async () => {
      const [target, name] = aBuffer();
      await remove(target, name, 'of-one-before');
      const change = put(target, name, { uid: 'of-one-before' });
      await expect(change).rejects.toMatchObject({ name: 'NotFound' });
    });
  });

  test('room is the shape of the pods and what there is on every node', async () => {
    const { name } = await world.owner.app();
    const target = world.owner.ref('HorizontalPodAutoscaler', name);
    const isSeen = async () => (await world.run(world.targets.read(target))) !== undefined;
    await world.until('the target to be seen', isSeen);
    expect(await world.run(capacity().rooms.read(target))).toMatchObject({
      scalable: { apiGroup: 'apps', kind: 'Deployment', name },
      pod: { requests: { cpu: 100 } },
      nodes: expect.arrayContaining([
        expect.objectContaining({
          allocatable: expect.objectContaining({ cpu: expect.any(Number) as number }) as object,
        }),
      ]) as object[],
    });
  });

  test('of a target that is not there there is no room to know of', async () => {
    const nobody = world.owner.ref('HorizontalPodAutoscaler');
    expect(await world.run(capacity().rooms.read(nobody))).toBeUndefined();
  });

  test('what a surge says of nodes stands beside what it says of the target', async () => {
    const ref = world.owner.ref('HorizontalPodAutoscaler');
    const push = aSurge({ id: `${world.owner.namespace}/nodes`, targets: [{ ref }] });
    await world.owner.surge(push);
    await world.run(world.surges.patchStatus(push.id, ref, aStatus()));
    await world.run(capacity().statuses.patchCapacity(push.id, ref, aCapacity()));
    const listed = async () => (await world.run(world.surges.listFor(ref)))[0];
    await world.until('the surge to be seen', async () => (await listed())?.capacity !== undefined);
    expect(await listed()).toMatchObject({
      status: { [keyOf(ref)]: aStatus() },
      capacity: { [keyOf(ref)]: aCapacity() },
    });
  });
}
