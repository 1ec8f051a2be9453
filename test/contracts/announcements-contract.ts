/** What every adapter does that keeps what was told of a surge. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SURGES } from '../../src/adapters/kubernetes/resource-type.ts';
import type { Surge } from '../../src/core/model/surge.ts';
import type { StoredSurgeState } from '../../src/core/model/surge-summary.ts';
import { keyOf } from '../../src/core/model/target.ts';
import { EVENT_ID_ANNOTATION } from '../../src/resources/surge/event-annotations.ts';
import { aStatus, aSurge } from '../support/a-surge.ts';
import type { Contract, ContractWorld } from './contract-world.ts';

const WARMING = '2026-11-22T18:00:00Z/warming';
const DEGRADED = '2026-11-22T18:00:00Z/degraded/Capped/NotWarm';
const TOLD = '2026-11-22T17:56:00.000Z';

export function announcementsContract({ open }: Pick<Contract, 'open'>): void {
  let world: ContractWorld;
  let count = 0;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());

  const nameOf = ({ id }: Surge): string => id.slice(id.indexOf('/') + 1);
  const read = async ({ id }: Surge): Promise<StoredSurgeState | undefined> =>
    world.run(world.summaries.readState(id));
  const toBeSeen = ({ id }: Surge, other = '') =>
    world.until(`${id} to be seen`, async () => {
      const uid = (await world.run(world.summaries.readState(id)))?.uid ?? other;
      return uid !== other;
    });
  const aPush = async (): Promise<Surge & { readonly uid: string }> => {
    count += 1;
    const ref = world.owner.ref('HorizontalPodAutoscaler');
    const surge = aSurge({ id: `${world.owner.namespace}/told-${count}`, targets: [{ ref }] });
    await world.owner.surge(surge);
    await toBeSeen(surge);
    return { ...surge, uid: (await read(surge))?.uid ?? '' };
  };
  const announce = ({ id, uid }: Surge & { readonly uid: string }, said: Record<string, string | null>) =>
    world.run(world.announcements.patchAnnounced(id, said, uid));

  test('of a surge of which nothing was told, nothing is said', async () => {
    expect(await read(await aPush())).toMatchObject({ announced: {}, eventId: undefined });
  });

  test('what was told is added to what was told before, and is read at once', async () => {
    const push = await aPush();
    await announce(push, { [WARMING]: TOLD });
    await announce(push, { [DEGRADED]: TOLD });
    expect((await read(push))?.announced).toEqual({ [WARMING]: TOLD, [DEGRADED]: TOLD });
  });

  test('what is forgotten goes, also when it has gone before', async () => {
    const push = await aPush();
    await announce(push, { [WARMING]: TOLD, [DEGRADED]: TOLD });
    await announce(push, { [DEGRADED]: null });
    await announce(push, { [DEGRADED]: null });
    expect((await read(push))?.announced).toEqual({ [WARMING]: TOLD });
  });

  test('stands beside what is said of the targets and on the whole', async () => {
    const push = await aPush();
    const [{ ref } = { ref: world.owner.ref('Deployment') }] = push.targets;
    await Promise.all([
      world.run(world.surges.patchStatus(push.id, ref, aStatus(), push.uid)),
      announce(push, { [WARMING]: TOLD }),
    ]);
    const state = await read(push);
    expect(state?.announced).toEqual({ [WARMING]: TOLD });
    expect(state?.reading).toMatchObject({ kind: 'surge', surge: { status: { [keyOf(ref)]: aStatus() } } });
    const { metadata } = await world.owner.read(SURGES, nameOf(push));
    expect(metadata.generation).toBe(1);
  });

  test('of another surge under the same name is a Conflict', async () => {
    const push = await aPush();
    await world.owner.remove(SURGES, nameOf(push));
    await world.owner.surge(push);
    await toBeSeen(push, push.uid);
    await expect(announce(push, { [WARMING]: TOLD })).rejects.toMatchObject({ name: 'Conflict' });
    expect((await read(push))?.announced).toEqual({});
  });

  test('of a surge that is gone is NotFound', async () => {
    const push = await aPush();
    await world.owner.remove(SURGES, nameOf(push));
    await expect(announce(push, { [WARMING]: TOLD })).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('the event that a surge was made by is read', async () => {
    const push = await aPush();
    const annotations = { [EVENT_ID_ANNOTATION]: 'lunch', 'example.com/other': 'x' };
    await world.owner.change(SURGES, nameOf(push), { metadata: { annotations } });
    await world.until('the event to be seen', async () => (await read(push))?.eventId === 'lunch');
    expect((await read(push))?.eventId).toBe('lunch');
  });
}
