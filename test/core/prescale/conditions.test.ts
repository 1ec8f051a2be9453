import { expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import { chooseBounds, pausedChoice } from '../../../src/core/prescale/bounds.ts';
import { conditionsFor } from '../../../src/core/prescale/conditions.ts';
import { composeGoal } from '../../../src/core/prescale/goal.ts';
import { surveySituation } from '../../../src/core/prescale/situation.ts';
import { aSurge, at } from '../../support/a-surge.ts';
import { aHeldTarget, aTarget } from '../../support/a-target.ts';
import { DEFAULTS } from '../../support/a-world.ts';

function conditionsOf(target: TargetSnapshot, surge: Surge) {
  const situation = surveySituation({ target, surges: [surge] }, DEFAULTS, at(18));
  const choice = target.paused ? pausedChoice(situation) : chooseBounds(situation, composeGoal(situation));
  return conditionsFor(surge, situation, choice);
}

const HIGH = aSurge({ demand: { kind: 'replicas', replicas: 90 } });
const CROWD = aSurge({ demand: { kind: 'rps', rps: 100, curve: { kind: 'box' } } });
const SET_BACK = aHeldTarget({ reasserts: 5 }, { min: 10, minManager: 'argocd' });

test.each<[string, TargetSnapshot, Surge, readonly string[]]>([
  ['nothing in the way', aTarget(), aSurge(), []],
  ['capped', aTarget(), HIGH, ['Capped']],
  ['not capped when max may be raised', aTarget(), { ...HIGH, ceiling: { kind: 'raise', to: 90 } }, []],
  ['contended', SET_BACK, aSurge(), ['Contended']],
  ['paused', aTarget({ paused: true }), aSurge(), ['Paused']],
  ['a crowd without a profile', aTarget(), CROWD, ['ProfileMissing']],
  ['two at once, sorted', aTarget({ paused: true }), CROWD, ['Paused', 'ProfileMissing']],
])('%s', (_name, target, surge, want) => {
  expect(conditionsOf(target, surge).map(({ type }) => type)).toEqual(want);
});

test('messages name the target, who is in the way and what to do', () => {
  const [capped] = conditionsOf(aTarget(), HIGH);
  expect(capped?.message).toBe(
    'the surges need more than HorizontalPodAutoscaler/news/app may have: maxReplicas 50',
  );
  const [contended] = conditionsOf(SET_BACK, aSurge());
  expect(contended?.message).toBe(
    'argocd keeps setting minReplicas back; let it ignore spec.minReplicas of HorizontalPodAutoscaler/news/app',
  );
});
