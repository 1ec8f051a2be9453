import { describe, expect, test } from 'vitest';
import type { FloorRecord } from '../../../src/core/model/floor-record.ts';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import { boundsOf, type Ownership, resolveOwnership } from '../../../src/core/prescale/baseline.ts';
import { aStatus, aSurge, at, withStatus } from '../../support/a-surge.ts';
import { aHeldTarget, aTarget, someBounds } from '../../support/a-target.ts';

describe('three-way comparison, field by field', () => {
  const wrote = someBounds({ min: 40, max: 60, scaleDownSeconds: 30 });
  const ours = { kind: 'present', seconds: 30, onlyOurs: true } as const;

  test.each<[string, Partial<TargetSnapshot>, Partial<Ownership>]>([
    ['untouched, the record speaks', {}, { baseline: someBounds(), overruled: false }],
    ['a min of his', { min: 20 }, { baseline: someBounds({ min: 20 }), overruled: true }],
    ['a max of his', { max: 80 }, { baseline: someBounds({ max: 80 }), overruled: false }],
    [
      'a window of his',
      { scaleDownWindow: { kind: 'present', seconds: 90, onlyOurs: false } },
      { baseline: someBounds({ scaleDownSeconds: 90 }), overruled: false },
    ],
    [
      'no behavior any more',
      { scaleDownWindow: { kind: 'absent' } },
      { baseline: someBounds({ scaleDownSeconds: 'absent' }) },
    ],
    [
      'policies of his around our window',
      { scaleDownWindow: { kind: 'present', seconds: 30, onlyOurs: false } },
      { baseline: someBounds({ scaleDownSeconds: undefined }) },
    ],
    [
      'a min over the max he had, under the one that we lifted',
      { min: 55 },
      { baseline: someBounds({ min: 55, max: 55 }), overruled: true },
    ],
    ['everything at once', { min: 1, max: 2 }, { baseline: someBounds({ min: 1, max: 2 }) }],
  ])('%s', (_name, over, want) => {
    const target = aHeldTarget({ wrote }, { scaleDownWindow: ours, ...over });
    expect(resolveOwnership(target, [])).toMatchObject({ wrote, recovered: false, ...want });
  });

  test('an omitted minimum is restored as one', () => {
    const record: Partial<FloorRecord> = { baseline: someBounds({ min: undefined }) };
    expect(resolveOwnership(aHeldTarget(record), []).baseline.min).toBeUndefined();
  });

  test('a behavior that was taken away is not made again', () => {
    const record: Partial<FloorRecord> = {
      baseline: someBounds({ scaleDownSeconds: undefined }),
      wrote: someBounds({ min: 40, scaleDownSeconds: 30 }),
    };
    expect(resolveOwnership(aHeldTarget(record), []).baseline.scaleDownSeconds).toBe('absent');
  });
});

describe('without a record', () => {
  const held = aTarget({ min: 40, minManager: 'forescale' });
  const remembering = (over: Parameters<typeof aStatus>[0] = {}) => withStatus(aSurge(), aStatus(over));

  test('what stands is the owner s', () => {
    expect(resolveOwnership(aTarget(), [aSurge()])).toEqual({
      baseline: someBounds(),
      wrote: undefined,
      record: undefined,
      wokenFrom: undefined,
      overruled: false,
      recovered: false,
    });
  });

  test.each<[string, TargetSnapshot, ReturnType<typeof remembering>, boolean]>([
    ['a floor of ours that a surge remembers is ours', held, remembering(), true],
    ['one that somebody else wrote is his', { ...held, minManager: 'kubectl' }, remembering(), false],
    ['one whose writer is not told is the owner s', { ...held, minManager: undefined }, remembering(), false],
    ['one of another object is the owner s', held, remembering({ uid: 'uid-0' }), false],
    ['an ended surge remembers nothing', held, remembering({ phase: 'Ended' }), false],
    ['a floor at the baseline is nobody s', { ...held, min: 10 }, remembering(), false],
  ])('%s', (_name, target, surge, want) => {
    const { recovered, baseline, wrote } = resolveOwnership(target, [surge]);
    expect(recovered).toBe(want);
    expect(baseline.min).toBe(want ? 10 : target.min);
    expect(wrote).toEqual(want ? boundsOf(target) : undefined);
  });

  test('the surge that was raised last knows best', () => {
    const early = withStatus(aSurge(), aStatus({ raisedAt: at(17), baseline: someBounds({ min: 5 }) }));
    const late = withStatus(
      aSurge({ id: 'z/late' }),
      aStatus({ raisedAt: at(18), baseline: someBounds({ min: 6 }) }),
    );
    expect(resolveOwnership(held, [early, late]).baseline.min).toBe(6);
    expect(resolveOwnership(held, [late, early]).baseline.min).toBe(6);
  });

  test('a surge remembers that it woke the workload, while that is awake', () => {
    const surge = remembering({ woken: true });
    expect(resolveOwnership(aTarget(), [surge])).toMatchObject({ wokenFrom: 0, recovered: true });
    expect(resolveOwnership(aTarget({ replicas: 0 }), [surge])).toMatchObject({ wokenFrom: undefined });
  });

  test('a window of his is not written over by what a surge remembers', () => {
    const surge = remembering({ baseline: someBounds({ scaleDownSeconds: 60 }) });
    const target = { ...held, scaleDownWindow: { kind: 'present', seconds: 90, onlyOurs: false } } as const;
    expect(resolveOwnership(target, [surge]).baseline.scaleDownSeconds).toBe(90);
  });
});
