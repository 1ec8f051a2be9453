import { expect, test } from 'vitest';
import { asInstant, formatInstant, minutes, plus } from '../../../../src/core/model/time.ts';
import type { CurrentMetric } from '../../../../src/resources/target/metric-readings.ts';
import { GOT_SCALE, noScale } from '../../../../src/sim/kubernetes/hpa/conditions.ts';
import { nextStatus } from '../../../../src/sim/kubernetes/hpa/status.ts';

const START = asInstant(Date.UTC(2026, 10, 22, 18));
const LATER = plus(START, minutes(1));
const CPU: CurrentMetric = {
  type: 'Resource',
  resource: { name: 'cpu', current: { averageUtilization: 60, averageValue: '300m' } },
};
const counts = { current: 10, desired: 17, metrics: [CPU], rescaled: true };
const first = nextStatus(undefined, { at: START, counts, findings: [GOT_SCALE] });

test('a scale is dated', () => {
  expect(first).toMatchObject({
    currentReplicas: 10,
    desiredReplicas: 17,
    lastScaleTime: formatInstant(START),
    currentMetrics: [CPU],
  });
});

test('the date of the last scale stays', () => {
  const kept = { ...counts, current: 17, rescaled: false };
  const next = nextStatus(first, { at: LATER, counts: kept, findings: [GOT_SCALE] });
  expect(next).toMatchObject({ currentReplicas: 17, lastScaleTime: formatInstant(START) });
});

test('without a count the last desired one stands, and metrics that failed are gone', () => {
  const failed = { current: 12, desired: undefined, metrics: [], rescaled: false };
  const next = nextStatus(first, { at: LATER, counts: failed, findings: [GOT_SCALE] });
  expect(next).toMatchObject({ currentReplicas: 12, desiredReplicas: 17 });
  expect(next).not.toHaveProperty('currentMetrics');
});

test('without a target only the condition changes', () => {
  const next = nextStatus(first, { at: LATER, counts: undefined, findings: [noScale('gone')] });
  expect({ ...next, conditions: [] }).toStrictEqual({ ...first, conditions: [] });
  expect(next.conditions?.[0]).toMatchObject({ status: 'False', reason: 'FailedGetScale' });
});

test('nothing new is the same object', () => {
  const again = { ...counts, metrics: [structuredClone(CPU)], rescaled: false };
  expect(nextStatus(first, { at: LATER, counts: again, findings: [GOT_SCALE] })).toBe(first);
});
