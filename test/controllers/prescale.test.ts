/** One pass among others: what changes between its reads must not mislead it. */
import { expect, test } from 'vitest';
import { reconcilePrescale } from '../../src/controllers/prescale.ts';
import type { Action } from '../../src/core/model/plan.ts';
import { minus, seconds } from '../../src/core/model/time.ts';
import { Conflict } from '../../src/ports/faults.ts';
import { aSurge, at } from '../support/a-surge.ts';
import { AN_HPA, aTarget } from '../support/a-target.ts';
import { applyAction, DEFAULTS, passOver, settle, type World } from '../support/a-world.ts';

const SURGE = aSurge({ demand: { kind: 'replicas', replicas: 11 } });

/** The ports of one process; `between` is what others do after its first read. */
function portsOn(begin: World, between: (world: World) => World) {
  let world = begin;
  let reads = 0;
  const read = <T>(part: (seen: World) => T): Promise<T> => {
    const seen = part(world);
    reads += 1;
    if (reads === 1) world = between(world);
    return Promise.resolve(seen);
  };
  const write = (action: Action): Promise<void> => {
    const after = applyAction(world, action);
    if (after === undefined) return Promise.reject(new Conflict('409'));
    world = after;
    return Promise.resolve();
  };
  return {
    now: (): World => world,
    targets: {
      read: () => read(({ target }) => target),
      listRecorded: () => Promise.resolve([AN_HPA]),
      patch: (target: typeof AN_HPA, patch: Omit<Action & { kind: 'PatchTarget' }, 'kind' | 'target'>) =>
        write({ kind: 'PatchTarget', target, ...patch }),
      scale: (target: typeof AN_HPA, replicas: number) => write({ kind: 'ScaleTarget', target, replicas }),
    },
    surges: {
      list: () => read(({ surges }) => surges),
      listFor: () => read(({ surges }) => surges),
      patchStatus: (
        surge: string,
        target: typeof AN_HPA,
        status: (Action & { kind: 'PatchSurgeStatus' })['status'],
      ) => write({ kind: 'PatchSurgeStatus', surge, target, status }),
    },
  };
}

test('a target that is handed back while it looks is not raised again by a clock that is behind', async () => {
  const held = settle({ target: aTarget(), surges: [SURGE] }, at(18)).world;
  const behind = minus(SURGE.end, seconds(5));
  const ports = portsOn(held, (world) => passOver(world, SURGE.end).world);
  const log = { info: () => {}, warn: () => {} };
  const clock = { now: () => behind, wake: () => Promise.resolve() };
  await reconcilePrescale(AN_HPA, { ...ports, clock, log, config: DEFAULTS }).catch((error: unknown) => {
    expect(error).toBeInstanceOf(Conflict);
  });
  expect(held.target.min).toBe(11);
  expect(ports.now().target).toMatchObject({ min: 10, record: { kind: 'none' } });
});
