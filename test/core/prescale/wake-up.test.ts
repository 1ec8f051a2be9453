import { describe, expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import { type Instant, minus, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { decide } from '../../../src/core/prescale/decide.ts';
import { A_PUSH, aStatus, aSurge, at, withStatus } from '../../support/a-surge.ts';
import { aHeldTarget, aLoadOf, aTarget, someBounds } from '../../support/a-target.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const RAISE = at(17, 56);
const warm = (over: Partial<Surge> = {}): Surge =>
  withStatus(
    aSurge(over),
    aStatus({ phase: 'Warm', raisedAt: RAISE, warmAt: at(17, 58), readySince: at(17, 57) }),
  );
const warming = (readySince: Instant | undefined): Surge =>
  withStatus(aSurge(), aStatus({ raisedAt: RAISE, readySince }));
const lookOf = (target: TargetSnapshot, surges: readonly Surge[], now: Instant) =>
  decide({ target, surges }, DEFAULTS, now).nextLook;

const HELD = aHeldTarget({ at: RAISE }, { readyReplicas: 40 });
const PUSH = { kind: 'rps', rps: 3_000, curve: A_PUSH } as const;
const COMING = aSurge({ id: 'news/next', start: at(18, 40), end: at(19) });

describe('the next look', () => {
  test.each<[string, TargetSnapshot, readonly Surge[], Instant, Instant | undefined]>([
    ['never, with nothing to come', aTarget(), [], at(12), undefined],
    [
      'never, when all is over',
      aTarget(),
      [aSurge(), aSurge({ id: 'b', cancelled: true })],
      at(19),
      undefined,
    ],
    ['when a surge has to be raised', aTarget(), [aSurge(), COMING], at(12), RAISE],
    ['soon, while it warms', HELD, [warming(undefined)], at(17, 57), at(17, 57, 5)],
    ['when the dwell time is over', HELD, [warming(at(17, 57))], at(17, 57, 8), at(17, 57, 10)],
    ['when a warm surge ends', HELD, [warm()], at(18), at(18, 20)],
    [
      'when the next one has to be raised',
      HELD,
      [warm(), { ...COMING, lead: minutes(25) }],
      at(18, 12),
      at(18, 15),
    ],
    [
      'at the next step of a curve',
      { ...HELD, profile: { rpsPerReplica: 100 } },
      [warm({ demand: PUSH })],
      at(18, 1, 7),
      at(18, 1, 15),
    ],
    [
      'when the next step down may be taken',
      aHeldTarget({ at: at(18, 20) }),
      [],
      at(18, 20, 4),
      at(18, 20, 15),
    ],
    [
      'after that step, when the one after may',
      aHeldTarget({ at: at(18, 20) }),
      [],
      at(18, 20, 15),
      at(18, 20, 30),
    ],
    [
      'while live load holds the floor up',
      aHeldTarget({ at: RAISE }, { metrics: aLoadOf(40, 40) }),
      [warm()],
      at(18, 20, 1),
      at(18, 20, 16),
    ],
    [
      'never after the last step',
      aHeldTarget({ wrote: someBounds({ min: 11 }), at: RAISE }),
      [],
      at(18, 20),
      undefined,
    ],
    ['never while paused, but for the end', { ...HELD, paused: true }, [warm()], at(18), at(18, 20)],
  ])('%s', (_name, target, surges, now, want) => {
    expect(lookOf(target, surges, now)).toBe(want);
  });

  test('when the next surge comes in sight of a walk down', () => {
    const far = aSurge({ id: 'news/far', start: at(23), end: at(23, 30) });
    const box = warm({ end: at(22, 59) });
    // 17 steps of 15 s, and a step of the grid, before 22:56.
    const sight = minus(at(22, 56), seconds(255 + 15));
    expect(lookOf(HELD, [box, far], at(20))).toBe(sight);
    expect(lookOf(HELD, [box, far], sight)).toBe(at(22, 56));
  });

  test('soon, when only a surge remembers the baseline', () => {
    const lost = aTarget({ min: 40, max: 50, minManager: 'forescale' });
    expect(lookOf(lost, [warm()], at(18))).toBe(plus(at(18), seconds(5)));
  });
});
