import { describe, expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import type { StoredSurgeState, SummaryPhase } from '../../../src/core/model/surge-summary.ts';
import { keyOf } from '../../../src/core/model/target.ts';
import { asInstant, type Instant, minutes } from '../../../src/core/model/time.ts';
import { targetsDue, wantsNews, wantsSummary } from '../../../src/core/prescale/due.ts';
import { aCapacity, saying } from '../../support/a-capacity.ts';
import { aStatus, aSurge, at, withStatus } from '../../support/a-surge.ts';
import { AN_HPA } from '../../support/a-target.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const AT_ONCE = asInstant(0);
const ENDED = aStatus({ phase: 'Ended' });

describe('a target', () => {
  test.each<[string, Surge, Instant, Instant | undefined]>([
    ['of a surge to come: when its floor goes up', aSurge(), at(12), at(17, 56)],
    ['that wants nodes first: when they are asked for', aSurge({ nodeLead: minutes(6) }), at(12), at(17, 50)],
    ['of a surge that is on: by now', withStatus(aSurge(), aStatus()), at(18, 5), AT_ONCE],
    ['of a surge that is on and has said nothing yet', aSurge(), at(18, 5), at(17, 56)],
    ['of a surge that is wholly past', aSurge(), at(18, 20), undefined],
    ['of one that was cancelled before it began', aSurge({ cancelled: true }), at(17, 58), undefined],
    ['that was not told yet of the end', withStatus(aSurge(), aStatus()), at(23), AT_ONCE],
    [
      'that was not told yet of a cancel',
      withStatus(aSurge({ cancelled: true }), aStatus()),
      at(12),
      AT_ONCE,
    ],
    ['that was told of the end', withStatus(aSurge(), ENDED), at(23), undefined],
    ['of a surge that begins anew', withStatus(aSurge(), ENDED), at(12), at(17, 56)],
    ['with nodes to release', saying(aSurge(), aCapacity()), at(23), AT_ONCE],
    ['with nodes released', saying(aSurge(), aCapacity({ phase: 'Released' })), at(23), undefined],
  ])('%s', (_, surge, now, expected) => {
    expect(targetsDue([surge], DEFAULTS, now).get(keyOf(AN_HPA))).toBe(expected);
  });

  test('of several surges is due for the first of them', () => {
    const surges = [aSurge({ start: at(20), end: at(21) }), aSurge(), aSurge({ cancelled: true })];
    expect([...targetsDue(surges, DEFAULTS, at(12))]).toEqual([[keyOf(AN_HPA), at(17, 56)]]);
  });
});

describe('what a surge says on the whole', () => {
  const aState = (phase: SummaryPhase, over: Partial<StoredSurgeState> = {}): StoredSurgeState => ({
    id: 'news/push',
    uid: 'uid-1',
    generation: 1,
    reading: { kind: 'surge', surge: aSurge() },
    summary: { observedGeneration: 1, phase, conditions: [] },
    eventId: undefined,
    announced: {},
    ...over,
  });
  const refused = { kind: 'refused', problems: ['spec.start: expected an instant'] } as const;

  test.each<[string, StoredSurgeState, Instant, boolean]>([
    ['nothing yet', aState('Scheduled', { summary: undefined }), at(12), true],
    ['of an older spec', aState('Scheduled', { generation: 2 }), at(12), true],
    ['scheduled, long before', aState('Scheduled'), at(12), false],
    ['scheduled, and raised within the minute', aState('Scheduled'), at(17, 55), true],
    ['scheduled, though over', aState('Scheduled'), at(23), true],
    ['warming', aState('Warming'), at(17, 58), true],
    ['warm', aState('Warm'), at(18, 5), true],
    ['returning', aState('Returning'), at(23), true],
    ['ended', aState('Ended'), at(23), false],
    ['ended by a clock that was ahead', aState('Ended'), at(18, 19), true],
    ['refused', aState('Refused', { reading: refused }), at(12), false],
    ['warm, though refused', aState('Warm', { reading: refused }), at(18), true],
    ['refused, though understood by now', aState('Refused'), at(12), true],
  ])('%s', (_, state, now, expected) => {
    const until = asInstant(now + minutes(1));
    expect(wantsSummary(state, DEFAULTS, { now, until })).toBe(expected);
  });
});

describe('news', () => {
  const RAISED = aStatus({ raisedAt: at(17, 56), at: at(17, 56) });
  const WARM = aStatus({ phase: 'Warm', raisedAt: at(17, 56), warmAt: at(17, 58), at: at(17, 58) });
  const stateOf = (phase: SummaryPhase, surge: Surge, ...told: readonly string[]): StoredSurgeState => ({
    id: surge.id,
    uid: 'uid-1',
    generation: 1,
    reading: { kind: 'surge', surge },
    summary: { observedGeneration: 1, phase, conditions: [] },
    eventId: undefined,
    announced: Object.fromEntries(
      told.map((what) => [`2026-11-22T18:00:00Z/${what}`, '2026-11-22T18:00:00Z']),
    ),
  });

  test.each<[string, StoredSurgeState, Instant, boolean]>([
    ['long before', stateOf('Scheduled', aSurge()), at(12), false],
    ['when floors go up within the minute', stateOf('Scheduled', aSurge()), at(17, 55, 30), true],
    ['on the way up', stateOf('Warming', withStatus(aSurge(), RAISED), 'warming'), at(17, 58), true],
    ['when it is warm', stateOf('Warm', withStatus(aSurge(), WARM), 'warming', 'ready'), at(18, 5), false],
    ['of an end that nobody has told yet', stateOf('Ended', withStatus(aSurge(), ENDED)), at(23), true],
    ['that were all told', stateOf('Ended', withStatus(aSurge(), ENDED), 'ended'), at(23), false],
  ])('%s', (_, state, now, expected) => {
    const until = asInstant(now + minutes(1));
    expect(wantsNews(state, DEFAULTS, { now, until })).toBe(expected);
  });
});
