import { describe, expect, test } from 'vitest';
import { minutes, seconds } from '../../../../src/core/model/time.ts';
import { readBehavior, readTolerances } from '../../../../src/sim/kubernetes/hpa/behavior.ts';

const BASE = { maxReplicas: 9, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } };

describe('readBehavior', () => {
  test('no behavior is not a default behavior', () => {
    expect(readBehavior(BASE, minutes(5))).toBeUndefined();
  });

  test("the down window is the controller's unless it is given", () => {
    const given = { scaleDown: { stabilizationWindowSeconds: 0 } };
    expect(readBehavior({ ...BASE, behavior: {} }, minutes(5))?.down.window).toBe(300_000);
    expect(readBehavior({ ...BASE, behavior: given }, minutes(5))?.down.window).toBe(0);
  });

  test('policies are read with their units', () => {
    const policies = [
      { type: 'Percent', value: 50, periodSeconds: 30 },
      { type: 'Pods', value: 4, periodSeconds: 60 },
    ];
    const scaleUp = { selectPolicy: 'Min', policies, stabilizationWindowSeconds: 20 };
    expect(readBehavior({ ...BASE, behavior: { scaleUp } }, minutes(5))?.up).toStrictEqual({
      window: seconds(20),
      select: 'Min',
      policies: [
        { type: 'Percent', value: 50, period: seconds(30) },
        { type: 'Pods', value: 4, period: seconds(60) },
      ],
    });
  });
});

test.each([
  [undefined, undefined, { up: 0.1, down: 0.1 }],
  ['0', '50m', { up: 0, down: 0.05 }],
  ['0.2', undefined, { up: 0.2, down: 0.1 }],
])('tolerances up %s and down %s', (up, down, want) => {
  const behavior = {
    scaleUp: up === undefined ? {} : { tolerance: up },
    scaleDown: down === undefined ? {} : { tolerance: down },
  };
  expect(readTolerances({ ...BASE, behavior }, 0.1)).toStrictEqual(want);
});
