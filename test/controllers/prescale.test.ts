/** One pass among others: it writes what it planned, in that order, and what it meets must not mislead it. */
import { describe, expect, test } from 'vitest';
import { planPrescale, reconcilePrescale } from '../../src/controllers/prescale.ts';
import type { Action } from '../../src/core/model/plan.ts';
import { keyOf } from '../../src/core/model/target.ts';
import { minus, plus, seconds } from '../../src/core/model/time.ts';
import { Conflict, type Fault, Invalid, NotFound, Unavailable } from '../../src/ports/faults.ts';
import { aSurge, at } from '../support/a-surge.ts';
import { AN_HPA, aTarget } from '../support/a-target.ts';
import { edited, passOver, settle, type World } from '../support/a-world.ts';
import { portsOn } from '../support/world-ports.ts';

const START: World = { target: aTarget(), surges: [aSurge()] };
const RAISE = at(17, 56);
const kindsOf = (actions: readonly Action[]) => actions.map(({ kind }) => kind);
const failing = (kind: Action['kind'], fault: Fault) => (action: Action) =>
  action.kind === kind ? fault : undefined;

describe('a pass', () => {
  test('writes its plan in its order and returns it', async () => {
    const ports = portsOn(START, { now: RAISE });
    const plan = await reconcilePrescale(AN_HPA, ports.deps);
    expect(kindsOf(ports.written)).toEqual(['PatchSurgeStatus', 'PatchTarget', 'ScaleTarget']);
    expect(plan.actions).toEqual(ports.written);
    expect(ports.world().target).toMatchObject({ min: 40, replicas: 40 });
  });

  test('tells its reasons when it has written, and is silent otherwise', async () => {
    const ports = portsOn(START, { now: RAISE });
    await reconcilePrescale(AN_HPA, ports.deps);
    expect(ports.logged).toEqual([
      {
        message: 'floor 10 to 40',
        target: 'HorizontalPodAutoscaler/news/app',
        reason: 'FloorRaised',
        floor: 40,
      },
    ]);
    const rested = portsOn(settle(ports.world(), RAISE).world, { now: RAISE });
    await reconcilePrescale(AN_HPA, rested.deps);
    expect(rested.written).toEqual([]);
    expect(rested.logged).toEqual([]);
  });

  test('a dry run plans the same and writes nothing', async () => {
    const ports = portsOn(START, { now: RAISE });
    const dry = await planPrescale(AN_HPA, ports.deps, RAISE);
    expect(ports.written).toEqual([]);
    expect(await reconcilePrescale(AN_HPA, ports.deps)).toEqual(dry);
  });

  test('tells the surges of a target that is not there', async () => {
    const ports = portsOn(START, { now: RAISE, targetGone: true });
    await reconcilePrescale(AN_HPA, ports.deps);
    expect(ports.written).toMatchObject([
      { kind: 'PatchSurgeStatus', status: { conditions: [{ type: 'TargetMissing' }] } },
    ]);
  });
});

