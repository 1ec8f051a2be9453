/** What is foreseen is what pre-scaling then does. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minOf } from '../../../src/core/model/lever.ts';
import type { Surge } from '../../../src/core/model/surge.ts';
import { asMillis, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { foreseeRaises, sharesItsTime } from '../../../src/core/prescale/coming-raises.ts';
import { raiseAt } from '../../../src/core/prescale/window.ts';
import { aStatus, aSurge, at, withStatus } from '../../support/a-surge.ts';
import { A_DEPLOYMENT, AN_HPA, aTarget } from '../../support/a-target.ts';
import { DEFAULTS, settle } from '../../support/a-world.ts';
import { arbSurges, EVENING } from '../../support/arbitrary-surge.ts';
import { arbTarget } from '../../support/arbitrary-target.ts';

const NODES_FIRST = { nodeLead: minutes(5) };

const foresee = (surges: readonly Surge[], target = aTarget(), now = at(17, 52)) =>
  foreseeRaises({ ref: AN_HPA, target, surges }, DEFAULTS, now);

const floorsIn = (surges: readonly Surge[], target = aTarget()) =>
  foresee(surges, target).raises.map(({ surge, at: when, floor }) => [surge.id, when, floor]);

describe('the raises that come', () => {
  test('have their instant and their floor', () => {
    expect(floorsIn([aSurge(NODES_FIRST)])).toEqual([['news/push', at(17, 56), 40]]);
  });

  test('count what others ask for that are on or want their nodes by now', () => {
    const other = aSurge({ id: 'news/quiz', demand: { kind: 'replicas', replicas: 45 } });
    const floorWith = (over: Partial<Surge>) => floorsIn([aSurge(NODES_FIRST), { ...other, ...over }])[0];
    expect(floorWith({ lead: minutes(20) })).toEqual(['news/push', at(17, 56), 45]);
    expect(floorWith(NODES_FIRST)).toEqual(['news/push', at(17, 56), 45]);
    expect(floorWith({})).toEqual(['news/push', at(17, 56), 40]);
    expect(floorWith({ nodeLead: minutes(3) })).toEqual(['news/push', at(17, 56), 40]);
  });

  test('go no higher than the maximum, or the ceiling that it is lifted to', () => {
    const surge = aSurge({ ...NODES_FIRST, demand: { kind: 'replicas', replicas: 90 } });
    expect(floorsIn([surge])).toEqual([['news/push', at(17, 56), 50]]);
    expect(floorsIn([{ ...surge, ceiling: { kind: 'raise', to: 70 } }])).toEqual([
      ['news/push', at(17, 56), 70],
    ]);
  });

  test.each<[string, Surge]>([
    ['that want no nodes first', aSurge()],
    ['that are cancelled', aSurge({ ...NODES_FIRST, cancelled: true })],
    ['that are over', aSurge({ ...NODES_FIRST, start: at(17), end: at(17, 30) })],
  ])('are none of those %s', (_, surge) => {
    expect(floorsIn([surge])).toEqual([]);
  });

  test('are none on a target that is paused, not ours to write, or gone', () => {
    expect(floorsIn([aSurge(NODES_FIRST)], aTarget({ controlledBy: A_DEPLOYMENT }))).toEqual([]);
    expect(floorsIn([aSurge(NODES_FIRST)], aTarget({ paused: true }))).toEqual([]);
    expect(
      foreseeRaises({ ref: AN_HPA, target: undefined, surges: [aSurge(NODES_FIRST)] }, DEFAULTS, at(17, 50)),
    ).toEqual({ now: at(17, 50), standing: 0, raises: [] });
  });
});

describe('the time of the decision', () => {
  const ahead = withStatus(aSurge(NODES_FIRST), aStatus({ at: at(17, 50, 20) }));

  test('never runs backward on a target, gone or not', () => {
    expect(foresee([ahead], aTarget(), at(17, 50)).now).toBe(at(17, 50, 20));
    expect(foreseeRaises({ ref: AN_HPA, target: undefined, surges: [ahead] }, DEFAULTS, at(17, 50)).now).toBe(
      at(17, 50, 20),
    );
  });

  test('goes by what was said of its nodes, too', () => {
    const capacity = {
      phase: 'Released' as const,
      buffer: 'b',
      chunks: 0,
      nodes: undefined,
      since: at(17, 56),
      message: '',
      conditions: [],
      at: at(17, 56),
    };
    const key = 'HorizontalPodAutoscaler/news/app';
    const { now, standing } = foresee(
      [aSurge({ ...NODES_FIRST, capacity: { [key]: capacity } })],
      aTarget(),
      at(17, 55, 40),
    );
    expect([now, standing]).toEqual([at(17, 56), 40]);
  });
});

describe('the floor to come', () => {
  const slow = aSurge({
    nodeLead: minutes(2),
    lead: minutes(1),
    demand: {
      kind: 'multiplier',
      multiplier: 5,
      curve: {
        kind: 'points',
        points: [
          { offset: seconds(0), share: 0 },
          { offset: minutes(10), share: 1 },
        ],
      },
    },
  });
  const seenAt = (minute: number) => {
    const { standing, raises } = foresee([slow], aTarget(), plus(at(17, 50), minutes(minute)));
    return [standing, ...raises.map(({ floor }) => floor)];
  };

  test('is what the nodes on their way will be needed for, of a crowd that comes slowly', () => {
    expect([seenAt(7), seenAt(9), seenAt(12), seenAt(18)]).toEqual([
      [0, 15],
      [11, 23],
      [23, 35],
      [47, 50],
    ]);
  });

  test('is none once the highest floor stands, though a crowd of another grows', () => {
    expect(seenAt(19)).toEqual([50]);
    const flat = aSurge({ ...NODES_FIRST, id: 'news/flat', start: at(17, 40) });
    const grown = foresee([flat, { ...slow, nodeLead: undefined }], aTarget(), at(18, 1));
    expect(grown.raises).toEqual([]);
  });

  test('is no lower than any that is decided meanwhile, and the same when nothing follows', () => {
    const scene = arbTarget.chain((target) => fc.tuple(fc.constant(target), arbSurges(target.ref)));
    fc.assert(
      fc.property(scene, fc.integer({ min: 0, max: 40 }), ([target, drawn], later) => {
        const surges = drawn.map((surge) => ({ ...surge, ...NODES_FIRST }));
        const now = plus(EVENING, minutes(later));
        const { standing, raises } = foreseeRaises({ ref: target.ref, target, surges }, DEFAULTS, now);
        for (const { floor, surge } of raises) {
          expect(floor).toBeGreaterThanOrEqual(standing);
          const raise = raiseAt(surge, DEFAULTS);
          if (raise <= now || raise > plus(now, minutes(5)) || surges.length > 1) continue;
          const { world } = settle({ target, surges }, raise);
          expect(floor).toBeGreaterThanOrEqual(minOf(target, world.target.min));
        }
      }),
    );
  });

  test('that stands is what pre-scaling asks for', () => {
    const scene = arbTarget.chain((target) => fc.tuple(fc.constant(target), arbSurges(target.ref)));
    fc.assert(
      fc.property(scene, fc.integer({ min: 0, max: 60 }), ([target, surges], later) => {
        const now = plus(EVENING, minutes(later));
        const { standing } = foreseeRaises({ ref: target.ref, target, surges }, DEFAULTS, now);
        const { world } = settle({ target, surges }, now);
        if (standing > 0) expect(minOf(target, world.target.min)).toBe(standing);
      }),
    );
  });
});

describe('another target in that time', () => {
  const own = aSurge(NODES_FIRST);
  const raises = [{ surge: own, at: raiseAt(own, DEFAULTS), floor: 40 }];
  const shares = (surge: Surge) => sharesItsTime(AN_HPA, raises, [own, surge], DEFAULTS, at(17, 50));
  const other = aSurge({ id: 'news/other', targets: [{ ref: A_DEPLOYMENT }] });

  test('is one that is raised before ours is, whether or not it wants nodes first', () => {
    expect(shares(other)).toBe(true);
    expect(shares({ ...other, start: plus(other.start, seconds(1)) })).toBe(false);
    expect(shares({ ...other, lead: asMillis(0) })).toBe(false);
  });

  test('is none that is cancelled or raised already, and never ourselves', () => {
    expect(shares({ ...other, cancelled: true })).toBe(false);
    expect(shares({ ...other, lead: minutes(20) })).toBe(false);
    expect(shares({ ...other, targets: [{ ref: AN_HPA }] })).toBe(false);
    expect(shares({ ...other, targets: [{ ref: AN_HPA }, { ref: A_DEPLOYMENT }] })).toBe(true);
  });
});
