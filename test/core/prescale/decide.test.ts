/** The life of one surge on one target, look by look. */
import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../src/core/model/target.ts';
import { minus, plus, seconds } from '../../../src/core/model/time.ts';
import { decide } from '../../../src/core/prescale/decide.ts';
import { A_PUSH, aSurge, at } from '../../support/a-surge.ts';
import { A_DEPLOYMENT, AN_HPA, aDeployment, aHeldTarget, aTarget, recorded } from '../../support/a-target.ts';
import { DEFAULTS, floorsOf, lastOf, passOver, runUntil, settle } from '../../support/a-world.ts';

const RAISE = at(17, 56);

describe('the raise', () => {
  const world = { target: aTarget(), surges: [aSurge()] };

  test('before it nothing is written, and the next look is when it is due', () => {
    const plan = decide(world, DEFAULTS, at(12));
    expect(plan.actions).toEqual([]);
    expect(plan.nextLook).toBe(RAISE);
  });

  test('goes intent first, then the target, then /scale', () => {
    const { actions, reasons, floor } = decide(world, DEFAULTS, RAISE);
    expect(actions.map(({ kind }) => kind)).toEqual(['PatchSurgeStatus', 'PatchTarget', 'ScaleTarget']);
    expect(actions[1]).toMatchObject({ resourceVersion: '1', change: { min: 40 }, record: { at: RAISE } });
    expect(actions[2]).toMatchObject({ replicas: 40 });
    expect(reasons.map(({ code }) => code)).toContain('FloorRaised');
    expect(floor).toBe(40);
  });

  test('is one write; then there is silence until the surge ends', () => {
    const { world: warm, plan } = settle(settle(world, RAISE).world, plus(RAISE, seconds(20)));
    expect(warm.target).toMatchObject({ min: 40, max: 50 });
    expect(plan.nextLook).toBe(plus(RAISE, seconds(25)));
  });

  test('a missed start applies late and says so', () => {
    const { world: late, plan } = settle(world, at(18, 5));
    expect(late.target.min).toBe(40);
    expect(late.surges[0]?.status[keyOf(AN_HPA)]?.late).toBe(true);
    expect(plan.nextLook).toBeDefined();
    const first = decide(world, DEFAULTS, at(18, 5));
    expect(first.reasons.map(({ code }) => code)).toContain('StartedLate');
  });

  test('a surge wholly past does nothing', () => {
    expect(decide(world, DEFAULTS, at(18, 20))).toMatchObject({ actions: [], nextLook: undefined });
  });

  test('a cancelled surge does nothing', () => {
    const cancelled = { ...world, surges: [aSurge({ cancelled: true })] };
    expect(decide(cancelled, DEFAULTS, RAISE)).toMatchObject({ actions: [], nextLook: undefined });
  });
});

