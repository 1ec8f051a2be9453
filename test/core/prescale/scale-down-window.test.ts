import { expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import { type PrescaleConfig, parsePrescaleConfig } from '../../../src/core/prescale/config.ts';
import { chooseWindow } from '../../../src/core/prescale/scale-down-window.ts';
import { surveySituation } from '../../../src/core/prescale/situation.ts';
import { A_PUSH, aStatus, aSurge, at, withStatus } from '../../support/a-surge.ts';
import { aDeployment, aHeldTarget, aTarget, someBounds } from '../../support/a-target.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const FALLING = aSurge({ demand: { kind: 'rps', rps: 900, curve: A_PUSH } });
const BOX = aSurge({ demand: { kind: 'rps', rps: 900, curve: { kind: 'box' } } });
const SPENT = withStatus(FALLING, aStatus({ reasserts: 5 }));
const windowed = (of: number | undefined) =>
  aTarget({ scaleDownWindow: { kind: 'present', seconds: of, onlyOurs: false } });
const OURS = aHeldTarget(
  { wrote: someBounds({ min: 40, scaleDownSeconds: 30 }) },
  { scaleDownWindow: { kind: 'present', seconds: 30, onlyOurs: true } },
);
const ALONE = parsePrescaleConfig({ scaleDownSeconds: null });

test.each<[string, TargetSnapshot, readonly Surge[], PrescaleConfig, number | 'absent' | undefined]>([
  ['a falling curve shortens the default', aTarget(), [FALLING], DEFAULTS, 30],
  ['also where a behavior sets no window', windowed(undefined), [FALLING], DEFAULTS, 30],
  ['a window of the owner stands', windowed(300), [FALLING], DEFAULTS, 300],
  ['a window of zero is a window', windowed(0), [FALLING], DEFAULTS, 0],
  ['a box falls nowhere', aTarget(), [BOX], DEFAULTS, 'absent'],
  [
    'a curve that ends before it falls is a box',
    aTarget(),
    [{ ...FALLING, end: at(18, 0, 5) }],
    DEFAULTS,
    'absent',
  ],
  ['no surge, no window', OURS, [], DEFAULTS, 'absent'],
  ['one of two falling is enough', aTarget(), [{ ...BOX, id: 'a/box' }, FALLING], DEFAULTS, 30],
  ['a Deployment has none', aDeployment(10), [FALLING], DEFAULTS, 'absent'],
  ['it may be left alone', aTarget(), [FALLING], ALONE, 'absent'],
  ['spent reasserts leave it as it stands', aTarget(), [SPENT], DEFAULTS, 'absent'],
  ['also when it is ours', OURS, [SPENT], DEFAULTS, 30],
])('%s', (_name, target, surges, config, want) => {
  const now = at(18, 0, 2);
  expect(chooseWindow(surveySituation({ target, surges }, config, now))).toBe(want);
});
