import { expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import type { Instant } from '../../../src/core/model/time.ts';
import { decide } from '../../../src/core/prescale/decide.ts';
import { A_PUSH, aStatus, aSurge, at, withStatus } from '../../support/a-surge.ts';
import { aHeldTarget, aLoadOf, aTarget, someBounds } from '../../support/a-target.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const HIGH = aSurge({ demand: { kind: 'replicas', replicas: 90 } });
const CROWD = aSurge({ demand: { kind: 'rps', rps: 900, curve: A_PUSH } });
const PIN = aSurge({ override: { owner: 'ann', reason: 'test', pin: true } });
const KNOWN = withStatus(aSurge(), aStatus({ raisedAt: at(17, 56) }));
const RAISE = at(17, 56);

test.each<[string, TargetSnapshot, readonly Surge[], Instant, readonly string[]]>([
  ['a raise', aTarget(), [aSurge()], RAISE, ['FloorRaised']],
  ['a late raise', aTarget(), [aSurge()], at(18), ['StartedLate', 'FloorRaised']],
  ['a capped raise', aTarget(), [HIGH], RAISE, ['FloorRaised', 'Capped']],
  [
    'a lifted maximum',
    aTarget(),
    [{ ...HIGH, ceiling: { kind: 'raise', to: 90 } }],
    RAISE,
    ['FloorRaised', 'MaxRaised'],
  ],
  ['a pin', aTarget(), [PIN], RAISE, ['FloorRaised', 'Pinned']],
  ['a wake-up', aTarget({ replicas: 0 }), [aSurge()], RAISE, ['FloorRaised', 'WokenFromZero']],
  ['a crowd nobody can count', aTarget(), [CROWD], RAISE, ['ProfileMissing']],
  ['a step back', aHeldTarget(), [], at(18, 30), ['Returning']],
  [
    'the last step back',
    aHeldTarget({ wrote: someBounds({ min: 11 }) }),
    [],
    at(18, 30),
    ['Returning', 'HandedBack'],
  ],
  [
    'a step that waits',
    aHeldTarget({}, { metrics: aLoadOf(40, 40) }),
    [aSurge()],
    at(18, 20),
    ['LoadStillHigh'],
  ],
  [
    'a word of the owner',
    aHeldTarget({}, { min: 5 }),
    [KNOWN],
    at(18),
    ['Reasserted', 'BaselineChanged', 'FloorRaised'],
  ],
  [
    'a lost record',
    aTarget({ min: 40, replicas: 40, minManager: 'forescale' }),
    [KNOWN],
    at(18),
    ['BaselineRecovered'],
  ],
  [
    'a torn record',
    aTarget({ record: { kind: 'torn', text: '?' } }),
    [],
    at(18),
    ['RecordTorn', 'HandedBack'],
  ],
  ['a pause', aTarget({ paused: true }), [aSurge()], RAISE, ['Paused']],
  ['nothing', aTarget(), [], at(18), []],
])('%s', (_name, target, surges, now, want) => {
  expect(decide({ target, surges }, DEFAULTS, now).reasons.map(({ code }) => code)).toEqual(want);
});

test('what a surge has said is not said again', () => {
  const { actions } = decide({ target: aTarget(), surges: [CROWD] }, DEFAULTS, at(18));
  const [told] = actions.flatMap((action) => (action.kind === 'PatchSurgeStatus' ? [action.status] : []));
  const again = told === undefined ? CROWD : withStatus(CROWD, told);
  expect(decide({ target: aTarget(), surges: [again] }, DEFAULTS, at(18)).reasons).toEqual([]);
});

test('details are sentences with the figures of the moment', () => {
  const { reasons } = decide({ target: aHeldTarget({}, { min: 5 }), surges: [KNOWN] }, DEFAULTS, at(18));
  expect(reasons.map(({ detail }) => detail)).toEqual([
    'forescale set 5 during the surge: floor 40 written again',
    'the owner wants 5 to 50 replicas now',
    'floor 5 to 40',
  ]);
});