describe('the whole way', () => {
  test('up in one write, down in steps, and the owner finds what was his', () => {
    const world = { target: aTarget(), surges: [aSurge()] };
    const steps = runUntil(world, at(17), at(19));
    expect(lastOf(steps).target).toMatchObject({ min: 10, max: 50, record: { kind: 'none' } });
    expect(lastOf(steps).surges[0]?.status[keyOf(AN_HPA)]?.phase).toBe('Ended');
    const floors = floorsOf(steps).map((floor) => floor ?? 1);
    expect(Math.max(...floors)).toBe(40);
    const down = floors.slice(floors.indexOf(36));
    expect(down).toEqual([36, 33, 30, 27, 25, 23, 21, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10]);
  });

  test('an end between two ticks is no dead end', () => {
    const surge = aSurge({ end: plus(at(18, 20), seconds(7)) });
    const steps = runUntil({ target: aTarget(), surges: [surge] }, at(17), at(19));
    expect(lastOf(steps).target).toMatchObject({ min: 10, record: { kind: 'none' } });
  });

  test('a Deployment is scaled by its replicas, and walked down too', () => {
    const surge = aSurge({ targets: [{ ref: A_DEPLOYMENT }] });
    const steps = runUntil({ target: aDeployment(10), surges: [surge] }, at(17), at(19));
    expect(floorsOf(steps)).toContain(40);
    expect(floorsOf(steps)).toContain(36);
    expect(lastOf(steps).target).toMatchObject({ min: 10, replicas: 10, record: { kind: 'none' } });
  });

  test('a Deployment at zero goes back to zero', () => {
    const surge = aSurge({ targets: [{ ref: A_DEPLOYMENT }] });
    const steps = runUntil({ target: aDeployment(0), surges: [surge] }, at(17), at(19));
    expect(floorsOf(steps)).toContain(40);
    expect(lastOf(steps).target).toMatchObject({ min: 0, record: { kind: 'none' } });
  });

  test('a curve is followed down, and the HPA is given a short window meanwhile', () => {
    const surge = aSurge({ demand: { kind: 'rps', rps: 3_000, curve: A_PUSH } });
    const target = aTarget({ profile: { rpsPerReplica: 100 } });
    const steps = runUntil({ target, surges: [surge] }, at(17), at(19));
    const during = steps.filter((step) => step.at >= RAISE && step.at < at(18, 20));
    expect(floorsOf(during)[0]).toBe(43);
    expect(floorsOf(during).at(-1)).toBeLessThan(13);
    expect(during[0]?.world.target.scaleDownWindow).toMatchObject({ kind: 'present', seconds: 30 });
    expect(lastOf(steps).target).toMatchObject({ min: 10, scaleDownWindow: { kind: 'absent' } });
  });
});

describe('time', () => {
  test('does not run backward on a target', () => {
    const target = aHeldTarget({ at: at(18, 20, 30) }, { readyReplicas: 40 });
    const plan = decide({ target, surges: [aSurge()] }, DEFAULTS, at(18, 19, 45));
    expect(plan.floor).toBe(10);
    expect(plan.actions).toEqual([]);
  });

  test('a record from far ahead is not believed', () => {
    const target = aHeldTarget({ at: at(20) }, { readyReplicas: 40 });
    const plan = decide({ target, surges: [aSurge()] }, DEFAULTS, at(18));
    expect(plan.floor).toBe(40);
  });

  test('a record from far ahead does not hold up the return', () => {
    const target = aHeldTarget({ at: at(20) });
    expect(passOver({ target, surges: [] }, at(18)).world.target.min).toBe(36);
  });

  test('what one reconciler has ended, another whose clock is behind does not begin again', () => {
    const { world: ended } = settle({ target: aTarget(), surges: [aSurge()] }, at(18));
    const after = lastOf(runUntil(ended, at(18, 20), at(19)));
    const early = decide(after, DEFAULTS, minus(at(18, 20), seconds(30)));
    expect(early.actions).toEqual([]);
  });

  test('an ended surge that is extended begins again, and is not warm yet', () => {
    const { world: ended } = settle({ target: aTarget(), surges: [aSurge()] }, at(18));
    const after = lastOf(runUntil(ended, at(18, 1), at(19)));
    const longer = { ...after, surges: after.surges.map((surge) => ({ ...surge, end: at(20) })) };
    const { world: again } = passOver(longer, at(19));
    expect(again.target.min).toBe(40);
    const status = again.surges[0]?.status[keyOf(AN_HPA)];
    expect(status).toMatchObject({ phase: 'Warming' });
    expect(status?.warmAt).toBeUndefined();
  });
});

test('the order of the surges does not matter', () => {
  const surges = [aSurge({ id: 'b/2' }), aSurge({ id: 'a/1', end: at(19) }), aSurge({ id: 'c/3' })];
  const forward = decide({ target: aTarget(), surges }, DEFAULTS, RAISE);
  const backward = decide({ target: aTarget(), surges: surges.toReversed() }, DEFAULTS, RAISE);
  expect(JSON.stringify(backward)).toBe(JSON.stringify(forward));
});

test('a paused target is left alone, whatever is due', () => {
  const target = aTarget({ paused: true, record: recorded(), min: 40 });
  const plan = decide({ target, surges: [] }, DEFAULTS, at(18));
  expect(plan.actions).toEqual([]);
  expect(plan.reasons.map(({ code }) => code)).toContain('Paused');
});
