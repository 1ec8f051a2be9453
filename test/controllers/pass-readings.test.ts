import { describe, expect, test } from 'vitest';
import { measurePass } from '../../src/controllers/pass-readings.ts';
import type { Pass } from '../../src/controllers/prescale.ts';
import { minutes, plus, seconds, toSeconds } from '../../src/core/model/time.ts';
import { decide } from '../../src/core/prescale/decide.ts';
import type { PassMeter, TargetReading } from '../../src/ports/metrics.ts';
import { aStatus, aSurge, at, withStatus } from '../support/a-surge.ts';
import { AN_HPA, aHeldTarget, aTarget } from '../support/a-target.ts';
import { DEFAULTS, type World } from '../support/a-world.ts';

function measured({ target, surges }: World, now = at(17, 56)) {
  const readings: TargetReading[] = [];
  const told: (readonly [string, number])[] = [];
  const meter: PassMeter = {
    passed: (reading) => readings.push(reading),
    raised: (lateness) => told.push(['raised', toSeconds(lateness)]),
    warmed: (took) => told.push(['warmed', toSeconds(took)]),
  };
  const plan = decide({ target, surges }, DEFAULTS, now);
  const pass: Pass = { ref: AN_HPA, target, surges, plan, readAt: now };
  measurePass(pass, meter, DEFAULTS);
  return { reading: readings[0], told };
}

describe('how a target stands after a pass', () => {
  test('raised by it', () => {
    expect(measured({ target: aTarget(), surges: [aSurge()] }).reading).toMatchObject({
      floor: 40,
      baseline: 10,
      readyReplicas: 10,
    });
  });

  test('raised before, though the pass wrote nothing', () => {
    const raised = { raisedAt: at(17, 56), at: at(17, 56) };
    const surge = withStatus(aSurge(), aStatus(raised));
    expect(
      measured({ target: aHeldTarget({}, { readyReplicas: 7 }), surges: [surge] }, at(17, 57)).reading,
    ).toMatchObject({ floor: 40, readyReplicas: 7 });
  });

  test('at rest', () => {
    expect(measured({ target: aTarget(), surges: [] }).reading).toMatchObject({ floor: undefined });
  });
});

describe('what a surge reaches is told once', () => {
  test('the floor stands: how late', () => {
    const surge = withStatus(aSurge(), aStatus());
    const target = aHeldTarget({ at: plus(at(17, 56), seconds(7)) });
    expect(measured({ target, surges: [surge] }, at(17, 57)).told).toEqual([['raised', 7]]);
  });

  test('a surge made after its floor was due is late from when it was made', () => {
    const surge = withStatus(aSurge({ createdAt: at(17, 58) }), aStatus());
    const target = aHeldTarget({ at: plus(at(17, 58), seconds(2)) });
    expect(measured({ target, surges: [surge] }, at(17, 59)).told).toEqual([['raised', 2]]);
  });

  test('a surge made long ahead is late from when its floor was due', () => {
    const surge = withStatus(aSurge({ createdAt: at(9, 0) }), aStatus());
    const target = aHeldTarget({ at: plus(at(17, 56), seconds(7)) });
    expect(measured({ target, surges: [surge] }, at(17, 57)).told).toEqual([['raised', 7]]);
  });

  test('it is warm: after how long', () => {
    const surge = withStatus(aSurge(), aStatus({ raisedAt: at(17, 56), readySince: at(17, 57) }));
    const now = plus(at(17, 57), minutes(1));
    expect(measured({ target: aHeldTarget(), surges: [surge] }, now).told.map(([what]) => what)).toEqual([
      'warmed',
    ]);
  });

  test('nothing new, nothing told', () => {
    const surge = withStatus(
      aSurge(),
      aStatus({ phase: 'Warm', raisedAt: at(17, 56), readySince: at(17, 57), warmAt: at(17, 58) }),
    );
    expect(measured({ target: aHeldTarget(), surges: [surge] }, at(17, 59)).told).toEqual([]);
  });
});
