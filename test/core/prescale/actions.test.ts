import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/core/model/plan.ts';
import type { Surge } from '../../../src/core/model/surge.ts';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import type { Instant } from '../../../src/core/model/time.ts';
import { parsePrescaleConfig } from '../../../src/core/prescale/config.ts';
import { decide } from '../../../src/core/prescale/decide.ts';
import { aSurge, at } from '../../support/a-surge.ts';
import {
  A_DEPLOYMENT,
  aDeployment,
  aHeldTarget,
  aLoadOf,
  aRecord,
  aTarget,
  recorded,
  someBounds,
} from '../../support/a-target.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const writesOn = (
  target: TargetSnapshot,
  surges: readonly Surge[],
  now: Instant = at(18),
  config = DEFAULTS,
): readonly Action[] =>
  decide({ target, surges }, config, now).actions.filter(({ kind }) => kind !== 'PatchSurgeStatus');
const kindsOf = (actions: readonly Action[]) => actions.map(({ kind }) => kind);

describe('the patch', () => {
  test('carries only what changes, the record and the version that was read', () => {
    const [patch] = writesOn(aTarget({ resourceVersion: '77' }), [aSurge()]);
    expect(patch).toEqual({
      kind: 'PatchTarget',
      target: aTarget().ref,
      resourceVersion: '77',
      change: { min: 40 },
      record: aRecord({ at: at(18) }),
    });
  });

  test.each<[string, TargetSnapshot, readonly Surge[], object]>([
    ['restores', aHeldTarget({}, { min: 40, metrics: [] }), [], { change: { min: 36 } }],
    [
      'takes the record away with the last step',
      aHeldTarget({ wrote: someBounds({ min: 11 }) }),
      [],
      { change: { min: 10 }, record: null },
    ],
    [
      'takes an omitted minimum out again',
      aHeldTarget({ baseline: someBounds({ min: undefined }), wrote: someBounds({ min: 2 }) }),
      [],
      { change: { min: null }, record: null },
    ],
    [
      'takes a behavior out that was ours alone',
      aHeldTarget(
        { wrote: someBounds({ min: 10, scaleDownSeconds: 30 }) },
        { scaleDownWindow: { kind: 'present', seconds: 30, onlyOurs: true } },
      ),
      [],
      { change: { scaleDownSeconds: 'absent' }, record: null },
    ],
    [
      'takes a record away that promises nothing any more',
      aTarget({ record: recorded({ wrote: someBounds() }) }),
      [],
      { change: {}, record: null },
    ],
    [
      'takes a torn record away',
      aTarget({ record: { kind: 'torn', text: '?' } }),
      [],
      { change: {}, record: null },
    ],
  ])('%s', (_name, target, surges, want) => {
    expect(writesOn(target, surges, at(18, 30))).toMatchObject([want]);
  });

  test('is not made when nothing changes', () => {
    expect(writesOn(aHeldTarget(), [aSurge()])).toEqual([]);
    expect(writesOn(aTarget(), [])).toEqual([]);
    expect(writesOn(aTarget(), [aSurge({ demand: { kind: 'replicas', replicas: 3 } })])).toEqual([]);
  });
});

describe('/scale', () => {
  const quiet = parsePrescaleConfig({ followWithScale: false });

  test('follows a raised floor in the same pass', () => {
    expect(writesOn(aTarget(), [aSurge()])).toMatchObject([
      {},
      { kind: 'ScaleTarget', from: 10, replicas: 40 },
    ]);
  });

  test('is repeated when a crash came before it', () => {
    const crashed = aHeldTarget({}, { replicas: 10 });
    expect(writesOn(crashed, [aSurge()])).toMatchObject([{ kind: 'ScaleTarget', replicas: 40 }]);
  });

  test.each<[string, Action['kind'][], TargetSnapshot, readonly Surge[], typeof quiet]>([
    ['never goes down', ['PatchTarget'], aTarget({ replicas: 45 }), [aSurge()], DEFAULTS],
    ['never goes down on the return', ['PatchTarget'], aHeldTarget({}, { replicas: 45 }), [], DEFAULTS],
    ['may be switched off', ['PatchTarget'], aTarget(), [aSurge()], quiet],
    [
      'is not needed on a Deployment',
      ['PatchTarget'],
      aDeployment(10),
      [aSurge({ targets: [{ ref: A_DEPLOYMENT }] })],
      DEFAULTS,
    ],
    [
      'wakes a sleeping target though switched off',
      ['PatchTarget', 'ScaleTarget'],
      aTarget({ replicas: 0 }),
      [aSurge()],
      quiet,
    ],
    ['wakes nobody without a surge', [], aTarget({ replicas: 0 }), [], DEFAULTS],
    [
      'wakes nobody for a surge that needs nothing',
      [],
      aTarget({ replicas: 0 }),
      [aSurge({ demand: { kind: 'replicas', replicas: 0 } })],
      DEFAULTS,
    ],
  ])('%s', (_name, want, target, surges, config) => {
    expect(kindsOf(writesOn(target, surges, at(18), config))).toEqual(want);
  });

  test('goes to the capped floor, not beyond the maximum', () => {
    const surge = aSurge({ demand: { kind: 'replicas', replicas: 90 } });
    expect(writesOn(aTarget(), [surge])).toMatchObject([{ change: { min: 50 } }, { replicas: 50 }]);
  });
});

describe('back to zero', () => {
  const woken = (over: Partial<TargetSnapshot> = {}) =>
    aHeldTarget({ wokenFrom: 0, wrote: someBounds({ min: 11 }), at: at(18, 24) }, { replicas: 11, ...over });

  test('comes before the record is touched, which stays for a minute more', () => {
    expect(writesOn(woken(), [], at(18, 25))).toMatchObject([
      { kind: 'ScaleTarget', from: 11, replicas: 0 },
      { kind: 'PatchTarget', change: { min: 10 }, record: { wokenFrom: 0 } },
    ]);
    const lying = woken({
      min: 10,
      record: recorded({ wokenFrom: 0, wrote: someBounds(), at: at(18, 25) }),
      replicas: 0,
    });
    expect(writesOn(lying, [], at(18, 25, 59))).toEqual([]);
    expect(writesOn(lying, [], at(18, 26))).toMatchObject([{ record: null }]);
  });

  test('waits while a surge is on, for the walk, and for the load', () => {
    const lies = (target: TargetSnapshot, surges: readonly Surge[] = []) =>
      writesOn(target, surges, at(18, 25)).some(
        (action) => action.kind === 'ScaleTarget' && action.replicas === 0,
      );
    expect(lies(woken(), [aSurge({ end: at(19) })])).toBe(false);
    expect(lies(aHeldTarget({ wokenFrom: 0 }))).toBe(false);
    expect(lies(woken({ metrics: aLoadOf(11, 11) }))).toBe(false);
    expect(lies(woken({ metrics: aLoadOf(9, 11) }))).toBe(true);
  });
});
