/** What every adapter of the ports of schedules and of the surges' summaries does. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SURGE_SCHEDULES, SURGES } from '../../src/adapters/kubernetes/resource-type.ts';
import type { Surge } from '../../src/core/model/surge.ts';
import type { SurgeSummary } from '../../src/core/model/surge-summary.ts';
import type { ScheduleOwner } from '../../src/ports/surge-schedules.ts';
import { aStatus, aSurge, at } from '../support/a-surge.ts';
import type { Contract, ContractWorld } from './contract-world.ts';

const EVENING = {
  cron: '0 18 * * *',
  zone: 'Europe/Berlin',
  durationSeconds: 1_200,
  surge: { targets: [{ kind: 'HorizontalPodAutoscaler', name: 'app' }], demand: { replicas: 40 } },
};

export function schedulesContract({ open }: Pick<Contract, 'open'>): void {
  let world: ContractWorld;
  let count = 0;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());

  const schedules = () => world.schedules;
  const summaries = () => world.summaries;
  const idOf = (name: string): string => `${world.owner.namespace}/${name}`;
  const aSchedule = async (): Promise<ScheduleOwner> => {
    count += 1;
    const name = `evening-${count}`;
    const { metadata } = await world.owner.create(SURGE_SCHEDULES, name, { spec: EVENING });
    await world.until('the schedule to be seen', async () =>
      (await world.run(schedules().listIds())).includes(idOf(name)),
    );
    return { id: idOf(name), uid: metadata.uid };
  };
  const aPush = (): Surge => {
    count += 1;
    const ref = world.owner.ref('HorizontalPodAutoscaler');
    return aSurge({ id: idOf(`push-${count}`), targets: [{ ref }] });
  };
  const owned = ({ uid }: ScheduleOwner) => world.run(schedules().listOwned(uid));
  const made = async (owner: ScheduleOwner) => {
    const surge = aPush();
    await world.run(schedules().create(owner, surge));
    const [found] = await owned(owner);
    if (found === undefined) throw new Error(`expected ${surge.id} to be read at once`);
    return found;
  };

  describe('a schedule', () => {
    test('is read as it stands, and says how it stands', async () => {
      const { id, uid } = await aSchedule();
      const before = await world.run(schedules().readState(id));
      expect(before).toMatchObject({
        id,
        uid,
        generation: 1,
        reading: { kind: 'schedule' },
        status: undefined,
      });
      const status = { observedGeneration: 1, conditions: [], nextStart: at(18), lastStart: undefined };
      await world.run(schedules().patchStatus(id, status));
      expect(await world.run(schedules().readState(id))).toMatchObject({ generation: 1, status });
    });

    test('is listed as it is read', async () => {
      const { id } = await aSchedule();
      const all = await world.run(schedules().listStates());
      expect(all.find((state) => state.id === id)).toEqual(await world.run(schedules().readState(id)));
    });

    test('that is not there: undefined', async () => {
      expect(await world.run(schedules().readState(idOf('nowhere')))).toBeUndefined();
    });
  });

  describe('the surges of a schedule', () => {
    test('are those it made, read at once, replaced as a whole, and taken away', async () => {
      const [owner, other] = [await aSchedule(), await aSchedule()];
      const { surge, resourceVersion } = await made(owner);
      expect(await owned(other)).toEqual([]);
      await world.run(schedules().replace({ ...surge, lead: undefined, cancelled: true }, resourceVersion));
      const [changed] = await owned(owner);
      expect(changed?.surge).toEqual({
        ...surge,
        createdAt: expect.any(Number),
        lead: undefined,
        cancelled: true,
      });
      await world.run(schedules().remove(surge.id, changed?.resourceVersion ?? ''));
      expect(await owned(owner)).toEqual([]);
    });

    test('are listed with those of all schedules, by whose they are', async () => {
      const [owner, other] = [await aSchedule(), await aSchedule()];
      const first = await made(owner);
      const all = await world.run(schedules().listAllOwned());
      expect([all.get(owner.uid), all.get(other.uid)]).toEqual([[first], undefined]);
    });

    test('are not made twice, nor written over or taken away when somebody was first', async () => {
      const owner = await aSchedule();
      const { surge, resourceVersion } = await made(owner);
      const conflict = { name: 'Conflict' };
      await expect(world.run(schedules().create(owner, surge))).rejects.toMatchObject(conflict);
      const name = surge.id.slice(surge.id.indexOf('/') + 1);
      await world.owner.change(SURGES, name, { spec: { cancelled: true } });
      await expect(world.run(schedules().replace(surge, resourceVersion))).rejects.toMatchObject(conflict);
      await expect(world.run(schedules().remove(surge.id, resourceVersion))).rejects.toMatchObject(conflict);
      expect((await world.owner.read(SURGES, name)).spec).toMatchObject({ cancelled: true });
    });
  });

  test('what a surge says on the whole stands beside what it says of its targets', async () => {
    const surge = aPush();
    const [{ ref } = { ref: world.owner.ref('Deployment') }] = surge.targets;
    await world.owner.surge(surge);
    await world.until('the surge to be seen', async () =>
      (await world.run(summaries().listIds())).includes(surge.id),
    );
    const summary: SurgeSummary = {
      observedGeneration: 1,
      phase: 'Warming',
      conditions: [
        {
          type: 'Accepted',
          status: 'True',
          reason: 'Understood',
          message: 'the surge is understood',
          observedGeneration: 1,
          lastTransitionTime: at(17, 55),
        },
      ],
    };
    await Promise.all([
      world.run(world.surges.patchStatus(surge.id, ref, aStatus())),
      world.run(summaries().patchSummary(surge.id, summary)),
    ]);
    const state = await world.run(summaries().readState(surge.id));
    expect(state).toMatchObject({ id: surge.id, generation: 1, summary });
    expect(await world.run(summaries().listStates())).toContainEqual(state);
    expect(Object.values((await world.run(world.surges.listFor(ref)))[0]?.status ?? {})).toEqual([aStatus()]);
  });
}
