/** A KEDA ScaledObject from rest to rest: its HPA follows it, its workload wakes and sleeps by KEDA's hand. */
import { describe, expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import { decide } from '../../../src/core/prescale/decide.ts';
import { aSurge, at } from '../../support/a-surge.ts';
import { A_SCALED_OBJECT, aScaledObject } from '../../support/a-target.ts';
import { DEFAULTS, edited, lastOf, runUntil, settle } from '../../support/a-world.ts';

const surgeOf = (over: Partial<Surge> = {}): Surge =>
  aSurge({ targets: [{ ref: A_SCALED_OBJECT }], ...over });
const raised = (target: TargetSnapshot, surge = surgeOf()) =>
  settle({ target, surges: [surge] }, at(18)).world;
const ASLEEP = aScaledObject({ min: undefined, replicas: 0, readyReplicas: 0 });

describe('on the way up', () => {
  test('the floor rises, and /scale follows in the same pass', () => {
    const { actions } = decide({ target: aScaledObject(), surges: [surgeOf()] }, DEFAULTS, at(18));
    expect(actions).toMatchObject([
      { kind: 'PatchSurgeStatus' },
      { kind: 'PatchTarget', change: { min: 40 } },
      { kind: 'ScaleTarget', from: 10, replicas: 40 },
    ]);
  });

  test('a workload at zero is left for KEDA to wake', () => {
    const { actions } = decide({ target: ASLEEP, surges: [surgeOf()] }, DEFAULTS, at(18));
    expect(actions).toMatchObject([
      { status: { woken: false } },
      { change: { min: 40 }, record: { baseline: { min: undefined, max: undefined }, wokenFrom: undefined } },
    ]);
  });

  test('an omitted maximum is a hundred', () => {
    const { actions } = decide(
      { target: aScaledObject(), surges: [surgeOf({ demand: { kind: 'replicas', replicas: 150 } })] },
      DEFAULTS,
      at(18),
    );
    expect(actions).toMatchObject([
      {
        status: {
          conditions: [{ type: 'Capped', message: expect.stringContaining('maxReplicaCount 100') as string }],
        },
      },
      { change: { min: 100 } },
      {},
    ]);
    expect(actions[1]).not.toHaveProperty('change.max');
  });

  test('its scale-down window is left alone', () => {
    const curve = { kind: 'decay', ramp: 0, plateau: 0, decay: 1 } as never;
    const crowd = surgeOf({ demand: { kind: 'multiplier', multiplier: 4, curve } });
    expect(raised(aScaledObject(), crowd).target.scaleDownWindow).toEqual({ kind: 'absent' });
  });
});

describe('at the end', () => {
  test('what was omitted is omitted again', () => {
    const lifted = surgeOf({
      demand: { kind: 'replicas', replicas: 150 },
      ceiling: { kind: 'raise', to: 200 },
    });
    const held = raised(ASLEEP, lifted);
    expect(held.target).toMatchObject({ min: 150, max: 200 });
    const { target } = lastOf(runUntil(held, at(18), at(20)));
    expect(target).toMatchObject({ min: undefined, max: undefined, record: { kind: 'none' } });
  });

  test('nobody puts the workload to zero but KEDA', () => {
    const steps = runUntil(raised(ASLEEP), at(18), at(20));
    expect(steps.map(({ world }) => world.target.record).at(-1)).toEqual({ kind: 'none' });
    const over = { ...ASLEEP, replicas: 4, readyReplicas: 4 };
    expect(decide({ target: over, surges: [surgeOf()] }, DEFAULTS, at(19)).actions).toEqual([]);
  });

  test('an owner who asks for more than the old maximum saw the lifted one', () => {
    const lifted = surgeOf({
      demand: { kind: 'replicas', replicas: 150 },
      ceiling: { kind: 'raise', to: 200 },
    });
    const wished = edited(raised(aScaledObject(), lifted), { min: 120 });
    const { target } = lastOf(runUntil(wished, at(18), at(20)));
    expect(target).toMatchObject({ min: 120, max: 120 });
  });
});
