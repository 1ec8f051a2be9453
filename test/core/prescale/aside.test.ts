import { expect, test } from 'vitest';
import type { SurgeCondition } from '../../../src/core/model/surge.ts';
import { standAside } from '../../../src/core/prescale/aside.ts';
import { aStatus, aSurge, at, withStatus } from '../../support/a-surge.ts';
import { AN_HPA } from '../../support/a-target.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const ABSENT: SurgeCondition = { type: 'TargetMissing', message: 'absent' };

test.each<[string, readonly SurgeCondition[], number]>([
  ['said already', [ABSENT], 0],
  ['in other words', [{ ...ABSENT, message: 'gone' }], 1],
  ['of another kind', [{ type: 'Controlled', message: 'absent' }], 1],
  ['never said', [], 1],
])('a condition that is %s', (_name, conditions, writes) => {
  const surge = withStatus(aSurge(), aStatus({ uid: '', conditions }));
  const { actions } = standAside(AN_HPA, [surge], ABSENT, DEFAULTS, at(18));
  expect(actions).toHaveLength(writes);
});

test('what was known of the target is not kept', () => {
  const surge = withStatus(aSurge(), aStatus({ phase: 'Warm', warmAt: at(18), reasserts: 3 }));
  const { actions } = standAside(AN_HPA, [surge], ABSENT, DEFAULTS, at(18, 1));
  expect(actions).toMatchObject([
    { status: { phase: 'Warming', uid: '', warmAt: undefined, reasserts: 0, conditions: [ABSENT] } },
  ]);
});
