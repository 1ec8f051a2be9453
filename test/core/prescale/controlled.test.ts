import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/core/prescale/decide.ts';
import { aSurge, at } from '../../support/a-surge.ts';
import {
  A_DEPLOYMENT,
  A_SCALED_OBJECT,
  AN_HPA,
  aDeployment,
  aHeldTarget,
  aTarget,
} from '../../support/a-target.ts';
import { DEFAULTS, settle } from '../../support/a-world.ts';

const KEDAS = aTarget({ controlledBy: A_SCALED_OBJECT });

describe('a target that somebody else scales', () => {
  test.each([
    [
      KEDAS,
      'ScaledObject/news/app sets the replicas of HorizontalPodAutoscaler/news/app: name kind ScaledObject, name app as the target instead',
    ],
    [
      aDeployment(3, { controlledBy: AN_HPA }),
      'HorizontalPodAutoscaler/news/app sets the replicas of Deployment/news/worker: name kind HorizontalPodAutoscaler, name app as the target instead',
    ],
  ])('is not written; the surge says what to name', (target, message) => {
    const { actions } = decide(
      { target, surges: [aSurge({ targets: [{ ref: target.ref }] })] },
      DEFAULTS,
      at(18),
    );
    expect(actions).toMatchObject([
      {
        kind: 'PatchSurgeStatus',
        status: { phase: 'Warming', conditions: [{ type: 'Controlled', message }] },
      },
    ]);
  });

  test('is told of once, and ends with its surge', () => {
    const { world } = settle({ target: KEDAS, surges: [aSurge()] }, at(18));
    expect(decide(world, DEFAULTS, at(18, 10)).actions).toEqual([]);
    expect(decide(world, DEFAULTS, at(18, 20)).actions).toMatchObject([
      { status: { phase: 'Ended', conditions: [] } },
    ]);
  });

  test('is taken as it stands once nobody else does any more', () => {
    const { world } = settle({ target: KEDAS, surges: [aSurge()] }, at(18));
    const free = { ...world, target: { ...world.target, controlledBy: undefined, min: 12 } };
    const { actions } = decide(free, DEFAULTS, at(18, 1));
    expect(actions).toMatchObject([
      { status: { uid: 'uid-1', baseline: { min: 12 } } },
      { change: { min: 40 }, record: { baseline: { min: 12 } } },
      { kind: 'ScaleTarget' },
    ]);
  });

  test('loses a record from before, its bounds stay', () => {
    const held = aHeldTarget({}, { controlledBy: A_SCALED_OBJECT });
    const { world, plan } = settle({ target: held, surges: [] }, at(18));
    expect(world.target).toMatchObject({ min: 40, record: { kind: 'none' } });
    expect(plan.nextLook).toBeUndefined();
    expect(decide({ target: { ...held, paused: true }, surges: [] }, DEFAULTS, at(18)).actions).toEqual([]);
  });
});

test('a Deployment that nobody scales is written', () => {
  const surge = aSurge({ targets: [{ ref: A_DEPLOYMENT }] });
  expect(decide({ target: aDeployment(3), surges: [surge] }, DEFAULTS, at(18)).actions).toMatchObject([
    { kind: 'PatchSurgeStatus' },
    { change: { min: 40 } },
  ]);
});