describe('a fault', () => {
  test.each<[Action['kind'], readonly Action['kind'][]]>([
    ['PatchSurgeStatus', []],
    ['PatchTarget', ['PatchSurgeStatus']],
    ['ScaleTarget', ['PatchSurgeStatus', 'PatchTarget']],
  ])('at %s ends the pass, and the next one goes on', async (kind, want) => {
    const fault = new Unavailable('503');
    const ports = portsOn(START, { now: RAISE, fault: failing(kind, fault) });
    await expect(reconcilePrescale(AN_HPA, ports.deps)).rejects.toBe(fault);
    expect(kindsOf(ports.written)).toEqual(want);
    const next = portsOn(ports.world(), { now: RAISE });
    await reconcilePrescale(AN_HPA, next.deps);
    expect(next.world().target).toMatchObject({ min: 40, replicas: 40 });
  });

  test.each<Action['kind']>(['PatchSurgeStatus', 'PatchTarget', 'ScaleTarget'])(
    'what %s writes to is gone: the plan is of yesterday, not the target at rest',
    async (kind) => {
      const ports = portsOn(START, { now: RAISE, fault: failing(kind, new NotFound('404')) });
      await expect(reconcilePrescale(AN_HPA, ports.deps)).rejects.toBeInstanceOf(Conflict);
    },
  );

  test.each([
    ['for good keeps no news from being told', new Invalid('422'), ['news/first']],
    ['for now ends the pass: the next one has the news', new Unavailable('503'), []],
  ])('of the floor %s', async (_, fault, told) => {
    const first = aSurge({ id: 'news/first' });
    const { world } = settle({ ...START, surges: [first] }, RAISE);
    const second = aSurge({ id: 'news/second', demand: { kind: 'replicas', replicas: 45 } });
    const ready = { ...world.target, readyReplicas: 45 };
    const ports = portsOn(
      { target: ready, surges: [...world.surges, second] },
      { now: plus(RAISE, seconds(20)), fault: failing('PatchTarget', fault) },
    );
    await expect(reconcilePrescale(AN_HPA, ports.deps)).rejects.toBe(fault);
    const surgesTold = ports.written.map((action) => ('surge' in action ? action.surge : action.kind));
    expect(surgesTold).toEqual(['news/second', ...told]);
  });

  test('an owner who writes first is not written over', async () => {
    const between = (world: World): World => ({
      ...world,
      target: { ...world.target, min: 45, resourceVersion: '2' },
    });
    const ports = portsOn(START, { now: RAISE, between });
    await expect(reconcilePrescale(AN_HPA, ports.deps)).rejects.toBeInstanceOf(Conflict);
    expect(ports.world().target.min).toBe(45);
  });
});

describe('a floor that somebody sets back', () => {
  const held = settle(START, RAISE).world;
  const reverted = edited(held, { min: 10 }, 'argocd');
  const reassertsIn = ({ surges }: World) => surges[0]?.status[keyOf(AN_HPA)]?.reasserts;

  test('is not counted as written again when that was refused', async () => {
    const touched = (world: World): World => edited(world, {});
    const refused = portsOn(reverted, { now: at(18), between: touched });
    await expect(reconcilePrescale(AN_HPA, refused.deps)).rejects.toBeInstanceOf(Conflict);
    const again = portsOn(refused.world(), { now: at(18) });
    await reconcilePrescale(AN_HPA, again.deps);
    expect(again.world().target.min).toBe(40);
    expect(reassertsIn(again.world())).toBe(1);
  });

  test('whose owner comes round before it is written again, was never', async () => {
    const yields = (world: World): World => edited(world, { min: 40 });
    const refused = portsOn(reverted, { now: at(18), between: yields });
    await expect(reconcilePrescale(AN_HPA, refused.deps)).rejects.toBeInstanceOf(Conflict);
    expect(reassertsIn(settle(refused.world(), at(18)).world)).toBe(0);
  });

  test('is counted though the surge’s own count is not seen yet', async () => {
    const { world } = settle(reverted, at(18));
    const unseen = edited({ ...world, surges: held.surges }, { min: 10 }, 'argocd');
    expect(reassertsIn(settle(unseen, at(18)).world)).toBe(2);
  });
});

test('a target that is handed back while it looks is not raised again by a clock that is behind', async () => {
  const surge = aSurge({ demand: { kind: 'replicas', replicas: 11 } });
  const held = settle({ target: aTarget(), surges: [surge] }, at(18)).world;
  expect(held.target.min).toBe(11);
  const behind = minus(surge.end, seconds(5));
  const ports = portsOn(held, { now: behind, between: (world) => passOver(world, surge.end).world });
  await reconcilePrescale(AN_HPA, ports.deps).catch((error: unknown) => {
    expect(error).toBeInstanceOf(Conflict);
  });
  expect(ports.world().target).toMatchObject({ min: 10, record: { kind: 'none' } });
});
