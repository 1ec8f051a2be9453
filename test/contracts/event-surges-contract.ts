/** What every adapter of the port of surges that events made does. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SURGES } from '../../src/adapters/kubernetes/resource-type.ts';
import { keyOf } from '../../src/core/model/target.ts';
import { minutes } from '../../src/core/model/time.ts';
import type { EventSurge, EventSurgeDraft } from '../../src/core/prescale/event-surge.ts';
import { aStatus, aSurge, at } from '../support/a-surge.ts';
import type { Contract, ContractWorld } from './contract-world.ts';

export function eventSurgesContract({ open }: Pick<Contract, 'open'>): void {
  let world: ContractWorld;
  let count = 0;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());

  const store = () => {
    if (world.eventSurges === undefined) throw new Error('expected a world with surges of events, got none');
    return world.eventSurges;
  };
  const event = { eventId: 'push 4711/"ä"', version: 7 };
  const newId = (): string => `${world.owner.namespace}/event-${(count += 1)}`;
  const nameIn = (id: string): string => id.slice(id.indexOf('/') + 1);
  const aPush = (id = newId(), version = event.version): EventSurgeDraft => {
    const surge = aSurge({ id, targets: [{ ref: world.owner.ref('HorizontalPodAutoscaler') }] });
    return { id, origin: 'push', at: at(12), stored: { ...event, version, cancelled: false, surge } };
  };
  const aTombstone = (id = newId(), version = event.version): EventSurgeDraft => ({
    id,
    origin: 'push',
    at: at(12),
    stored: { ...event, version, cancelled: true },
  });
  const create = (draft: EventSurgeDraft) => world.run(store().create(draft));
  const replace = (draft: EventSurgeDraft, version: string) => world.run(store().replace(draft, version));
  const read = async (id: string): Promise<EventSurge> => {
    const found = await world.run(store().read(id));
    if (found === undefined) throw new Error(`expected ${id} to be read at once`);
    return found;
  };
  const created = async (draft: EventSurgeDraft): Promise<EventSurge> => {
    await create(draft);
    return read(draft.id);
  };

  describe('the surge of an event', () => {
    test('is read as it was stored', async () => {
      const draft = aPush();
      const found = await created(draft);
      expect(found).toMatchObject({ ...draft, cancelledByHand: false });
      expect(found.uid).toEqual(expect.any(String));
      expect(found.surge).toEqual(found.stored.cancelled ? undefined : found.stored.surge);
      expect(found.hold).toBeUndefined();
    });

    test('is listed beside others, those that no event made are not', async () => {
      const [push, tombstone] = [aPush(), aTombstone()];
      await create(push);
      await create(tombstone);
      const byHand = aSurge({ id: newId(), targets: [{ ref: world.owner.ref('Deployment') }] });
      await world.owner.surge(byHand);
      const ids = (await world.run(store().list())).map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining([push.id, tombstone.id]));
      expect(ids).not.toContain(byHand.id);
      expect(await world.run(store().read(byHand.id))).toBeUndefined();
      expect(await world.run(store().read(newId()))).toBeUndefined();
    });

    test('is not made where there is one of its name', async () => {
      const draft = aPush();
      await create(draft);
      await expect(create(aPush(draft.id, 8))).rejects.toMatchObject({ disposition: 'conflict' });
      expect((await read(draft.id)).stored.version).toBe(7);
    });

    test('is replaced as a whole, and what is said of its targets stays', async () => {
      const draft = aPush();
      const { surge, uid } = await created(draft);
      const [{ ref } = { ref: world.owner.ref('Deployment') }] = surge?.targets ?? [];
      await world.until('the surge to be seen', async () =>
        (await world.run(world.surges.list())).some(({ id }) => id === draft.id),
      );
      await world.run(world.surges.patchStatus(draft.id, ref, aStatus(), uid));
      const before = await read(draft.id);
      const next = aPush(draft.id, 8);
      await replace({ ...next, at: at(13) }, before.resourceVersion);
      const after = await read(draft.id);
      expect(after).toMatchObject({ uid, at: at(13), stored: { version: 8, cancelled: false } });
      expect(after.surge?.targets).toEqual(next.stored.cancelled ? [] : next.stored.surge.targets);
      expect(after.surge?.status).toEqual({ [keyOf(ref)]: aStatus() });
    });

    test('loses fields that its next version does not have', async () => {
      const draft = aPush();
      const { resourceVersion } = await created(draft);
      const demand = { kind: 'multiplier', multiplier: 3, curve: { kind: 'box' } } as const;
      const surge = aSurge({ id: draft.id, demand, lead: undefined });
      const targets = [{ ref: world.owner.ref('Deployment') }];
      const stored = { ...event, version: 8, cancelled: false, surge: { ...surge, targets } } as const;
      await replace({ ...draft, stored }, resourceVersion);
      expect((await read(draft.id)).surge).toMatchObject({ demand, targets, lead: undefined });
    });

    test('is not replaced when it is newer, nor when it is gone', async () => {
      const draft = aPush();
      const { resourceVersion } = await created(draft);
      await world.owner.change(SURGES, nameIn(draft.id), { metadata: { labels: { team: 'news' } } });
      const late = () => replace(aPush(draft.id, 8), resourceVersion);
      await expect(late()).rejects.toMatchObject({ disposition: 'conflict' });
      expect((await read(draft.id)).stored.version).toBe(7);
      await world.owner.remove(SURGES, nameIn(draft.id));
      await expect(late()).rejects.toMatchObject({ disposition: 'notFound' });
    });
  });

  describe('a tombstone', () => {
    test('before its schedule has nothing but the event', async () => {
      const draft = aTombstone();
      const found = await created(draft);
      expect(found).toMatchObject({ ...draft, cancelledByHand: false });
      expect(found.surge).toMatchObject({ targets: [], cancelled: true });
    });

    test('after it leaves the targets, for their return', async () => {
      const draft = aPush();
      const { resourceVersion, surge } = await created(draft);
      await replace(aTombstone(draft.id, 8), resourceVersion);
      const found = await read(draft.id);
      expect(found).toMatchObject({ stored: { version: 8, cancelled: true }, cancelledByHand: false });
      expect(found.surge).toEqual({ ...surge, cancelled: true });
    });

    test('gives way to a later schedule', async () => {
      const draft = aTombstone();
      const { resourceVersion } = await created(draft);
      const next = aPush(draft.id, 8);
      await replace(next, resourceVersion);
      expect(await read(draft.id)).toMatchObject({ ...next, cancelledByHand: false });
    });
  });

  test('what a person has called off is told apart', async () => {
    const draft = aPush();
    await create(draft);
    await world.owner.change(SURGES, nameIn(draft.id), { spec: { cancelled: true } });
    const found = await read(draft.id);
    expect(found).toMatchObject({ cancelledByHand: true, stored: { version: 7, cancelled: false } });
  });

  test('the hold of an alarm comes and goes', async () => {
    const hold = { hold: minutes(15), until: at(20) };
    const draft: EventSurgeDraft = { ...aPush(), origin: 'alarm', hold };
    const { resourceVersion, ...found } = await created(draft);
    expect(found).toMatchObject({ origin: 'alarm', hold });
    await replace({ ...draft, hold: undefined }, resourceVersion);
    const ended = await read(draft.id);
    expect(ended.hold).toBeUndefined();
    await replace(draft, ended.resourceVersion);
    expect((await read(draft.id)).hold).toEqual(hold);
  });

  describe('removing', () => {
    test('takes it away as it was seen, and only so', async () => {
      const draft = aPush();
      const { resourceVersion } = await created(draft);
      await world.owner.change(SURGES, nameIn(draft.id), { metadata: { labels: { team: 'news' } } });
      const late = world.run(store().remove(draft.id, resourceVersion));
      await expect(late).rejects.toMatchObject({ disposition: 'conflict' });
      await world.run(store().remove(draft.id, (await read(draft.id)).resourceVersion));
      expect(await world.run(store().read(draft.id))).toBeUndefined();
    });

    test('what is gone is no fault', async () => {
      await expect(world.run(store().remove(newId(), '1'))).resolves.toBeUndefined();
    });
  });
}
