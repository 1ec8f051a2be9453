/** What every adapter asks now and then, and no other contract makes it ask. */
import { expect, test } from 'vitest';
import { ROLLOUTS } from '../../src/adapters/kubernetes/resource-type.ts';
import { Conflict, NotFound } from '../../src/ports/faults.ts';
import { aRecord } from '../support/a-target.ts';
import type { ContractWorld } from './contract-world.ts';

export function rareContract(world: () => ContractWorld): void {
  test('a Rollout, and counts that are others by now', async () => {
    const { owner, targets } = world();
    const rollout = owner.ref('Rollout');
    await owner.create(ROLLOUTS, rollout.name, { spec: { replicas: 2 } });
    const { resourceVersion } = (await owner.look(rollout)).metadata;
    await targets.patch(rollout, { resourceVersion, change: { min: 3 }, record: aRecord() });
    await targets.scale(rollout, { from: 3, replicas: 4 });
    await expect(targets.scale(rollout, { from: 3, replicas: 4 })).rejects.toThrow(Conflict);
    const set = await owner.statefulSet();
    await expect(targets.scale(set, { from: 7, replicas: 4 })).rejects.toThrow(Conflict);
    expect((await owner.look(rollout)).spec['replicas']).toBe(4);
  });

  test('a look at the server after a write that came too late', async () => {
    const { owner, targets } = world();
    for (const ref of [await owner.statefulSet(), await owner.scaledObject()]) {
      const late = { resourceVersion: '1', change: { min: 3 }, record: aRecord() };
      await expect(targets.patch(ref, late)).rejects.toThrow(Conflict);
      expect((await targets.read(ref))?.ref).toEqual(ref);
    }
  });

  test('or for a schedule that is gone', async () => {
    const { owner, schedules } = world();
    const id = `${owner.namespace}/gone`;
    const status = { observedGeneration: 1, conditions: [], nextStart: undefined, lastStart: undefined };
    await expect(schedules.patchStatus(id, status)).rejects.toThrow(NotFound);
    expect(await schedules.readState(id)).toBeUndefined();
  });
}
