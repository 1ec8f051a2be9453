import { describe, expect, test } from 'vitest';
import type { SurgeTargetStatus } from '../../../src/core/model/surge.ts';
import { plus, seconds } from '../../../src/core/model/time.ts';
import { decide } from '../../../src/core/prescale/decide.ts';
import { splitStatuses } from '../../../src/core/prescale/intent.ts';
import { aStatus, aSurge, at, withStatus } from '../../support/a-surge.ts';
import { AN_HPA, aTarget, someBounds } from '../../support/a-target.ts';
import { DEFAULTS, settle } from '../../support/a-world.ts';

const split = (before: SurgeTargetStatus | undefined, status: SurgeTargetStatus) => {
  const surge = before === undefined ? aSurge() : withStatus(aSurge(), before);
  const action = { kind: 'PatchSurgeStatus', surge: surge.id, target: AN_HPA, status } as const;
  const { intents, news } = splitStatuses([action], [surge]);
  return { intents: intents.length, news: news.length };
};

describe('said before the target is written', () => {
  test.each<[string, SurgeTargetStatus | undefined, SurgeTargetStatus]>([
    ['the first word', undefined, aStatus()],
    ['the word on a target made anew', aStatus(), aStatus({ uid: 'uid-2' })],
    ['the last word', aStatus({ phase: 'Warm' }), aStatus({ phase: 'Ended' })],
    ['the first word of a surge begun anew', aStatus({ phase: 'Ended' }), aStatus()],
    ['another baseline', aStatus(), aStatus({ baseline: someBounds({ min: 12 }) })],
    ['that it was woken', aStatus(), aStatus({ woken: true })],
    ['that it was raised again', aStatus(), aStatus({ reasserts: 1 })],
  ])('%s', (_, before, after) => {
    expect(split(before, after)).toEqual({ intents: 1, news: 0 });
  });
});

describe('said after it', () => {
  test.each<[string, SurgeTargetStatus]>([
    ['when its floor stood', aStatus({ raisedAt: at(17, 56) })],
    ['that it is warm', aStatus({ phase: 'Warm', readySince: at(17, 57), warmAt: at(17, 58) })],
    ['that it was late', aStatus({ late: true })],
    ['what stands in the way', aStatus({ conditions: [{ type: 'Capped', message: 'at 50' }] })],
    ['that it was not woken', aStatus({ woken: false })],
  ])('%s', (_, after) => {
    expect(split(aStatus(), after)).toEqual({ intents: 0, news: 1 });
  });
});

test('a second surge raises the floor before there is news of the first', () => {
  const first = aSurge({ id: 'news/first' });
  const raised = settle({ target: aTarget(), surges: [first] }, at(17, 56)).world;
  const ready = { ...raised.target, readyReplicas: 45 };
  const second = aSurge({ id: 'news/second', demand: { kind: 'replicas', replicas: 45 }, start: at(17, 57) });
  const world = { target: ready, surges: [...raised.surges, second] };
  const { actions } = decide(world, DEFAULTS, plus(at(17, 56), seconds(20)));
  expect(actions.map((action) => ('surge' in action ? action.surge : action.kind))).toEqual([
    'news/second',
    'PatchTarget',
    'ScaleTarget',
    'news/first',
  ]);
});
