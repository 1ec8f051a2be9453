/** Whom every adapter of the change port tells, and of what. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SURGES } from '../../src/adapters/kubernetes/resource-type.ts';
import { keyOf, type TargetRef } from '../../src/core/model/target.ts';
import { aStatus, aSurge } from '../support/a-surge.ts';
import type { Contract, ContractWorld } from './contract-world.ts';

export function changesContract({ open }: Pick<Contract, 'open'>): void {
  let world: ContractWorld;
  const told: string[] = [];
  const stop = new AbortController();
  beforeAll(async () => {
    world = await open();
    world.changes?.watch((ref) => told.push(keyOf(ref)), stop.signal);
  });
  afterAll(async () => {
    stop.abort();
    await world.close();
  });

  const toldOf = (ref: TargetRef): Promise<void> =>
    world.until(`to be told of ${keyOf(ref)}`, () => told.includes(keyOf(ref)));
  const forget = (): void => void told.splice(0);
  /** Changes come in order: when this one is told, those before were told or never will be. */
  const passed = async (): Promise<readonly string[]> => {
    const ref = await world.owner.app();
    await toldOf(ref);
    return told.filter((key) => key !== keyOf(ref) && key !== keyOf({ ...ref, kind: 'Deployment' }));
  };

  test('of an HPA that comes, that its owner changes, and that goes', async () => {
    const ref = await world.owner.app();
    await toldOf(ref);
    forget();
    await world.owner.patch(ref, { spec: { minReplicas: 3 } });
    await toldOf(ref);
    forget();
    await world.owner.removeTarget(ref);
    await toldOf(ref);
    expect(told).toContain(keyOf(ref));
  });

  test('of an HPA that is paused, not of another note on it', async () => {
    const ref = await world.owner.app();
    await toldOf(ref);
    await passed();
    forget();
    await world.owner.patch(ref, { metadata: { annotations: { 'example.com/note': 'x' } } });
    expect(await passed()).toEqual([]);
    await world.owner.patch(ref, { metadata: { annotations: { 'forescale.dev/paused': 'true' } } });
    await toldOf(ref);
  });

  test('of the targets of a surge that comes, changes or goes, not of what it says', async () => {
    const ref = world.owner.ref('HorizontalPodAutoscaler');
    const push = aSurge({ id: `${world.owner.namespace}/told`, targets: [{ ref }] });
    await world.owner.surge(push);
    await toldOf(ref);
    forget();
    await world.run(world.surges.patchStatus(push.id, ref, aStatus()));
    const later = world.owner.ref('HorizontalPodAutoscaler');
    await world.owner.surge(aSurge({ id: `${world.owner.namespace}/later`, targets: [{ ref: later }] }));
    await toldOf(later);
    expect(told).not.toContain(keyOf(ref));
    await world.owner.change(SURGES, 'told', { spec: { cancelled: true } });
    await toldOf(ref);
    forget();
    await world.owner.remove(SURGES, 'told');
    await toldOf(ref);
    expect(told).toContain(keyOf(ref));
  });
}
