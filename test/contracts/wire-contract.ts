/** What the adapter does that the embedded cluster has no client of its own for: Leases, Events, evictions, the store. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EvictionClient } from '../../src/adapters/kubernetes/eviction-client.ts';
import { LeaseClient } from '../../src/adapters/kubernetes/lease-client.ts';
import { EVENTS, LEASES, PODS, pathOf, SURGES, typeOf } from '../../src/adapters/kubernetes/resource-type.ts';
import { SurgeStoreClient } from '../../src/adapters/kubernetes/surge-store-client.ts';
import { seconds } from '../../src/core/model/time.ts';
import type { StoredObject } from '../../src/ports/surge-store.ts';
import { surgeManifest } from '../../src/resources/surge/codec.ts';
import { aSurge } from '../support/a-surge.ts';
import { NOON } from '../support/an-api.ts';
import type { Contract, ContractWorld } from './contract-world.ts';

const BUDGETS = typeOf('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets');
const NEVER = new AbortController().signal;

export function wireContract({ open }: Pick<Contract, 'open'>): void {
  let world: ContractWorld;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());

  describe('a lease', () => {
    const clientOf = (identity: string, name: string): LeaseClient => {
      const { namespace } = world.owner;
      return new LeaseClient({
        transport: world.transport,
        namespace,
        name,
        identity,
        leaseDuration: seconds(15),
      });
    };

    test('is taken, renewed, given back and taken by another', async () => {
      const [one, other] = [clientOf('one', 'l1'), clientOf('other', 'l1')];
      expect(await one.read(NEVER)).toBeUndefined();
      const taken = await one.take(undefined, NOON, NEVER);
      const renewed = await one.renew(taken, NOON, NEVER);
      await one.release(renewed, NOON, NEVER);
      const free = await other.read(NEVER);
      expect(free?.spec?.holderIdentity ?? '').toBe('');
      await other.take(free, NOON, NEVER);
      expect((await world.owner.read(LEASES, 'l1')).spec).toMatchObject({
        holderIdentity: 'other',
        leaseDurationSeconds: 15,
        leaseTransitions: 1,
      });
    });

    test('is nobody’s to take or renew who has not seen its newest version', async () => {
      const [one, other] = [clientOf('one', 'l2'), clientOf('other', 'l2')];
      const taken = await one.take(undefined, NOON, NEVER);
      await expect(other.take(undefined, NOON, NEVER)).rejects.toMatchObject({ disposition: 'conflict' });
      await one.renew(taken, (NOON + 1) as typeof NOON, NEVER);
      await expect(other.take(taken, NOON, NEVER)).rejects.toMatchObject({ disposition: 'conflict' });
      await expect(one.renew(taken, NOON, NEVER)).rejects.toMatchObject({ disposition: 'conflict' });
    });
  });

  test('an event is one of the object it is about, and counted', async () => {
    const { events } = world;
    if (events === undefined) throw new Error('expected a world with a recorder of events');
    const ref = await world.owner.app();
    const { uid } = (await world.owner.look(ref)).metadata;
    await world.until(
      'the target to be seen',
      async () => (await world.run(world.targets.read(ref))) !== undefined,
    );
    const listed = async () => {
      const all = await world.owner.list(EVENTS);
      return all.filter(
        (event) => (event as { involvedObject?: { uid?: string } }).involvedObject?.uid === uid,
      );
    };
    const countIs = (count: number) => async () =>
      (await listed()).some((event) => 'count' in event && event.count === count);
    const happening = { type: 'Normal', reason: 'FloorRaised', message: 'raised to 40' } as const;
    events.record({ kind: 'target', ref }, happening);
    await world.until('the event to be there', countIs(1));
    events.record({ kind: 'target', ref }, { ...happening, message: 'raised to 60' });
    await world.until('the event to be counted', countIs(2));
    expect(await listed()).toMatchObject([
      { ...happening, message: 'raised to 60', source: { component: 'forescale' } },
    ]);
  });

  test('an eviction is blocked by a budget, does not take another pod, and goes when it may', async () => {
    const { name } = await world.owner.deployment(2);
    const selector = { matchLabels: { app: name } };
    const podsOf = async () =>
      (await world.owner.list(PODS)).filter((pod) => pod.metadata.name.startsWith(`${name}-`));
    await world.until('two pods', async () => {
      await world.tick();
      const conditions = (await podsOf()).flatMap(
        ({ status }) => (status?.['conditions'] ?? []) as { type: string; status: string }[],
      );
      return conditions.filter(({ type, status }) => type === 'Ready' && status === 'True').length === 2;
    });
    await world.owner.create(BUDGETS, name, { spec: { minAvailable: 2, selector } });
    await world.until('the budget to be counted', async () => {
      await world.tick();
      const { status } = await world.owner.read(BUDGETS, name);
      return status?.['currentHealthy'] === 2;
    });
    const [pod] = await podsOf();
    if (pod === undefined) throw new Error('expected a pod');
    const identity = { namespace: world.owner.namespace, name: pod.metadata.name, uid: pod.metadata.uid };
    const evictions = new EvictionClient(world.transport);
    expect(await evictions.evict(identity)).toMatchObject({
      kind: 'blocked',
      message: expect.stringMatching(/disruption budget/) as string,
    });
    await world.owner.remove(BUDGETS, name);
    expect(await evictions.evict({ ...identity, uid: 'of-one-before' })).toEqual({ kind: 'gone' });
    expect(await evictions.evict({ ...identity, name: 'nobody' })).toEqual({ kind: 'gone' });
    expect(await evictions.evict(identity, seconds(1))).toEqual({ kind: 'evicted' });
  });

  test('another uid is passed over by a merge patch of the status, and refused by the test of a JSON patch', async () => {
    const { namespace } = world.owner;
    const ref = world.owner.ref('HorizontalPodAutoscaler', 'app');
    await world.owner.surge(aSurge({ id: `${namespace}/identity`, targets: [{ ref }] }));
    const path = pathOf(SURGES, { namespace, name: 'identity', subresource: 'status' });
    const phaseAfter = async (phase: string, patch: 'merge' | 'json', body: object) => {
      await world.transport.send({ method: 'PATCH', path, body, patch }).catch((error: unknown) => {
        expect(error).toMatchObject({ name: 'Invalid' });
      });
      return (await world.owner.read(SURGES, 'identity')).status?.['phase'] === phase;
    };
    const tested = (uid: string, phase: string) => [
      { op: 'test', path: '/metadata/uid', value: uid },
      { op: 'add', path: '/status/phase', value: phase },
    ];
    const metadata = { uid: 'of-one-before' };
    expect(await phaseAfter('Warm', 'merge', { metadata, status: { phase: 'Warm' } })).toBe(true);
    expect(await phaseAfter('Ended', 'json', tested(metadata.uid, 'Ended'))).toBe(false);
    const { uid } = (await world.owner.read(SURGES, 'identity')).metadata;
    expect(await phaseAfter('Ended', 'json', tested(uid, 'Ended'))).toBe(true);
  });

  describe('the store', () => {
    const store = () => new SurgeStoreClient(world.transport);
    const manifest = (name: string): StoredObject => {
      const ref = world.owner.ref('HorizontalPodAutoscaler', 'app');
      return { ...surgeManifest(aSurge({ id: `${world.owner.namespace}/${name}`, targets: [{ ref }] })) };
    };
    const applied = { dryRun: false };

    test('applies: created, unchanged, configured; a dry run changes nothing', async () => {
      const object = manifest('applied');
      expect(await store().apply(object, { dryRun: true })).toBe('created');
      expect(await store().get('Surge', world.owner.namespace, 'applied')).toBeUndefined();
      expect(await store().apply(object, applied)).toBe('created');
      expect(await store().apply(object, applied)).toBe('unchanged');
      const changed = { ...object, spec: { ...(object.spec as object), demand: { replicas: 60 } } };
      expect(await store().apply(changed, { dryRun: true })).toBe('configured');
      expect((await store().get('Surge', world.owner.namespace, 'applied'))?.spec).toMatchObject({
        demand: { replicas: 40 },
      });
      expect(await store().apply(changed, applied)).toBe('configured');
      expect(
        (await store().list('Surge', world.owner.namespace)).map(({ metadata }) => metadata.name),
      ).toContain('applied');
    });

    test('calls off, and says what is not there', async () => {
      await store().apply(manifest('cancelled'), applied);
      await store().cancel(world.owner.namespace, 'cancelled');
      expect((await world.owner.read(SURGES, 'cancelled')).spec).toMatchObject({ cancelled: true });
      await expect(store().cancel(world.owner.namespace, 'nobody')).rejects.toMatchObject({
        name: 'NotFound',
      });
    });

    test('says what the server refuses, by its field', async () => {
      const object = manifest('refused');
      const spec = { ...(object.spec as object), demand: { replicas: 40, rps: 100 } };
      const refused = store().apply({ ...object, spec }, applied);
      await expect(refused).rejects.toMatchObject({
        name: 'Invalid',
        message: expect.stringContaining('demand') as string,
      });
      expect(await world.owner.find(SURGES, 'refused')).toBeUndefined();
    });
  });
}
