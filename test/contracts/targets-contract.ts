/** What every adapter of the target ports does, whatever cluster is behind it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RECORD_ANNOTATION } from '../../src/core/model/floor-record.ts';
import { keyOf, type TargetRef, type TargetSnapshot } from '../../src/core/model/target.ts';
import { Conflict } from '../../src/ports/faults.ts';
import type { TargetPatch } from '../../src/ports/targets.ts';
import { aRecord } from '../support/a-target.ts';
import type { Contract, ContractWorld } from './contract-world.ts';

export function targetsContract({ open, kinds }: Contract): void {
  let world: ContractWorld;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());

  const read = (ref: TargetRef) => world.run(world.targets.read(ref));
  /** As soon as it is there for us. */
  const found = async (ref: TargetRef): Promise<TargetSnapshot> => {
    let snapshot: TargetSnapshot | undefined;
    await world.until(`${keyOf(ref)} to be seen`, async () => {
      snapshot = await read(ref);
      return snapshot !== undefined;
    });
    if (snapshot === undefined) throw new Error(`${keyOf(ref)} was not seen`);
    return snapshot;
  };
  const patch = async (ref: TargetRef, over: Partial<TargetPatch> = {}): Promise<void> => {
    const { resourceVersion } = await found(ref);
    const whole = { resourceVersion, change: { min: 4 }, record: aRecord(), ...over };
    try {
      await world.run(world.targets.patch(ref, whole));
    } catch (error) {
      // Real controllers write too: as the loop does, it is read again and decided anew.
      if (over.resourceVersion !== undefined || !(error instanceof Conflict)) throw error;
      await patch(ref, over);
    }
  };
  const scale = (ref: TargetRef, from: number, replicas: number): Promise<void> =>
    world.run(world.targets.scale(ref, { from, replicas }));
  const replicasOf = async ({ name }: TargetRef): Promise<unknown> =>
    (await world.owner.look(world.owner.ref('Deployment', name))).spec['replicas'];

  describe('reading', () => {
    test('an HPA with the workload that it scales', async () => {
      const ref = await world.owner.app({ minReplicas: 3, maxReplicas: 9 }, 3);
      const { metadata } = await world.owner.look(ref);
      expect(await found(ref)).toMatchObject({
        ref,
        uid: metadata.uid,
        lever: 'minReplicas',
        min: 3,
        max: 9,
        replicas: 3,
        record: { kind: 'none' },
        paused: false,
        minManager: 'owner',
        controlledBy: undefined,
      });
    });

    test('a workload that nobody scales, and one that an HPA does', async () => {
      const free = await world.owner.deployment(5);
      const { name } = await world.owner.app();
      expect(await found(free)).toMatchObject({
        lever: 'replicas',
        min: 5,
        max: undefined,
        controlledBy: undefined,
      });
      const owned = world.owner.ref('Deployment', name);
      const isOwned = async () => (await read(owned))?.controlledBy !== undefined;
      await world.until('its HPA to be seen', isOwned);
      expect((await read(owned))?.controlledBy).toEqual(world.owner.ref('HorizontalPodAutoscaler', name));
    });

    test.each(['HorizontalPodAutoscaler', 'Deployment', 'StatefulSet', 'ScaledObject', 'Rollout'] as const)(
      'a %s that is not there: undefined',
      async (kind) => {
        expect(await read(world.owner.ref(kind))).toBeUndefined();
      },
    );

    test('an HPA whose workload is not there: undefined', async () => {
      const ref = await world.owner.app();
      await found(ref);
      await world.owner.removeTarget(world.owner.ref('Deployment', ref.name));
      await world.until('the workload to be gone', async () => (await read(ref)) === undefined);
      expect(await read(ref)).toBeUndefined();
    });

    test('what its owner changes is seen', async () => {
      const ref = await world.owner.app();
      await found(ref);
      await world.owner.patch(ref, {
        spec: { minReplicas: 5 },
        metadata: { annotations: { 'forescale.dev/paused': 'true' } },
      });
      await world.until('the change to be seen', async () => (await read(ref))?.min === 5);
      expect(await read(ref)).toMatchObject({ min: 5, paused: true });
    });
  });

  describe('a patch', () => {
    test('writes bounds and record in one version, by our name, and is read at once', async () => {
      const ref = await world.owner.app();
      await patch(ref, { change: { min: 6, max: 20 } });
      expect(await read(ref)).toMatchObject({
        min: 6,
        max: 20,
        record: { kind: 'record', record: aRecord() },
        minManager: 'forescale',
        maxManager: 'forescale',
      });
      expect((await world.owner.look(ref)).spec).toMatchObject({ minReplicas: 6, maxReplicas: 20 });
    });

    test('that takes everything back leaves what the owner had', async () => {
      const ref = await world.owner.app();
      const before = await world.owner.look(ref);
      await patch(ref, { change: { min: 6, max: 20, scaleDownSeconds: 60 } });
      expect(await read(ref)).toMatchObject({
        scaleDownWindow: { kind: 'present', seconds: 60, onlyOurs: true },
      });
      await patch(ref, { change: { min: 2, max: 10, scaleDownSeconds: 'absent' }, record: null });
      const after = await world.owner.look(ref);
      expect(after.spec).toEqual(before.spec);
      expect(after.metadata.annotations ?? {}).toEqual(before.metadata.annotations ?? {});
      expect((await read(ref))?.scaleDownWindow).toEqual({ kind: 'absent' });
    });

    test('of a Deployment writes its replicas', async () => {
      const ref = await world.owner.deployment(2);
      await patch(ref, { change: { min: 7 } });
      expect(await replicasOf(ref)).toBe(7);
      expect(await read(ref)).toMatchObject({ min: 7, record: { kind: 'record' }, minManager: 'forescale' });
    });

    test('of an older version than the object has is a Conflict, and writes nothing', async () => {
      const ref = await world.owner.app();
      const { resourceVersion } = await found(ref);
      await world.owner.patch(ref, { spec: { minReplicas: 3 } });
      await expect(patch(ref, { resourceVersion })).rejects.toMatchObject({ name: 'Conflict' });
      const { spec, metadata } = await world.owner.look(ref);
      expect(spec['minReplicas']).toBe(3);
      expect(metadata.annotations ?? {}).not.toHaveProperty([RECORD_ANNOTATION]);
      expect(await read(ref)).toMatchObject({ min: 3 });
    });

    test('that the API server refuses is Invalid, and writes nothing', async () => {
      const ref = await world.owner.app();
      await expect(patch(ref, { change: { min: 11 } })).rejects.toMatchObject({ name: 'Invalid' });
      expect(await read(ref)).toMatchObject({ min: 2, record: { kind: 'none' } });
    });

    test('of what is gone is NotFound', async () => {
      const ref = await world.owner.app();
      const { resourceVersion } = await found(ref);
      await world.owner.removeTarget(ref);
      const gone = world.run(
        world.targets.patch(ref, { resourceVersion, change: { min: 4 }, record: aRecord() }),
      );
      await expect(gone).rejects.toMatchObject({ name: 'NotFound' });
      expect(await read(ref)).toBeUndefined();
    });
  });

  describe('replicas', () => {
    test('of a workload are written from the count that was seen, and read at once', async () => {
      const ref = await world.owner.deployment(2);
      await found(ref);
      await scale(ref, 2, 5);
      expect(await replicasOf(ref)).toBe(5);
      expect(await read(ref)).toMatchObject({ replicas: 5 });
    });

    test("of an HPA's workload", async () => {
      const ref = await world.owner.app({ minReplicas: 5 }, 2);
      await found(ref);
      await scale(ref, 2, 5);
      expect(await replicasOf(ref)).toBe(5);
    });

    test('that are others by now are a Conflict, and stand', async () => {
      const ref = await world.owner.deployment(3);
      await found(ref);
      await expect(scale(ref, 2, 5)).rejects.toMatchObject({ name: 'Conflict' });
      expect(await replicasOf(ref)).toBe(3);
    });

    test('wake a workload from zero, and put it back', async () => {
      const ref = await world.owner.deployment(0);
      await found(ref);
      await scale(ref, 0, 5);
      expect(await replicasOf(ref)).toBe(5);
      await scale(ref, 5, 0);
      expect((await read(ref))?.replicas).toBe(0);
    });

    test('that cannot be are Invalid', async () => {
      const ref = await world.owner.deployment(2);
      await found(ref);
      await expect(scale(ref, 2, -1)).rejects.toMatchObject({ name: 'Invalid' });
      expect(await replicasOf(ref)).toBe(2);
    });

    test.each(['HorizontalPodAutoscaler', 'Deployment'] as const)(
      'of a %s that is gone: NotFound',
      async (kind) => {
        await expect(scale(world.owner.ref(kind), 2, 5)).rejects.toMatchObject({ name: 'NotFound' });
      },
    );
  });

  test('what carries a record is listed, until it does not', async () => {
    const [app, free, none] = [
      await world.owner.app(),
      await world.owner.deployment(),
      await world.owner.app(),
    ];
    await patch(app);
    await patch(free);
    const listed = async () => (await world.run(world.targets.listRecorded())).map(keyOf);
    expect(await listed()).toEqual(expect.arrayContaining([keyOf(app), keyOf(free)]));
    expect(await listed()).not.toContain(keyOf(none));
    await patch(app, { change: { min: 2 }, record: null });
    expect(await listed()).not.toContain(keyOf(app));
  });

  test.runIf(kinds.includes('StatefulSet'))('a StatefulSet is a target as a Deployment is', async () => {
    const ref = await world.owner.statefulSet(2);
    await patch(ref, { change: { min: 4 } });
    await scale(ref, 4, 6);
    expect((await world.owner.look(ref)).spec['replicas']).toBe(6);
    expect(await read(ref)).toMatchObject({ lever: 'replicas', min: 6, record: { kind: 'record' } });
  });

  test.runIf(kinds.includes('ScaledObject'))('a ScaledObject is raised by its own bounds', async () => {
    const ref = await world.owner.scaledObject();
    const before = await world.owner.look(ref);
    expect(await found(ref)).toMatchObject({
      lever: 'minReplicaCount',
      min: undefined,
      max: undefined,
      replicas: 2,
    });
    await patch(ref, { change: { min: 4, max: 120 } });
    expect(await read(ref)).toMatchObject({ min: 4, max: 120, minManager: 'forescale' });
    await scale(ref, 2, 4);
    expect(await replicasOf(ref)).toBe(4);
    expect((await read(world.owner.ref('Deployment', ref.name)))?.controlledBy).toEqual(ref);
    await patch(ref, { change: { min: null, max: null }, record: null });
    expect((await world.owner.look(ref)).spec).toEqual(before.spec);
  });
}
