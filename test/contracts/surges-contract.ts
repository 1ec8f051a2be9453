/** What every adapter of the surge ports does, and of the hints of changes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SURGES } from '../../src/adapters/kubernetes/resource-type.ts';
import type { Surge, SurgeTargetStatus } from '../../src/core/model/surge.ts';
import { keyOf, type TargetRef } from '../../src/core/model/target.ts';
import { aStatus, aSurge, at } from '../support/a-surge.ts';
import type { Contract, ContractWorld } from './contract-world.ts';

export function surgesContract({ open }: Pick<Contract, 'open'>): void {
  let world: ContractWorld;
  let count = 0;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());

  const aPush = (...targets: readonly TargetRef[]): Surge => {
    count += 1;
    return aSurge({ id: `${world.owner.namespace}/push-${count}`, targets: targets.map((ref) => ({ ref })) });
  };
  const nameOf = ({ id }: Surge): string => id.slice(id.indexOf('/') + 1);
  const anHpa = (): TargetRef => world.owner.ref('HorizontalPodAutoscaler');
  const listFor = (ref: TargetRef) => world.run(world.surges.listFor(ref));
  /** Stored, and seen by us. */
  const stored = async (surge: Surge): Promise<Surge> => {
    await world.owner.surge(surge);
    await world.until(`${surge.id} to be seen`, async () =>
      (await world.run(world.surges.list())).some(({ id }) => id === surge.id),
    );
    const found = (await world.run(world.surges.list())).find(({ id }) => id === surge.id);
    return { ...surge, uid: found?.uid };
  };
  const say = ({ id, uid }: Surge, ref: TargetRef, status: SurgeTargetStatus): Promise<void> =>
    world.run(world.surges.patchStatus(id, ref, status, uid));

  describe('reading', () => {
    test('the surges that name a target, whole', async () => {
      const [one, other] = [anHpa(), anHpa()];
      const push = await stored(aPush(one, other));
      await stored(aPush(other));
      expect(await listFor(one)).toEqual([
        { ...push, uid: expect.any(String), createdAt: expect.any(Number) },
      ]);
      expect(await listFor(other)).toHaveLength(2);
      expect(await listFor(anHpa())).toEqual([]);
    });

    test('what its owner changes, and that it goes', async () => {
      const ref = anHpa();
      const push = await stored(aPush(ref));
      await world.owner.change(SURGES, nameOf(push), { spec: { cancelled: true } });
      await world.until('the cancel to be seen', async () => (await listFor(ref))[0]?.cancelled === true);
      await world.owner.remove(SURGES, nameOf(push));
      await world.until('the surge to be gone', async () => (await listFor(ref)).length === 0);
      expect(await listFor(ref)).toEqual([]);
    });
  });

  describe('what is said of a target', () => {
    test('is read at once, leaves other targets and the spec alone', async () => {
      const [one, other] = [anHpa(), anHpa()];
      const push = await stored(aPush(one, other));
      const before = await world.owner.read(SURGES, nameOf(push));
      const first = aStatus({
        phase: 'Warm',
        raisedAt: at(17, 56),
        readySince: at(17, 58),
        warmAt: at(17, 59),
      });
      await say(push, one, first);
      await say(push, other, aStatus());
      const [{ status } = aSurge()] = await listFor(one);
      expect(status).toEqual({ [keyOf(one)]: first, [keyOf(other)]: aStatus() });
      const after = await world.owner.read(SURGES, nameOf(push));
      expect(after.spec).toEqual(before.spec);
      expect(after.metadata.generation).toBe(before.metadata.generation);
    });

    test('replaces what was said of it before: nothing lingers', async () => {
      const ref = anHpa();
      const push = await stored(aPush(ref));
      await say(push, ref, aStatus({ phase: 'Warm', raisedAt: at(17, 56), warmAt: at(17, 59), woken: true }));
      await say(push, ref, aStatus({ phase: 'Ended' }));
      expect((await listFor(ref))[0]?.status).toEqual({ [keyOf(ref)]: aStatus({ phase: 'Ended' }) });
    });

    test('at the same time of many targets is all stored', async () => {
      const refs = Array.from({ length: 60 }, anHpa);
      const push = await stored(aPush(...refs));
      await Promise.all(refs.map((ref) => say(push, ref, aStatus({ reasserts: 3 }))));
      const [{ status } = aSurge()] = await listFor(refs[0] ?? anHpa());
      expect(Object.keys(status).toSorted()).toEqual(refs.map(keyOf).toSorted());
    });

    test.each([false, true])('is not said of another that came under its name, seen: %s', async (isSeen) => {
      const ref = anHpa();
      const { uid, ...push } = await stored(aPush(ref));
      await say({ ...push, uid }, ref, aStatus());
      await world.owner.remove(SURGES, nameOf(push));
      await world.owner.surge(push);
      const listed = async () => (await listFor(ref))[0];
      const toBeSeen = () =>
        world.until('the other to be seen', async () => {
          const other = await listed();
          return other !== undefined && other.uid !== uid;
        });
      if (isSeen) await toBeSeen();
      const late = say({ ...push, uid }, ref, aStatus({ phase: 'Warm' }));
      await expect(late).rejects.toMatchObject({ disposition: 'conflict' });
      await toBeSeen();
      expect((await listed())?.status).toEqual({});
      await say({ ...push, uid: (await listed())?.uid }, ref, aStatus());
      expect((await listed())?.status).toEqual({ [keyOf(ref)]: aStatus() });
    });

    test('of a surge that is gone is NotFound', async () => {
      const ref = anHpa();
      const push = await stored(aPush(ref));
      await world.owner.remove(SURGES, nameOf(push));
      await expect(say(push, ref, aStatus())).rejects.toMatchObject({ name: 'NotFound' });
    });
  });
}
