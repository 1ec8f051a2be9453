import { describe, expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import { keyOf } from '../../../src/core/model/target.ts';
import { minus, plus, seconds } from '../../../src/core/model/time.ts';
import { decide } from '../../../src/core/prescale/decide.ts';
import { decideMissing } from '../../../src/core/prescale/missing.ts';
import { aStatus, aSurge, at, withStatus } from '../../support/a-surge.ts';
import { AN_HPA, aTarget } from '../../support/a-target.ts';
import { applyAction, DEFAULTS } from '../../support/a-world.ts';

const missing = (surges: readonly Surge[], now = at(18)) => decideMissing(AN_HPA, surges, DEFAULTS, now);
/** The surges after the plan. */
const told = (surges: readonly Surge[], now = at(18)): readonly Surge[] =>
  missing(surges, now).actions.reduce((world, action) => applyAction(world, action) ?? world, {
    target: aTarget(),
    surges,
  }).surges;

describe('a target that is not there', () => {
  test('is told by every surge that is on, once', () => {
    const surges = told([aSurge(), aSurge({ id: 'news/two' })]);
    const conditions = surges.flatMap(({ status }) => status[keyOf(AN_HPA)]?.conditions ?? []);
    expect(conditions.map(({ type }) => type)).toEqual(['TargetMissing', 'TargetMissing']);
    expect(missing(surges).actions).toEqual([]);
  });

  test('is not told by others', () => {
    expect(missing([aSurge({ start: at(20), end: at(21) }), aSurge({ cancelled: true })]).actions).toEqual(
      [],
    );
    expect(missing([aSurge()], at(18, 20)).actions).toEqual([]);
  });

  test('is looked for while a surge is on, and when the next one begins', () => {
    expect(missing([aSurge()]).nextLook).toBe(plus(at(18), seconds(5)));
    expect(missing([aSurge()], at(12)).nextLook).toBe(at(17, 56));
    expect(missing([aSurge()], at(18, 20)).nextLook).toBeUndefined();
    expect(missing([]).nextLook).toBeUndefined();
  });

  test('ends with its surge', () => {
    const ended = told(told([aSurge()]), at(18, 20));
    expect(ended[0]?.status[keyOf(AN_HPA)]).toMatchObject({ phase: 'Ended', conditions: [] });
    expect(missing(ended, at(18, 21)).actions).toEqual([]);
    expect(missing(ended, minus(at(18, 20), seconds(30))).actions).toEqual([]);
  });

  test('is forgotten when it comes', () => {
    const surges = told([aSurge()]);
    const [status] = decide({ target: aTarget(), surges }, DEFAULTS, at(18)).actions;
    expect(status).toMatchObject({ status: { uid: 'uid-1', conditions: [], late: true } });
  });

  test('gives one plan whatever the order of the surges', () => {
    const surges = [aSurge({ id: 'b/1' }), withStatus(aSurge({ id: 'a/1' }), aStatus())];
    expect(JSON.stringify(missing(surges.toReversed()))).toBe(JSON.stringify(missing(surges)));
  });
});
