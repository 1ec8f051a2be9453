/** Targets at rest: HPAs of every shape, asleep or not, and workloads without one. */
import fc from 'fast-check';
import type { ScaleDownWindow, TargetSnapshot } from '../../src/core/model/target.ts';
import { aDeployment, aScaledObject, aTarget } from './a-target.ts';

const window: fc.Arbitrary<ScaleDownWindow> = fc.constantFrom<ScaleDownWindow>(
  { kind: 'absent' },
  { kind: 'absent' },
  { kind: 'present', seconds: undefined, onlyOurs: false },
  { kind: 'present', seconds: 120, onlyOurs: false },
  { kind: 'present', seconds: 30, onlyOurs: true },
);

const profile = fc.constantFrom<TargetSnapshot['profile']>(
  undefined,
  { rpsPerReplica: 100 },
  { rpsPerReplica: 100, steadyRps: 500 },
);

const arbHpa: fc.Arbitrary<TargetSnapshot> = fc
  .record({
    min: fc.integer({ min: 1, max: 20 }),
    room: fc.integer({ min: 0, max: 40 }),
    scaleDownWindow: window,
    profile,
    asleep: fc.integer({ min: 0, max: 4 }).map((die) => die === 0),
  })
  .map(({ min, room, asleep, ...rest }) => {
    const replicas = asleep ? 0 : min;
    return aTarget({ min, max: min + room, replicas, readyReplicas: replicas, ...rest });
  });

const arbScaledObject: fc.Arbitrary<TargetSnapshot> = fc
  .record({
    min: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
    room: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
    profile,
  })
  .map(({ min, room, ...rest }) => {
    const max = room === undefined ? undefined : (min ?? 0) + room;
    return aScaledObject({ min, max, replicas: min ?? 0, readyReplicas: min ?? 0, ...rest });
  });

const arbDeployment: fc.Arbitrary<TargetSnapshot> = fc
  .record({ replicas: fc.integer({ min: 0, max: 20 }), profile })
  .map(({ replicas, profile: told }) => aDeployment(replicas, { profile: told }));

export const arbTarget = fc.oneof(
  { weight: 4, arbitrary: arbHpa },
  { weight: 1, arbitrary: arbScaledObject },
  { weight: 1, arbitrary: arbDeployment },
);
