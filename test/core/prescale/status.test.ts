import { describe, expect, test } from 'vitest';
import type { Surge, SurgeTargetStatus } from '../../../src/core/model/surge.ts';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import { type Instant, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { decide } from '../../../src/core/prescale/decide.ts';
import { A_PUSH, aStatus, aSurge, at, withStatus } from '../../support/a-surge.ts';
import { aHeldTarget, aTarget, someBounds } from '../../support/a-target.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const RAISE = at(17, 56);

/** What the surge says after a pass; undefined when it says nothing new. */
function statusAfter(
  target: TargetSnapshot,
  surge: Surge,
  now: Instant = RAISE,
  others: readonly Surge[] = [],
): SurgeTargetStatus | undefined {
  const { actions } = decide({ target, surges: [surge, ...others] }, DEFAULTS, now);
  return actions.flatMap((action) =>
    action.kind === 'PatchSurgeStatus' && action.surge === surge.id ? [action.status] : [],
  )[0];
}

test('the first word tells what the owner had', () => {
  expect(statusAfter(aTarget(), aSurge())).toEqual(
    aStatus({ baseline: someBounds(), woken: false, at: RAISE }),
  );
});

test('what has not changed is not said again, whenever it was said', () => {
  const said = statusAfter(aTarget(), aSurge());
  const again = said === undefined ? aSurge() : withStatus(aSurge(), { ...said, at: at(17) });
  expect(statusAfter(aTarget(), again)).toBeUndefined();
});

describe('raisedAt', () => {
  test('is that of the floor that stands, once it is seen', () => {
    const held = aHeldTarget({ at: RAISE });
    expect(statusAfter(held, withStatus(aSurge(), aStatus()), plus(RAISE, seconds(5)))?.raisedAt).toBe(RAISE);
  });

  test('is not that of a lower floor that another surge had raised', () => {
    const low = aHeldTarget({ wrote: someBounds({ min: 20 }), at: at(17, 30) });
    expect(statusAfter(low, aSurge())?.raisedAt).toBeUndefined();
  });

  test('is that of a higher floor that another surge had raised', () => {
    const other = aSurge({ id: 'news/other', start: at(17, 35), demand: { kind: 'replicas', replicas: 40 } });
    expect(statusAfter(aHeldTarget({ at: at(17, 31) }), aSurge(), RAISE, [other])?.raisedAt).toBe(at(17, 31));
  });

  test('is kept', () => {
    const known = withStatus(aSurge(), aStatus({ raisedAt: RAISE }));
    const rewritten = aHeldTarget({ at: at(18) }, { readyReplicas: 40 });
    expect(statusAfter(rewritten, known, at(18))?.raisedAt).toBe(RAISE);
  });
});

describe('late', () => {
  const ramp = {
    kind: 'rps',
    rps: 3_000,
    curve: {
      kind: 'points',
      points: [
        { offset: minutes(0), share: 0 },
        { offset: minutes(5), share: 0 },
        { offset: minutes(15), share: 1 },
      ],
    },
  } as const;
  const profiled = aTarget({ profile: { rpsPerReplica: 100 } });

  test.each<[string, TargetSnapshot, Surge, Instant, boolean]>([
    ['not when on time', aTarget(), aSurge(), RAISE, false],
    ['not within half a minute', aTarget(), aSurge(), plus(RAISE, seconds(29)), false],
    ['when first seen half a minute after', aTarget(), aSurge(), plus(RAISE, seconds(30)), true],
    [
      'not when nothing was asked for yet',
      profiled,
      aSurge({ demand: ramp }),
      plus(RAISE, minutes(4)),
      false,
    ],
    [
      'not for needing less than the baseline',
      aTarget(),
      aSurge({ demand: { kind: 'replicas', replicas: 3 } }),
      at(18),
      false,
    ],
    ['not when its maker was', aTarget(), aSurge({ createdAt: at(18) }), at(18), false],
    ['not for a moment after it was made', aTarget(), aSurge({ createdAt: at(18) }), at(18, 0, 29), false],
    [
      'when it had been known for half a minute',
      aTarget(),
      aSurge({ createdAt: at(18) }),
      at(18, 0, 30),
      true,
    ],
    ['when it was made long ahead', aTarget(), aSurge({ createdAt: at(9) }), at(18), true],
  ])('%s', (_name, target, surge, now, want) => {
    expect(statusAfter(target, surge, now)?.late).toBe(want);
  });

  test('when the write came late though the intent was on time', () => {
    const known = withStatus(aSurge(), aStatus());
    const held = aHeldTarget({ at: plus(RAISE, minutes(2)) });
    expect(statusAfter(held, known, plus(RAISE, minutes(3)))?.late).toBe(true);
  });

  test('not when a gradual crowd asked for the first write later', () => {
    const surge = withStatus(aSurge({ demand: ramp }), aStatus());
    const wrote = someBounds({ min: 12, scaleDownSeconds: 30 });
    const held = aHeldTarget(
      { at: at(18, 1), wrote },
      { profile: { rpsPerReplica: 100 }, scaleDownWindow: { kind: 'present', seconds: 30, onlyOurs: true } },
    );
    expect(statusAfter(held, surge, at(18, 1))).toMatchObject({ late: false, raisedAt: at(18, 1) });
  });

  test('stays late', () => {
    const known = withStatus(aSurge(), aStatus({ late: true, raisedAt: RAISE }));
    expect(statusAfter(aHeldTarget({}, { readyReplicas: 40 }), known, at(18))?.late).toBe(true);
  });
});

describe('warm', () => {
  const ready = aHeldTarget({ at: RAISE }, { readyReplicas: 40 });
  const since = withStatus(aSurge(), aStatus({ raisedAt: RAISE, readySince: at(17, 57) }));

  test('comes with the dwell time', () => {
    expect(statusAfter(ready, since, at(17, 57, 9))).toBeUndefined();
    expect(statusAfter(ready, since, at(17, 57, 10))).toMatchObject({
      phase: 'Warm',
      warmAt: at(17, 57, 10),
    });
  });

  test('is measured against what the surges need, not against what the maximum allows', () => {
    const high = aSurge({ demand: { kind: 'replicas', replicas: 90 } });
    const capped = aHeldTarget({ wrote: someBounds({ min: 50 }), at: RAISE }, { readyReplicas: 50 });
    expect(statusAfter(capped, high, at(18))?.readySince).toBeUndefined();
  });

  test('is never said of a crowd that nobody can count', () => {
    const crowd = aSurge({ demand: { kind: 'rps', rps: 900, curve: A_PUSH } });
    const said = statusAfter(aTarget(), crowd);
    expect(said).toMatchObject({ phase: 'Warming', readySince: undefined });
    expect(said?.conditions.map(({ type }) => type)).toEqual(['ProfileMissing']);
  });
});

describe('the end', () => {
  test('closes what was said, once', () => {
    const known = withStatus(aSurge(), aStatus({ raisedAt: RAISE, warmAt: at(17, 58), phase: 'Warm' }));
    const ended = statusAfter(aHeldTarget(), known, at(18, 20));
    expect(ended).toMatchObject({ phase: 'Ended', warmAt: at(17, 58), conditions: [], at: at(18, 20) });
    expect(ended && statusAfter(aHeldTarget(), withStatus(aSurge(), ended), at(18, 21))).toBeUndefined();
  });

  test('of a surge that never began says nothing', () => {
    expect(statusAfter(aTarget(), aSurge(), at(18, 20))).toBeUndefined();
    expect(statusAfter(aTarget(), aSurge({ cancelled: true }))).toBeUndefined();
  });

  test('waits for a record when the surge alone remembers', () => {
    const known = withStatus(aSurge(), aStatus({ raisedAt: RAISE }));
    const lost = aTarget({ min: 40, minManager: 'forescale' });
    expect(statusAfter(lost, known, at(18, 20))).toBeUndefined();
  });
});
