import { describe, expect, test } from 'vitest';
import { type Instant, minus, plus, seconds } from '../../../src/core/model/time.ts';
import { surveySituation } from '../../../src/core/prescale/situation.ts';
import { aStatus, aSurge, at, withStatus } from '../../support/a-surge.ts';
import { A_DEPLOYMENT, aHeldTarget, aTarget } from '../../support/a-target.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const NOW = at(18);
const stamped = (stamp: Instant | undefined, ref?: typeof A_DEPLOYMENT) =>
  withStatus(aSurge(), aStatus({ at: stamp }), ref);
const survey = (record: Instant, status: Instant | undefined) =>
  surveySituation({ target: aHeldTarget({ at: record }), surges: [stamped(status)] }, DEFAULTS, NOW);

describe('time', () => {
  test.each<[string, Instant, Instant | undefined, Instant]>([
    ['is the reader s', minus(NOW, seconds(5)), minus(NOW, seconds(5)), NOW],
    ['is the record s when that is ahead', plus(NOW, seconds(50)), undefined, plus(NOW, seconds(50))],
    ['is a status s when that is ahead', at(17), plus(NOW, seconds(40)), plus(NOW, seconds(40))],
    ['is the latest of both', plus(NOW, seconds(50)), plus(NOW, seconds(40)), plus(NOW, seconds(50))],
    ['may be a minute ahead', at(17), plus(NOW, seconds(60)), plus(NOW, seconds(60))],
    ['is not believed further ahead', plus(NOW, seconds(61)), plus(NOW, seconds(61)), NOW],
  ])('%s', (_name, record, status, want) => {
    expect(survey(record, status).now).toBe(want);
  });

  test('of another target does not matter', () => {
    const surges = [stamped(plus(NOW, seconds(40)), A_DEPLOYMENT)];
    expect(surveySituation({ target: aTarget(), surges }, DEFAULTS, NOW).now).toBe(NOW);
  });

  test('of a record that is not believed says nothing of when it was written', () => {
    expect(survey(plus(NOW, seconds(50)), undefined).wroteAt).toBe(plus(NOW, seconds(50)));
    expect(survey(plus(NOW, seconds(61)), undefined).wroteAt).toBeUndefined();
  });
});

test('surges stand in order, those that are on apart', () => {
  const past = aSurge({ id: 'a/past', end: at(17, 59) });
  const on = aSurge({ id: 'a/on' });
  const { surges, active } = surveySituation({ target: aTarget(), surges: [past, on] }, DEFAULTS, NOW);
  expect(surges).toEqual([on, past]);
  expect(active).toEqual([on]);
});
